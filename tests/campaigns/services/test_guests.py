"""Erasing and merging people who come to events."""

import pytest

from campaigns.models import Attendance, Rsvp
from campaigns.services.attendance import mark_came, take_back_came
from campaigns.services.rsvps import cancel_rsvp, change_rsvp, rsvp_as_member
from membership.models import Participation, Person
from membership.services.erasing import erase_person
from membership.services.merging import merge_persons
from membership.services.people import create_person
from tests.campaigns.conftest import make_event


@pytest.fixture
def today(db):
    return make_event(slug="today", days=0)


@pytest.fixture
def two(db):
    return create_person("Ana", language="en"), create_person("Anna", language="en")


def test_erasing_frees_the_seat_and_keeps_the_number_who_came(event, today):
    olga = create_person("Olga", language="en")
    rsvp_as_member(event, olga, language="en")
    mark_came(today, olga, marked_by=None)
    erase_person(olga)
    assert (Rsvp.objects.count(), Person.objects.filter(given_name="Olga").count()) == (0, 0)
    assert list(Attendance.objects.values_list("event", "person")) == [(today.pk, None)]


def test_merging_joins_two_seats_into_the_one_that_counts(event, two):
    kept, lost = two
    cancel_rsvp(rsvp_as_member(event, kept, language="en"))
    change_rsvp(rsvp_as_member(event, lost, language="en"), guests=1, needs=[], about="")
    merge_persons(kept, lost=lost, by=None)
    assert list(Rsvp.objects.values_list("person", "state", "guests")) == [(kept.pk, "coming", 1)]


def test_merging_counts_one_attendance_and_it_can_still_be_taken_back(today, two):
    kept, lost = two
    other = make_event(slug="other", days=0)
    for event, person in ((today, kept), (today, lost), (other, lost)):
        mark_came(event, person, marked_by=None)
    merge_persons(kept, lost=lost, by=None)
    assert set(Attendance.objects.values_list("event", "person")) == {(today.pk, kept.pk), (other.pk, kept.pk)}
    assert Participation.objects.filter(person=kept, kind="attended").count() == 2
    take_back_came(other, kept)
    assert Participation.objects.filter(kind="attended").count() == 1
