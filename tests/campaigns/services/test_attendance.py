from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from campaigns.exceptions import EventNotYetError
from campaigns.models import Attendance, Event
from campaigns.services.attendance import mark_came, mark_walk_in, take_back_came
from membership.models import Participation, Person
from membership.services.people import create_person
from tests.campaigns.conftest import make_event


@pytest.fixture
def today(db):
    return make_event(days=0, kind="meeting")


def test_mark_came_counts_once_and_notes_it_on_the_path(today):
    ana = create_person("Ana", language="en")
    for _ in range(2):
        mark_came(today, ana, marked_by=None)
    noted = Participation.objects.values_list("person", "kind", "tag", "subject", "occurred_on").get()
    assert noted == (ana.pk, "attended", "meeting", f"event:{today.pk}", today.day)
    assert Attendance.objects.count() == 1


def test_mark_came_before_the_day_is_refused(event):
    with pytest.raises(EventNotYetError):
        mark_walk_in(event, name=("Ana", ""), language="en", marked_by=None)
    assert (Person.objects.count(), Attendance.objects.count(), Participation.objects.count()) == (0, 0, 0)


def test_take_back_came_takes_it_off_the_path(today):
    ana, bea = create_person("Ana", language="en"), create_person("Bea", language="en")
    mark_came(today, ana, marked_by=None)
    mark_came(today, bea, marked_by=None)
    for _ in range(2):
        take_back_came(today, ana)
    assert list(Participation.objects.values_list("person", flat=True)) == [bea.pk]
    assert list(Attendance.objects.values_list("person", flat=True)) == [bea.pk]


def test_walk_in_needs_only_a_name(today):
    attendance = mark_walk_in(today, name=(" Ana ", ""), language="pt-br", marked_by=None)
    assert (attendance.person.name, attendance.person.language, attendance.person.joined_on) == ("Ana", "pt-br", None)


def test_two_taps_on_one_form_are_one_walk_in_and_two_forms_are_two(today):
    keys = [uuid4(), uuid4()]
    for key in (keys[0], keys[0], keys[1]):
        mark_walk_in(today, name=("Ana", ""), language="en", marked_by=None, key=key)
    assert set(today.attendances.values_list("person__handle", flat=True)) == set(keys)


def test_a_walk_in_never_becomes_somebody_whom_we_know(today):
    known = create_person("Bea", language="en")
    attendance = mark_walk_in(today, name=("Ana", ""), language="en", marked_by=None, key=known.handle)
    assert (attendance.person.name, attendance.person.handle != known.handle) == ("Ana", True)


def test_event_of_the_evening_may_be_marked_from_the_morning_on(db):
    later = make_event(days=0)
    Event.objects.filter(pk=later.pk).update(starts_at=timezone.now() + timedelta(seconds=1))
    assert mark_walk_in(Event.objects.get(), name=("Ana", ""), language="en", marked_by=None).pk
