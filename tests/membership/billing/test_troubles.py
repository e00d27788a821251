"""What we cannot place waits for the treasurer with a sentence, changes nothing, and can be tried again."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.utils import timezone

from membership.billing.applying import apply
from membership.billing.facts import Charge, InvoiceFacts, Movement, PaymentFacts, SubscriptionFacts, TakenBack
from membership.billing.looking import Seen
from membership.billing.settling import process
from membership.enums import EventState, Trouble
from membership.exceptions import BillingError, OutdatedError
from membership.models import Checkout, Message, Payment, StripeCustomer, StripeEvent, StripeTrace, Subscription
from membership.services.messages import send_messages
from membership.services.standing import standing_of
from membership.standing import State
from portal.demo.till import desk
from tests.membership.billing.histories import begin, books, deliver, make_payer, play

WHEN = datetime(2026, 5, 1, 16, tzinfo=UTC)
CHARGE = Charge("ch_1", "pi_1", "txn_1", 59)
INVOICE = InvoiceFacts(
    id="in_1",
    status="paid",
    customer="cus_1",
    subscription="sub_1",
    checkout="",
    amount=1000,
    currency="USD",
    months=1,
    paid_at=WHEN,
    attempts=1,
    payment_intent="pi_1",
    charge=CHARGE,
)
SUBSCRIPTION = SubscriptionFacts("sub_1", "cus_1", "", "active", 1000, "USD", 1, "si_1", "prod_1", False)


@pytest.fixture
def ana(db):
    person = make_payer()
    StripeCustomer.objects.create(person=person, customer_id="cus_1")
    return person


def applied(fact):
    with transaction.atomic():
        return apply(fact)


@pytest.mark.parametrize(
    ("fact", "trouble"),
    [
        (replace(INVOICE, customer="cus_9", subscription="sub_9"), Trouble.STRANGER),
        (replace(INVOICE, currency="EUR"), Trouble.CURRENCY),
        (replace(INVOICE, months=0), Trouble.PERIOD),
        (replace(INVOICE, payment_intent="", charge=None), Trouble.OUTSIDE),
        (replace(INVOICE, amount=2_000_000), Trouble.PERIOD),
        (PaymentFacts("pi_2", "", "succeeded", 500, "USD", WHEN, CHARGE), Trouble.STRANGER),
        (PaymentFacts("pi_2", "not-a-key", "succeeded", 500, "USD", WHEN, CHARGE), Trouble.STRANGER),
        (TakenBack("re_1", "pi_9", (Movement("re_1", -100, 0, "USD", WHEN),)), Trouble.STRANGER),
        (Seen(replace(SUBSCRIPTION, customer="cus_9"), None), Trouble.STRANGER),
    ],
    ids=[
        *("stranger's invoice", "currency", "no period", "paid outside", "huge", "payment of nobody", "foreign key"),
        *("refund of nothing", "stranger's subscription"),
    ],
)
def test_what_cannot_be_placed_writes_nothing(ana, fact, trouble):
    with pytest.raises(BillingError) as error:
        applied(fact)
    assert (error.value.trouble, Payment.objects.count(), Subscription.objects.count()) == (trouble, 0, 0)


@pytest.mark.parametrize("status", ["draft", "open", "void", "uncollectible"])
def test_an_invoice_that_is_not_paid_is_no_money(ana, status):
    applied(replace(INVOICE, status=status))
    assert Payment.objects.count() == 0


def test_an_invoice_that_costs_nothing_extends_all_the_same(ana):
    applied(replace(INVOICE, amount=0, payment_intent="", charge=None, paid_at=datetime.now(UTC)))
    payment = Payment.objects.get()
    assert (payment.amount, payment.method, payment.months) == (0, "waiver", 1)
    assert standing_of(ana).state == State.GOOD


def test_a_fee_that_comes_late_is_a_line_of_its_own_once(ana):
    applied(replace(INVOICE, charge=Charge("ch_1", "pi_1")))
    before = standing_of(ana)
    for _ in range(2):
        applied(CHARGE)
        applied(INVOICE)
    lines = list(Payment.objects.order_by("pk").values_list("amount", "fee", "net"))
    assert (lines, standing_of(ana)) == ([(1000, 0, 1000), (0, 59, -59)], before)
    assert StripeTrace.objects.get(payment__reverses=None).transaction == "txn_1"


@pytest.mark.parametrize("amount", [-1001, 1])
def test_more_than_was_paid_is_never_taken_back_nor_brought_back(ana, amount):
    applied(INVOICE)
    with pytest.raises(BillingError) as error:
        applied(TakenBack("re_1", "pi_1", (Movement("re_1", amount, 0, "USD", WHEN),)))
    assert (error.value.trouble, Payment.objects.count()) == (Trouble.TOO_MUCH, 1)


def test_refunds_in_parts_add_up(ana):
    applied(INVOICE)
    for name, amount in (("re_1", -300), ("re_2", -700)):
        for _ in range(2):
            applied(TakenBack(name, "pi_1", (Movement(name, amount, 0, "USD", WHEN),)))
    assert list(Payment.objects.order_by("pk").values_list("amount", flat=True)) == [1000, -300, -700]
    assert standing_of(ana).state == State.APPLIED


def test_a_dispute_takes_the_fee_too_and_brings_it_back(ana):
    applied(INVOICE)
    out, back = Movement("dp_1:t1", -1000, 1500, "USD", WHEN), Movement("dp_1:t2", 1000, -1500, "USD", WHEN)
    applied(TakenBack("dp_1", "pi_1", (out,)))
    assert sum(Payment.objects.values_list("net", flat=True)) == -59 - 1500
    applied(TakenBack("dp_1", "pi_1", (out, back)))
    assert sum(Payment.objects.values_list("net", flat=True)) == 941


def test_an_older_answer_is_not_written_over_a_newer_one(ana):
    applied(Seen(SUBSCRIPTION, None))
    applied(Seen(replace(SUBSCRIPTION, status="past_due"), 1))
    with pytest.raises(OutdatedError):
        applied(Seen(replace(SUBSCRIPTION, is_ending=True), 1))
    assert Subscription.objects.values_list("status", "is_ending", "version").get() == ("past_due", False, 2)


def test_a_second_live_subscription_is_kept_and_told(ana):
    assert applied(Seen(SUBSCRIPTION, None)) == ""
    assert applied(Seen(replace(SUBSCRIPTION, id="sub_2"), None)) == Trouble.TWO
    assert Subscription.objects.count() == 2


def test_who_was_merged_pays_for_the_row_that_stayed(ana):
    kept = make_payer()
    ana.merged_into, ana.user, ana.joined_on = kept, None, None
    ana.save()
    applied(INVOICE)
    assert Payment.objects.get().person == kept


@pytest.fixture
def lost(ana, till):
    """An event that came when we did not know any more whose it is; and whose it was."""
    StripeCustomer.objects.all().delete()
    session = begin(ana)
    known = list(StripeCustomer.objects.all()), list(Checkout.objects.all())
    Checkout.objects.all().delete()
    StripeCustomer.objects.all().delete()
    events = [event for event in desk.pay(session) if event["type"] == "invoice.paid"]
    assert deliver(events[0]) == 200
    return StripeEvent.objects.get(), known


def test_a_strangers_event_waits_and_is_done_when_it_is_known_whose_it_is(lost):
    event, (customers, checkouts) = lost
    assert (event.state, event.trouble, Payment.objects.count()) == (EventState.FAILED, Trouble.STRANGER, 0)
    assert process(event).state == EventState.FAILED
    StripeCustomer.objects.bulk_create(customers)
    Checkout.objects.bulk_create(checkouts)
    assert process(event).state == EventState.PROCESSED
    assert process(event).state == EventState.PROCESSED
    assert Payment.objects.values_list("person__given_name", "amount").get() == ("Ana", 1000)
    assert event.attempts == 3


def test_a_failed_card_is_told_once_and_kindly(ana, till, mailoutbox):
    StripeCustomer.objects.all().delete()
    for event in [*desk.pay(begin(ana)), *play("fail"), *play("fail")]:
        assert deliver(event) == 200
        assert deliver(event | {"id": event["id"] + "_b"}) == 200
    send_messages(timezone.now())
    told = [mail for mail in mailoutbox if "did not accept" in mail.body]
    assert [mail.subject for mail in told] == ["You have a message from CWC"] * 2
    assert Message.objects.filter(purpose="card_failed").count() == 2
    assert standing_of(ana).state == State.GOOD
    assert books(ana)[4] == [("past_due", 1000, False)]


def test_a_customer_that_was_deleted_at_stripe_is_forgotten_and_nothing_paid_is_lost(ana, till):
    StripeCustomer.objects.all().delete()
    for event in desk.pay(begin(ana)):
        assert deliver(event) == 200
    customer = StripeCustomer.objects.get()
    for event in desk.delete_customer(customer.customer_id):
        assert deliver(event) == 200
    customer.refresh_from_db()
    assert (customer.forgotten_at is not None, standing_of(ana).state) == (True, State.GOOD)
    assert Subscription.objects.values_list("status", flat=True).get() == "canceled"
    assert set(StripeEvent.objects.values_list("state", flat=True)) <= {"processed", "ignored"}


@pytest.mark.parametrize(("amount", "state", "credit"), [(1000, State.APPLIED, 1000), (7000, State.GOOD, 1000)])
def test_another_amount_than_was_chosen_is_written_as_it_came(ana, amount, state, credit):
    """Less waits as credit, more lasts longer: the ledger says what came, never what was meant to come."""
    checkout = Checkout.objects.create(person=ana, purpose="once", amount=3000, months=3, language="en")
    applied(PaymentFacts("pi_1", str(checkout.key), "succeeded", amount, "USD", datetime.now(UTC), CHARGE))
    payment = Payment.objects.get()
    assert (payment.amount, payment.price, payment.months) == (amount, 3000, 3)
    assert (standing_of(ana).state, standing_of(ana).credit) == (state, credit)
