"""The treasurer's page about cards: what needs her, whom to call, what came to the bank; trying again."""

import pytest
from django.test import Client

from membership.models import Payout, StripeCustomer, StripeEvent, Subscription
from membership.services.people import create_person
from tests.demo import logged_in, text_of

CARDS = "/admin/cards/"


@pytest.fixture
def treasurer(roles):
    return logged_in("treasurer@example.org")


def trouble(number=1, **values):
    fields = {"event_id": f"evt_{number}", "type": "invoice.paid", "object_id": "in_1", "state": "failed"}
    return StripeEvent.objects.create(**fields | {"trouble": "stranger"} | values)


def late_payer(number=1):
    person = create_person("Zoraida", family_name=f"Quispe {number}", language="es", contact=("phone", "+12035550142"))
    Subscription.objects.create(
        person=person, subscription_id=f"sub_{number}", customer_id=f"cus_{number}", status="past_due", amount=1234
    )
    return person


def test_it_says_what_needs_her_whom_to_call_and_what_came(treasurer):
    trouble()
    late_payer()
    Payout.objects.create(payout_id="po_1", amount=941, status="paid", arrives_on="2026-11-20", transactions=["txn_9"])
    page = text_of(CARDS, treasurer)
    words = [
        "Somebody paid whom we cannot place.",
        "Zoraida Quispe 1",
        "$12.34",
        "555-0142",
        "$9.41 is not in our books.",
    ]
    assert [word for word in words if word not in page] == []


def test_what_is_done_or_ignored_does_not_wait(treasurer):
    for number, state in enumerate(("processed", "ignored", "received")):
        trouble(number, state=state, trouble="")
    assert "Nothing. Whatever the card company told us is in the books." in text_of(CARDS, treasurer)


@pytest.mark.parametrize("role", ["editor", "organizer", "collector"])
def test_other_staff_read_nothing_of_it(roles, role):
    event = trouble()
    late_payer()
    client = logged_in(f"{role}@example.org")
    answer = client.get(CARDS, follow=True)
    assert "Quispe" not in answer.content.decode()
    client.post(f"{CARDS}{event.pk}/again/")
    event.refresh_from_db()
    assert event.attempts == 0
    assert Client().get(CARDS).url.startswith("/en/account/login/")


def test_trying_again_while_stripe_cannot_be_reached_says_so(treasurer):
    event = trouble()
    page = treasurer.post(f"{CARDS}{event.pk}/again/", follow=True).content.decode()
    assert "We cannot reach the card company right now" in page
    event.refresh_from_db()
    assert (event.state, event.trouble) == ("failed", "stranger")


def test_an_event_that_never_mattered_is_done_by_a_look(treasurer):
    event = trouble(type="coupon.created")
    assert "Done." in treasurer.post(f"{CARDS}{event.pk}/again/", follow=True).content.decode()
    event.refresh_from_db()
    assert event.state == "ignored"


@pytest.mark.parametrize("count", [1, 3, 30])
def test_it_asks_the_same_for_any_number(treasurer, count, django_assert_num_queries):
    for number in range(count):
        trouble(number)
        StripeCustomer.objects.create(person=late_payer(number), customer_id=f"cus_{number}")
        Payout.objects.create(payout_id=f"po_{number}", amount=1, status="paid", arrives_on="2026-11-20")
    treasurer.get(CARDS)
    with django_assert_num_queries(13):
        treasurer.get(CARDS)
