"""Pausing, leaving and coming back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from membership.exceptions import PauseError
from membership.models import Pause, Resignation, User
from membership.services.breaks import come_back, end_pause, pause_membership, resign
from membership.services.ledger import Taken, record_payment
from membership.services.merging import merge_persons
from membership.services.people import create_person
from membership.services.standing import standing_of
from membership.standing import State, months_after

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def ana(db):
    """A member since twenty days, paid for one month."""
    person = create_person("Ana", language="es")
    pay(person, TODAY - timedelta(days=20))
    return person


def pay(person, day, key="k"):
    return record_payment(person, taken=Taken(amount=1000, months=1, received_on=day, key=f"{key}:{person.pk}"))


def spans(person):
    return list(person.pauses.values_list("starts_on", "ends_on"))


def past_pause(person, start, end):
    return Pause.objects.create(person=person, starts_on=TODAY + start * DAY, ends_on=TODAY + end * DAY)


def test_a_pause_begins_today_and_moves_the_end_by_its_days(ana):
    before = standing_of(ana).paid_through
    pause_membership(ana, ends_on=TODAY + timedelta(days=9))
    standing = standing_of(ana)
    assert (standing.state, standing.paused_until) == (State.PAUSED, TODAY + timedelta(days=9))
    assert standing.paid_through == before + timedelta(days=10)
    assert standing.is_member


@pytest.mark.parametrize(
    "ends_on",
    [TODAY - DAY, TODAY, months_after(TODAY, 12) + DAY],
    ids=["yesterday", "today", "a year and a day"],
)
def test_an_end_that_is_not_ahead_or_too_far_is_refused(ana, ends_on):
    with pytest.raises(PauseError):
        pause_membership(ana, ends_on=ends_on)
    assert spans(ana) == []


@pytest.mark.parametrize("ends_on", [TODAY + DAY, months_after(TODAY, 12)], ids=["tomorrow", "a year"])
def test_the_nearest_and_the_furthest_end(ana, ends_on):
    pause_membership(ana, ends_on=ends_on)
    assert spans(ana) == [(TODAY, ends_on)]


def test_a_running_pause_gets_the_new_end(ana):
    pause_membership(ana, ends_on=TODAY + 30 * DAY)
    pause_membership(ana, ends_on=TODAY + 10 * DAY)
    pause_membership(ana, ends_on=TODAY + 10 * DAY)
    assert spans(ana) == [(TODAY, TODAY + 10 * DAY)]


def test_who_recorded_it_is_written_down(ana):
    staff = User.objects.create_user(email="chief@example.org")
    assert pause_membership(ana, ends_on=TODAY + DAY, recorded_by=staff).recorded_by == staff


@pytest.mark.parametrize("paid_days_ago", [None, 200], ids=["not paid yet", "resting"])
def test_only_a_running_membership_can_be_paused(db, paid_days_ago):
    person = create_person("Eva", language="es")
    if paid_days_ago:
        pay(person, TODAY - timedelta(days=paid_days_ago))
    with pytest.raises(PauseError):
        pause_membership(person, ends_on=TODAY + DAY)
    assert spans(person) == []


def test_whoever_left_cannot_pause(ana):
    resign(ana)
    with pytest.raises(PauseError):
        pause_membership(ana, ends_on=TODAY + DAY)


def test_in_the_extra_time_the_pause_stops_that_too(db):
    person = create_person("Eva", language="es")
    pay(person, TODAY - timedelta(days=60))
    before = standing_of(person)
    assert before.state == State.GRACE
    pause_membership(person, ends_on=TODAY + 9 * DAY)
    after = standing_of(person, TODAY + 10 * DAY)
    assert (after.state, after.grace_ends) == (State.GRACE, before.grace_ends + 10 * DAY)


def test_a_pause_ended_the_day_it_began_never_was(ana):
    before = standing_of(ana)
    pause_membership(ana, ends_on=TODAY + 9 * DAY)
    end_pause(ana)
    end_pause(ana)
    assert (spans(ana), standing_of(ana)) == ([], before)


def test_ending_early_keeps_the_days_until_yesterday(ana):
    past_pause(ana, -5, 30)
    end_pause(ana)
    assert spans(ana) == [(TODAY - 5 * DAY, TODAY - DAY)]
    assert standing_of(ana).state == State.GOOD


def test_ending_touches_no_pause_of_other_times_or_other_people(ana):
    other = create_person("Eva", language="es")
    past_pause(ana, -15, -10)
    past_pause(other, -1, 5)
    end_pause(ana)
    assert spans(ana) == [(TODAY - 15 * DAY, TODAY - 10 * DAY)]
    assert spans(other) == [(TODAY - DAY, TODAY + 5 * DAY)]


def test_of_two_merged_entries_both_pauses_end(ana):
    twin = create_person("Ana", language="es")
    past_pause(ana, -3, 5)
    past_pause(twin, -2, 30)
    merge_persons(ana, lost=twin, by=None)
    ana.refresh_from_db()
    end_pause(ana)
    assert standing_of(ana).state == State.GOOD


def test_leaving_twice_is_leaving_once(ana):
    first = resign(ana)
    assert resign(ana) == first
    assert (Resignation.objects.count(), standing_of(ana).state) == (1, State.RESIGNED)


def test_coming_back_finds_the_time_that_was_paid_for(ana):
    before = standing_of(ana)
    resign(ana)
    come_back(ana)
    come_back(ana)
    assert standing_of(ana) == before
    assert list(ana.resignations.values_list("resigned_on", "returned_on")) == [(TODAY, TODAY)]


def test_coming_back_is_harmless_for_who_never_left(ana):
    come_back(ana)
    assert (Resignation.objects.count(), standing_of(ana).state) == (0, State.GOOD)


def test_leaving_again_on_the_day_of_coming_back(ana):
    for leave_or_return in (resign, come_back, resign):
        leave_or_return(ana)
    assert standing_of(ana).state == State.RESIGNED


def test_whoever_came_back_by_paying_can_leave_again(ana):
    Resignation.objects.create(person=ana, resigned_on=TODAY - 10 * DAY)
    assert standing_of(ana).state == State.RESIGNED
    pay(ana, TODAY - 5 * DAY, key="again")
    assert standing_of(ana).state == State.GOOD
    resign(ana)
    assert standing_of(ana).state == State.RESIGNED
    assert standing_of(ana, TODAY - DAY).state == State.GOOD
    come_back(ana)
    assert standing_of(ana).state == State.GOOD


def test_whoever_never_paid_can_leave_and_come_back(db):
    person = create_person("Eva", language="es")
    resign(person)
    assert standing_of(person).state == State.RESIGNED
    come_back(person)
    assert standing_of(person).state == State.APPLIED
