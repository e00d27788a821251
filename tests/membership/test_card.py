"""The member's pages about cards, and the page for gifts: what is typed is checked here, and who may see what."""

from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client

from membership.billing.checkout import Choice, start_checkout
from membership.enums import CheckoutFor
from membership.models import Checkout, DuesRate, Payment, Person, Subscription, User
from membership.services.people import create_person
from portal.demo.till import desk
from tests.membership.billing.histories import MONTHLY, WAYS, newest
from tests.portal.demo.till.server import serving

CARD, DONATE = "/en/member/dues/card/", "/en/donate/"


@pytest.fixture
def till(tmp_path, settings):
    with serving(tmp_path, settings) as running:
        yield running


@pytest.fixture
def rates(db):
    for period, amounts in (("month", [500, 1000]), ("year", [6000, 12_000])):
        DuesRate.objects.create(period=period, suggested=amounts, minimum=500)


def member(name, email):
    user = User.objects.create_user(email=email)
    person = create_person(name, language="en", contact=("email", email), user=user)
    Person.objects.filter(pk=person.pk).update(joined_on="2026-01-01")
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return person, client


@pytest.fixture
def ana(rates, till):
    return member("Ana", "ana@example.org")


def text(response):
    return unescape(response.content.decode())


def choose(client, **changes):
    return client.post(CARD, {"period": "month", "amount": "1000", "other": "", "again": "no"} | changes)


@pytest.mark.parametrize(("again", "purpose"), [("no", "once"), ("yes", "subscription")])
def test_a_choice_leads_to_the_pay_page(ana, till, again, purpose):
    person, client = ana
    answer = choose(client, again=again)
    assert (answer.status_code, answer.url) == (303, Checkout.objects.get().url)
    assert Checkout.objects.values_list("purpose", "amount", "months", "person").get() == (purpose, 1000, 1, person.pk)


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ("0.01", "By card we can take amounts from $5 to $10,000."),
        ("-5", "Write an amount in numbers"),
        ("1e9", "Write an amount in numbers"),
        ("17.555", "Did you mean $17,555.00 or $17.55?"),
        ("NaN", "Write an amount in numbers"),
        ("999999", "By card we can take amounts from $5 to $10,000."),
        ("1.250", "Did you mean $1,250.00 or $1.25?"),
        ("", "Write an amount in numbers"),
        ("<b>20</b>", "Write an amount in numbers"),
        ("9" * 10_000, "Write an amount in numbers"),
        ("\0", "Null characters are not allowed."),
    ],
)
def test_other_amounts_get_a_sentence_and_stripe_is_not_asked(ana, till, other, sentence):
    _, client = ana
    page = text(choose(client, amount="other", other=other))
    assert sentence in page
    assert (Checkout.objects.count(), till.seen) == (0, [])
    assert other[:20].replace("\0", "") in page


@pytest.mark.parametrize("amount", ["777", "x", "", "500'", "-1", "1000.0"])
def test_only_suggested_amounts_are_tapped(ana, till, amount):
    _, client = ana
    assert "Choose an amount, or write another one." in text(choose(client, amount=amount)) or amount not in ("",)
    assert (Checkout.objects.count(), till.seen) == (0, [])


def test_less_than_the_least_of_the_period_is_refused(ana, till):
    _, client = ana
    assert "from $5" in text(choose(client, amount="other", other="4"))
    assert till.seen == []


def test_back_from_the_pay_page_the_payment_is_written_at_once(ana):
    person, client = ana
    choose(client)
    session = newest("checkout.session")
    desk.pay(session)
    page = text(client.get(f"{CARD}done/?session_id={session}"))
    assert "We received $10." in page
    assert Payment.objects.values_list("person", "amount").get() == (person.pk, 1000)
    client.get(f"{CARD}done/?session_id={session}")
    assert Payment.objects.count() == 1


def test_before_it_is_paid_the_page_says_so(ana):
    _, client = ana
    choose(client)
    assert "Not paid yet" in text(client.get(f"{CARD}done/?session_id={newest('checkout.session')}"))
    assert Payment.objects.count() == 0


@pytest.mark.parametrize("wanted", ["{hers}", "cs_unknown", "", "%00", "x" * 5000])
def test_another_members_session_is_not_asked_for(ana, till, wanted):
    _, client = ana
    other, _ = member("Bea", "bea@example.org")
    start_checkout(other, Choice(CheckoutFor.ONCE, 1000, "en", 1), ways=WAYS)
    till.seen.clear()
    hers = Checkout.objects.get().session_id
    assert client.get(f"{CARD}done/?session_id={wanted.format(hers=hers)}").status_code == 404
    assert till.seen == []


def subscribe(person):
    start_checkout(person, MONTHLY, ways=WAYS)
    session = Checkout.objects.order_by("-pk").first().session_id
    desk.pay(session)
    return session


def test_the_card_that_pays_is_changed_at_stripe_and_stopped_here(ana):
    person, client = ana
    session = subscribe(person)
    client.get(f"{CARD}done/?session_id={session}")
    assert "$10 every month." in text(client.get(CARD))
    assert client.post(f"{CARD}portal/").status_code == 303
    assert client.post(f"{CARD}amount/", {"amount": "500", "other": ""}).status_code == 302
    assert Subscription.objects.get().amount == 500
    assert client.post(f"{CARD}stop/").status_code == 302
    assert Subscription.objects.get().is_ending is True


def test_somebody_who_pays_by_card_is_not_led_to_a_second_subscription(ana):
    person, client = ana
    client.get(f"{CARD}done/?session_id={subscribe(person)}")
    assert "You already pay by card." in text(choose(client, again="yes"))


def test_while_stripe_cannot_be_reached_the_page_says_so_and_keeps_the_choice(ana, settings):
    _, client = ana
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"
    page = text(choose(client, amount="other", other="12.50"))
    assert "We cannot reach the card company right now" in page
    assert 'value="12.50"' in page


def test_without_a_key_the_pages_say_how_to_pay(rates, settings, db):
    settings.STRIPE_API_KEY = ""
    _, client = member("Ana", "ana@example.org")
    sentence = "We cannot take cards right now. Pay in cash or by check."
    assert [sentence in text(client.get(page)) for page in (CARD, DONATE)] == [True, True]
    assert sentence in text(choose(client))
    assert Client().post(DONATE, {"amount": "1000"}).status_code == 200


def give(client=None, **changes):
    form = {"amount": "2500", "other": "", "name": "", "email": ""} | changes
    return (client or Client()).post(DONATE, form)


def test_a_stranger_gives_without_a_name(ana):
    assert give().status_code == 303
    assert Checkout.objects.values_list("purpose", "amount", "person").get() == ("donation", 2500, None)


def test_who_wants_a_receipt_is_written_down_and_is_no_member(ana):
    give(name="Rosa Luz", email="Rosa@Example.org")
    person = Checkout.objects.get().person
    assert (person.given_name, person.joined_on) == ("Rosa Luz", None)
    assert list(person.contacts.values_list("value", flat=True)) == ["rosa@example.org"]


@pytest.mark.parametrize("half", [{"name": "Rosa"}, {"email": "rosa@example.org"}])
def test_half_a_receipt_is_asked_about(ana, half):
    page = text(give(**half))
    assert "For a receipt we need both" in page
    assert (next(iter(half.values())) in page, Checkout.objects.count()) == (True, 0)


def test_a_member_gives_under_her_own_name(ana):
    person, client = ana
    give(client)
    assert Checkout.objects.get().person == person


def test_a_gift_is_thanked_for_and_says_nothing_of_anybody(ana):
    give(name="Rosa Luz", email="rosa@example.org")
    session = Checkout.objects.get().session_id
    desk.pay(session)
    page = text(Client().get(f"/en/donate/thanks/?session_id={session}"))
    assert ("We received $25." in page, "Rosa" in page) == (True, False)
    assert Payment.objects.values_list("paid_for", "amount", "months").get() == ("donation", 2500, 0)


def test_the_page_of_thanks_is_for_gifts_only(ana):
    person, _ = ana
    session = subscribe(person)
    assert Client().get(f"/en/donate/thanks/?session_id={session}").status_code == 404
    assert Client().get("/en/donate/thanks/").url == DONATE


def test_many_small_gifts_from_one_network_are_stopped(ana, settings):
    settings.ACCOUNT_RATE_LIMITS = {"card_payment": "3/h/ip"}
    cache.clear()
    answers = [give(amount="other", other=str(number)).status_code for number in range(5, 10)]
    assert answers == [303, 303, 303, 200, 200]


def test_the_form_may_lead_to_stripe_and_to_nobody_else(ana):
    _, client = ana
    for page in (client.get(CARD), Client().get(DONATE)):
        policy = page["Content-Security-Policy"]
        assert "form-action 'self' https://checkout.stripe.com https://billing.stripe.com" in policy
        assert "script-src 'self';" in policy
