"""How long seats and attendances are kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.models import Attendance, Rsvp
from campaigns.models.rsvp import forget_attendances, forget_rsvps
from campaigns.services.attendance import mark_walk_in
from campaigns.services.rsvps import cancel_rsvp, rsvp_as_member
from membership.models import Person
from membership.services.people import create_person
from tests.campaigns.conftest import make_event


@pytest.fixture
def workshop(site):
    return make_event()


def fill(event, *names):
    for name in names:
        rsvp_as_member(event, create_person(name, language="en"), language="en")


def test_what_nobody_confirmed_goes_after_a_day(workshop):
    now, people = timezone.now(), [create_person(name, language="en") for name in ("Old", "Young")]
    for person, age in zip(people, (25, 23), strict=True):
        Rsvp.objects.create(event=workshop, person=person, language="en", created_at=now - timedelta(hours=age))
    forget_rsvps(now)
    assert list(workshop.rsvps.values_list("person__given_name", flat=True)) == ["Young"]
    assert Person.objects.filter(given_name="Old").count() == 0


def test_forgetting_ends_seats_and_guests_thirty_days_after(site, workshop):

    fill(workshop, "Ana")
    coming = make_event(slug="coming", days=100)
    fill(coming, "Bea")
    cancel_rsvp(coming.rsvps.get())
    later = workshop.ends_at + timedelta(days=30, minutes=1)
    before = Rsvp.objects.filter(event__in=[workshop, coming]).count()
    forget_rsvps(later - timedelta(minutes=2))
    assert Rsvp.objects.filter(event__in=[workshop, coming]).count() == before
    forget_rsvps(later)
    assert list(Person.objects.filter(given_name__in=["Ana", "Bea"]).values_list("given_name", flat=True)) == ["Bea"]


def test_forgetting_takes_names_off_those_who_came_and_keeps_the_number(site):

    today = make_event(slug="today", days=0)
    mark_walk_in(today, name=("Walkin", ""), language="en", marked_by=None)
    members = Attendance.objects.exclude(event=today).count()
    forget_attendances(today.ends_at + timedelta(days=31))
    assert Person.objects.filter(given_name="Walkin").count() == 0
    assert Attendance.objects.filter(event=today, person=None).count() == 1
    assert Attendance.objects.exclude(event=today).exclude(person=None).count() == members
