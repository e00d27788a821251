"""Going to the pay page: refused before Stripe is asked, once however often one taps, healed when Stripe forgets."""

from dataclasses import replace

import pytest
from django.utils import timezone

from membership.billing.checkout import Choice, start_checkout
from membership.billing.managing import change_amount, live_subscription, portal_address, stop
from membership.billing.payouts import differences
from membership.billing.reconciling import reconcile
from membership.billing.settling import settle
from membership.enums import CheckoutFor
from membership.exceptions import AlreadyPayingError, CardError, CardOffError, GoneError
from membership.models import Checkout, Payment, Payout, StripeCustomer, StripeEvent, Subscription
from membership.services.standing import standing_of
from membership.standing import State
from portal.demo.till import desk, store
from tests.campaigns.crowds import alone, in_threads, needs_postgres, seen_by_all
from tests.membership.billing.histories import MONTHLY, WAYS, begin, deliver, make_payer, newest, play

ONCE = Choice(CheckoutFor.ONCE, 3000, "es", 3)
GIFT = Choice(CheckoutFor.DONATION, 2500, "pt-br")


def things(kind):
    with store.book() as till:
        return till.all(kind)


@pytest.fixture
def ana(db, till):
    return make_payer()


@pytest.mark.parametrize("amount", [0, 1, 99, -500, 1_000_001, 100_000_000_000])
@pytest.mark.parametrize("choice", [MONTHLY, ONCE, GIFT], ids=["subscription", "once", "gift"])
def test_amounts_that_cards_are_not_taken_for_never_reach_stripe(ana, choice, amount):
    with pytest.raises(CardError):
        start_checkout(ana, replace(choice, amount=amount), ways=WAYS)
    assert (Checkout.objects.count(), things("checkout.session")) == (0, [])


def test_a_period_that_is_not_offered_is_refused(ana):
    with pytest.raises(CardError):
        start_checkout(ana, replace(MONTHLY, months=7), ways=WAYS)


def test_without_a_key_cards_are_off(db, settings):
    settings.STRIPE_API_KEY = ""
    with pytest.raises(CardOffError):
        start_checkout(make_payer(), MONTHLY, ways=WAYS)


def test_stripe_learns_no_name_and_no_contact(ana):
    begin(ana)
    begin(ana, ONCE)
    told = str([things(kind) for kind in ("customer", "checkout.session")])
    assert [word for word in ("Ana", "ana@example.org") if word in told] == []


def test_two_taps_are_one_session(ana):
    assert begin(ana) == begin(ana)
    assert len(things("checkout.session")) == 1


def test_another_amount_closes_the_older_tab(ana):
    old = begin(ana)
    new = begin(ana, replace(MONTHLY, amount=2000))
    states = {thing["id"]: thing["status"] for thing in things("checkout.session")}
    assert states == {old: "expired", new: "open"}


def test_an_older_tab_that_was_paid_meanwhile_stops_the_second(ana):
    desk.pay(begin(ana))
    with pytest.raises(AlreadyPayingError):
        begin(ana, replace(MONTHLY, amount=2000))
    assert (live_subscription(ana).amount, len(things("subscription"))) == (1000, 1)


def test_the_same_tab_that_was_paid_meanwhile_is_settled(ana):
    desk.pay(begin(ana))
    with pytest.raises(AlreadyPayingError):
        begin(ana)
    assert standing_of(ana).state == State.GOOD


@pytest.mark.parametrize(
    "crowd", [pytest.param(2, id="2"), pytest.param(8, id="8", marks=[pytest.mark.postgres, needs_postgres])]
)
def test_many_tabs_at_once_are_one_subscription(transactional_db, tmp_path, till, crowd):
    with seen_by_all(tmp_path):
        ana = alone(make_payer)
        urls = in_threads(*[lambda: start_checkout(ana, MONTHLY, ways=WAYS)] * crowd)
        assert (len(set(urls)), len(things("checkout.session")), len(things("customer"))) == (1, 1, 1)
        session = alone(lambda: Checkout.objects.get().session_id)
        desk.pay(session)
        in_threads(*[lambda: settle("checkout.session", session)] * crowd)
        assert alone(lambda: (Payment.objects.count(), Subscription.objects.count())) == (1, 1)


def test_once_for_three_months(ana):
    desk.pay(begin(ana, ONCE))
    settle("checkout.session", newest("checkout.session"))
    payment = Payment.objects.get()
    assert (payment.amount, payment.months, payment.price, payment.method) == (3000, 3, 3000, "card")
    assert (payment.fee, payment.net, payment.recorded_by) == (117, 2883, None)
    assert standing_of(ana).state == State.GOOD


def test_a_gift_of_a_stranger_is_nobodys_dues(db, till):
    start_checkout(None, GIFT, ways=WAYS)
    desk.pay(Checkout.objects.get().session_id)
    settle("checkout.session", newest("checkout.session"))
    payment = Payment.objects.get()
    assert (payment.person, payment.paid_for, payment.amount, payment.months) == (None, "donation", 2500, 0)


def test_a_declined_card_pays_nothing_and_a_good_one_after_it_does(ana):
    session = begin(ana)
    for event in desk.pay(session, card=desk.DECLINED):
        deliver(event)
    assert Payment.objects.count() == 0
    desk.pay(session)
    settle("checkout.session", session)
    assert Payment.objects.count() == 1


def test_a_customer_that_stripe_has_forgotten_is_made_anew(ana):
    begin(ana, ONCE)
    store.clear()
    begin(ana, replace(ONCE, amount=4000))
    known = StripeCustomer.objects.order_by("pk").values_list("forgotten_at", flat=True)
    assert [forgotten is not None for forgotten in known] == [True, False]
    desk.pay(newest("checkout.session"))
    settle("checkout.session", newest("checkout.session"))
    assert Payment.objects.get().amount == 4000


def test_a_session_that_stripe_has_forgotten_is_opened_anew(ana):
    begin(ana)
    store.clear()
    assert begin(ana) == newest("checkout.session")


@pytest.fixture
def subscribed(ana):
    desk.pay(begin(ana))
    settle("checkout.session", newest("checkout.session"))
    return ana


def test_the_amount_changes_from_the_next_time_on(subscribed):
    change_amount(subscribed, 2500)
    assert (live_subscription(subscribed).amount, Payment.objects.count()) == (2500, 1)
    for event in play("renew"):
        assert deliver(event) == 200
    assert list(Payment.objects.order_by("pk").values_list("amount", flat=True)) == [1000, 2500]


@pytest.mark.parametrize("amount", [0, 99, -1, 10**9])
def test_an_amount_that_cards_are_not_taken_for_changes_nothing(subscribed, amount):
    with pytest.raises(CardError):
        change_amount(subscribed, amount)
    assert live_subscription(subscribed).amount == 1000


def test_stopping_keeps_what_was_paid(subscribed):
    stop(subscribed)
    assert (live_subscription(subscribed).is_ending, standing_of(subscribed).state) == (True, State.GOOD)
    for event in play("renew"):
        assert deliver(event) == 200
    assert (live_subscription(subscribed), Payment.objects.count()) == (None, 1)


@pytest.mark.parametrize("act", [stop, lambda ana: change_amount(ana, 2000), lambda ana: portal(ana)])
def test_a_subscription_that_stripe_has_forgotten_is_forgotten_here(subscribed, act):
    store.clear()
    with pytest.raises(GoneError):
        act(subscribed)
    assert (live_subscription(subscribed), standing_of(subscribed).state) == (None, State.GOOD)
    assert begin(subscribed) == newest("checkout.session")


def portal(ana):
    return portal_address(ana, return_url="https://www.example.org/", language="es")


def test_the_portal_is_for_whom_stripe_knows(subscribed):
    assert portal(subscribed).startswith("http")
    assert portal(make_payer()) == ""


def test_the_daily_round_brings_what_no_event_told(subscribed):
    play("renew")
    play("refund_part")
    changes = reconcile(timezone.now())
    assert sorted(line.split(":")[0] for line in changes) == ["written", "written"]
    assert sorted(Payment.objects.values_list("amount", flat=True)) == [-300, 1000, 1000]
    assert reconcile(timezone.now()) == []


def test_the_daily_round_ends_what_belongs_to_nobody_any_more(subscribed):
    StripeCustomer.objects.update(person=None)
    Subscription.objects.update(person=None)
    reconcile(timezone.now())
    assert [thing["status"] for thing in things("subscription")] == ["canceled"]
    assert StripeCustomer.objects.get().forgotten_at is not None
    assert StripeEvent.objects.count() == 0


def test_what_comes_to_the_bank_is_matched_with_the_lines_it_is_made_of(subscribed):
    for act in ("renew", "refund_part"):
        for event in play(act):
            assert deliver(event) == 200
    sent = desk.payout()[0]["data"]["object"]
    settle("payout", sent["id"])
    payout = Payout.objects.get()
    net = sum(Payment.objects.values_list("net", flat=True))
    assert (payout.amount, differences([payout])) == (net, {payout.pk: 0})
    play("renew")
    settle("payout", desk.payout()[0]["data"]["object"]["id"])
    later = Payout.objects.exclude(pk=payout.pk).get()
    assert differences([payout, later]) == {payout.pk: 0, later.pk: later.amount}
