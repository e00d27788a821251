"""Sixty people and twenty seats, with real connections and real commits."""

from contextlib import suppress
from threading import Barrier

import pytest

from campaigns.exceptions import EventFullError
from campaigns.models import Event, EventText, Rsvp
from campaigns.services import rsvps
from campaigns.services.rsvps import rsvp_as_member
from membership.models import Message, Person
from membership.services.people import create_person
from tests.campaigns.conftest import make_event
from tests.campaigns.crowds import alone, drop_all, in_threads, needs_postgres, seen_by_all

RECORDS = (Rsvp, EventText, Event, Message, Person)
CROWDS = [
    pytest.param(9, 3, id="9 for 3"),
    pytest.param(60, 20, id="60 for 20", marks=[pytest.mark.postgres, needs_postgres]),
]


@pytest.fixture
def shared(db, tmp_path):
    """A database that other connections see too; empty afterwards."""
    with seen_by_all(tmp_path):
        yield
        alone(lambda: drop_all(*RECORDS))


def comers(event, crowd):
    """What so many different people do at once."""
    people = alone(lambda: [create_person(f"Ana {number}", language="en") for number in range(crowd)])

    def come(person):
        with suppress(EventFullError):
            return rsvp_as_member(event, person, language="en")

    return [lambda person=person: come(person) for person in people]


@pytest.mark.parametrize(("crowd", "seats"), CROWDS)
def test_many_at_once_get_exactly_the_seats_there_are(shared, crowd, seats):
    event = alone(lambda: make_event(capacity=seats))
    answers = in_threads(*comers(event, crowd))
    assert len([rsvp for rsvp in answers if rsvp]) == seats
    assert alone(lambda: (Rsvp.objects.coming().count(), Rsvp.objects.count())) == (seats, seats)


@pytest.mark.parametrize(("crowd", "seats"), CROWDS)
def test_one_member_from_many_tabs_gets_one_seat(shared, crowd, seats):
    event = alone(lambda: make_event(capacity=seats))
    ana = alone(lambda: create_person("Ana", language="en"))
    in_threads(*[lambda: rsvp_as_member(event, ana, language="en")] * crowd)
    assert alone(lambda: Rsvp.objects.coming().count()) == 1


@needs_postgres
@pytest.mark.postgres
def test_without_the_lock_seats_are_oversold(shared, monkeypatch):
    """The control: it shows that the tests above would see a missing lock."""
    crowd = 8
    event = alone(lambda: make_event(capacity=2))
    works, meet = comers(event, crowd), Barrier(crowd)

    def not_locked(pk):
        found = Event.objects.get(pk=pk)
        meet.wait()
        return found

    monkeypatch.setattr(rsvps, "locked", not_locked)
    in_threads(*works)
    assert alone(lambda: Rsvp.objects.coming().count()) > 2
