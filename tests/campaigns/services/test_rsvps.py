from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.enums import RsvpState
from campaigns.exceptions import EventClosedError, EventFullError, TooManyNamesError
from campaigns.models import Event, Rsvp
from campaigns.services.rsvps import (
    cancel_rsvp,
    change_rsvp,
    confirm_rsvp,
    give_address,
    rsvp_as_member,
    start_rsvp,
)
from membership.exceptions import WrongCodeError
from membership.models import ContactPoint, Message
from membership.services.people import create_person
from tests.campaigns.conftest import NAME, PHONE, make_event, wrong

NONE = {"guests": 0, "needs": [], "about": ""}


def start(event, name=NAME, contact=PHONE):
    return start_rsvp(event, name=name, contact=contact, language="es")


@pytest.fixture
def come(event, last_code):
    """Says as a visitor that one comes, through the code."""
    return lambda name=NAME, contact=PHONE: confirm_rsvp(start(event, name, contact), last_code())


def come_as_member(event, name):
    return rsvp_as_member(event, create_person(name, language="en"), language="en")


def test_start_rsvp_takes_no_seat_before_the_code(event):
    rsvp = start(event)
    assert (rsvp.state, event.rsvps.coming().seats()) == ("unconfirmed", 0)
    assert list(ContactPoint.objects.values_list("value", "verified_at")) == [(PHONE[1], None)]


def test_confirm_rsvp_takes_one_seat_and_says_so_where_the_code_went(event, come):
    rsvp = come()
    assert (rsvp.state, event.rsvps.coming().seats()) == ("coming", 1)
    assert ContactPoint.objects.get().verified_at is not None
    message = Message.objects.get(purpose="rsvp")
    assert (message.address, message.language, message.context["title"]) == (PHONE[1], "es", "Know your rights")


def test_confirm_rsvp_twice_with_one_code_is_no_error_and_one_seat(event, last_code):
    rsvp, code = start(event), last_code()
    assert [confirm_rsvp(rsvp, code).state for _ in range(2)] == ["coming", "coming"]
    assert (event.rsvps.coming().seats(), Message.objects.filter(purpose="rsvp").count()) == (1, 1)


def test_confirm_rsvp_refuses_a_wrong_code(event, last_code):
    rsvp = start(event)
    with pytest.raises(WrongCodeError):
        confirm_rsvp(rsvp, wrong(last_code()))
    assert event.rsvps.coming().count() == 0


def test_third_name_of_one_contact_is_refused(event, come):
    come()
    come(name=("Luis", "Pérez"))
    with pytest.raises(TooManyNamesError):
        come(name=("Otra", "Persona"))


def test_full_event_gives_no_seat(event):
    for name in ("Ana", "Bea", "Cai"):
        come_as_member(event, name)
    with pytest.raises(EventFullError):
        come_as_member(event, "Dora")
    assert (event.rsvps.coming().seats(), Rsvp.objects.count()) == (3, 3)


def test_seats_that_went_while_a_code_was_awaited_are_gone(event, last_code):
    rsvp = start(event)
    code = last_code()
    for name in ("Ana", "Bea", "Cai"):
        come_as_member(event, name)
    with pytest.raises(EventFullError):
        confirm_rsvp(rsvp, code)
    rsvp.refresh_from_db()
    assert rsvp.state == "unconfirmed"


def test_rsvp_as_member_twice_is_one_seat(event):
    ana = create_person("Ana", language="en")
    rsvps = [rsvp_as_member(event, ana, language="en") for _ in range(2)]
    assert (rsvps[0].pk, event.rsvps.coming().seats()) == (rsvps[1].pk, 1)


@pytest.mark.parametrize(
    "values",
    [{"is_canceled": True}, {"is_published": False}, {"starts_at": timezone.now() - timedelta(minutes=1)}],
    ids=["canceled", "unpublished", "begun"],
)
def test_closed_event_takes_and_changes_nothing(event, values):
    rsvp = come_as_member(event, "Ana")
    Event.objects.filter(pk=event.pk).update(**values)
    for act in (lambda: start(event), lambda: come_as_member(event, "Bea"), lambda: cancel_rsvp(rsvp)):
        with pytest.raises(EventClosedError):
            act()
    with pytest.raises(EventClosedError):
        change_rsvp(rsvp, **NONE | {"guests": 1})
    assert list(Rsvp.objects.values_list("state", "guests")) == [("coming", 0)]


def test_change_rsvp_counts_guests_and_drops_needs_that_are_not_offered(event):
    rsvp = change_rsvp(come_as_member(event, "Ana"), guests=2, needs=["ride", "interpretation"], about=" Two kids ")
    assert (rsvp.guests, rsvp.needs, rsvp.about, event.rsvps.coming().seats()) == (2, ["ride"], "Two kids", 3)


def test_change_rsvp_refuses_more_than_there_are_and_keeps_what_was(event):
    rsvp = change_rsvp(come_as_member(event, "Ana"), **NONE | {"guests": 1})
    come_as_member(event, "Bea")
    with pytest.raises(EventFullError):
        change_rsvp(rsvp, **NONE | {"guests": 2})
    rsvp.refresh_from_db()
    assert rsvp.guests == 1


def test_fewer_guests_are_welcome_also_when_staff_lowered_the_limit(event):
    rsvp = change_rsvp(come_as_member(event, "Ana"), **NONE | {"guests": 2})
    Event.objects.filter(pk=event.pk).update(capacity=1)
    assert change_rsvp(rsvp, **NONE | {"guests": 1}).guests == 1


def test_cancel_rsvp_frees_the_seats_and_forgets_what_was_asked_for(event):
    rsvp = change_rsvp(come_as_member(event, "Ana"), guests=2, needs=["ride"], about="A wheelchair")
    for _ in range(2):
        rsvp = cancel_rsvp(rsvp)
    assert (rsvp.state, rsvp.guests, rsvp.needs, rsvp.about) == ("canceled", 0, [], "")
    assert event.rsvps.coming().seats() == 0
    assert rsvp_as_member(event, rsvp.person, language="en").state == "coming"


def test_change_rsvp_of_somebody_who_does_not_come_takes_no_seat(event):
    rsvp = cancel_rsvp(come_as_member(event, "Ana"))
    assert (change_rsvp(rsvp, **NONE | {"guests": 2}).guests, event.rsvps.coming().seats()) == (0, 0)


@pytest.mark.parametrize(
    ("shown", "unconfirmed", "coming", "given"),
    [
        ("everybody", "12 Secret Street", "12 Secret Street", "12 Secret Street"),
        ("coming", "", "12 Secret Street", "12 Secret Street"),
        ("confirmed", "", "", "12 Secret Street"),
    ],
)
def test_address_is_for_those_who_may_know_it(event, shown, unconfirmed, coming, given):
    Event.objects.filter(pk=event.pk).update(address_shown=shown)
    rsvp = start(Event.objects.get())
    assert rsvp.address == unconfirmed
    rsvp = rsvp_as_member(event, rsvp.person, language="en")
    assert rsvp.address == coming
    give_address(rsvp)
    assert Rsvp.objects.select_related("event").get().address == given


steps = st.lists(
    st.tuples(st.sampled_from(["come", "change", "cancel"]), st.integers(0, 5), st.integers(0, 5)), max_size=30
)


@given(capacity=st.integers(1, 8), steps=steps)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_seats_never_exceed_the_capacity(db, capacity, steps):
    """Whatever six people do, in any order: never more seats than there are, none for somebody who cannot come."""
    event = make_event(slug=f"event-{Event.objects.count()}", capacity=capacity)
    people = [create_person(f"P{number}", language="en") for number in range(6)]
    for verb, who, guests in steps:
        rsvp = event.rsvps.filter(person=people[who]).first()
        try:
            if verb == "come":
                rsvp_as_member(event, people[who], language="en")
            elif rsvp and verb == "change":
                change_rsvp(rsvp, **NONE | {"guests": guests})
            elif rsvp:
                cancel_rsvp(rsvp)
        except EventFullError:
            assert event.rsvps.coming().seats() <= capacity
        assert event.rsvps.coming().seats() <= capacity
    assert event.rsvps.filter(state=RsvpState.CANCELED).exclude(guests=0).count() == 0
