from datetime import date

import pytest
from django.utils import timezone

from membership.exceptions import TrackClosedError, TrackError
from membership.models import Enrollment, LeadershipTrack, Participation, Person, User
from membership.services.participation import record_participation, take_back_participation
from membership.services.tracks import (
    current_path,
    leave_track,
    paths_of,
    progress_of,
    progress_of_enrollments,
    sign_off,
    start_track,
    take_back_sign_off,
)
from tests.membership.tracks import make_track, step_called


@pytest.fixture
def ana(db):
    return Person.objects.create(given_name="Ana", joined_on="2026-01-01")


@pytest.fixture
def staff(db):
    return User.objects.create_user(email="staff@example.org")


@pytest.fixture
def track(db):
    return make_track()


def came(person, number, day=1):
    record_participation(
        person,
        kind="attended",
        subject=f"event:{number}",
        tag="workshop",
        occurred_on=date(2026, 3, day),
        source_key=f"came:{number}:{person.pk}:{day}",
    )


def row(progress):
    return progress.track.slug, progress.number, progress.done, progress.total


def test_starting_twice_is_one_row_with_the_first_day(ana, track):
    first = start_track(ana, track)
    Enrollment.objects.update(started_on="2026-01-05")
    again = start_track(ana, track)
    assert (again.pk, again.started_on, Enrollment.objects.count()) == (first.pk, date(2026, 1, 5), 1)


def test_a_closed_path_takes_nobody_new_and_keeps_who_walks_it(ana, track):
    other = Person.objects.create(given_name="Rosa")
    start_track(ana, track)
    LeadershipTrack.objects.update(is_open=False)
    assert start_track(ana, track).person == ana
    with pytest.raises(TrackClosedError):
        start_track(other, track)
    assert [row(path) for path in paths_of(ana)[0]] == [("educator", 1, 0, 4)]
    assert paths_of(other) == ([], [])


def test_leaving_keeps_what_was_done(ana, track):
    start_track(ana, track)
    came(ana, 1), came(ana, 2)
    leave_track(ana, track)
    leave_track(ana, track)
    assert (Enrollment.objects.count(), Participation.objects.count()) == (0, 2)
    start_track(ana, track)
    assert row(paths_of(ana)[0][0]) == ("educator", 1, 1, 4)


def test_a_tick_goes_when_what_was_noted_is_taken_back(ana, track):
    came(ana, 1), came(ana, 2)
    assert progress_of(ana, LeadershipTrack.objects.all())[0].done == 1
    take_back_participation(f"came:2:{ana.pk}:1")
    assert progress_of(ana, LeadershipTrack.objects.all())[0].done == 0


def test_staff_confirm_once_and_take_back(ana, track, staff):
    step = step_called("Explain a right")
    for _ in range(2):
        sign_off(ana, step, recorded_by=staff)
    noted = Participation.objects.get()
    assert (noted.person, noted.kind, noted.subject, noted.occurred_on, noted.source_key) == (
        ana,
        "signed_off",
        f"step:{step.pk}",
        timezone.localdate(),
        f"signed_off:{step.pk}:{ana.pk}",
    )
    for _ in range(2):
        take_back_sign_off(ana, step, recorded_by=staff)
    assert Participation.objects.count() == 0


def test_steps_that_fill_in_by_themselves_are_not_confirmed(ana, track, staff):
    with pytest.raises(TrackError):
        sign_off(ana, step_called("Read the guide"), recorded_by=staff)
    assert Participation.objects.count() == 0


def test_what_others_did_does_not_count(ana, track, staff):
    other = Person.objects.create(given_name="Rosa")
    came(other, 1), came(other, 2)
    sign_off(other, step_called("Explain a right"), recorded_by=staff)
    assert progress_of(ana, LeadershipTrack.objects.all())[0].done == 0


def test_the_current_path_is_the_first_that_is_not_completed(ana, track, staff):
    short = make_track("short", order=0)
    assert current_path(ana) is None
    start_track(ana, track), start_track(ana, short)
    assert current_path(ana).track == short
    short.stages.filter(order=1).delete()
    for name in ("Explain a right", "Lead a meeting"):
        sign_off(ana, step_called(name, "short"), recorded_by=staff)
    assert current_path(ana).track == track
    leave_track(ana, track)
    assert (current_path(ana).track, current_path(ana).is_done) == (short, True)


@pytest.mark.parametrize("count", [1, 3])
def test_paths_are_found_by_five_questions(ana, db, count, django_assert_num_queries):
    for number in range(count):
        start_track(ana, make_track(f"path-{number}"))
    with django_assert_num_queries(5):
        assert len(paths_of(ana)[0]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_progress_of_many_is_four_questions(track, count, django_assert_num_queries):
    for number in range(count):
        person = Person.objects.create(given_name=f"Ana {number}")
        start_track(person, track)
        came(person, 1), came(person, 2)
    rows = list(Enrollment.objects.select_related("track"))
    with django_assert_num_queries(4):
        found = progress_of_enrollments(rows)
    assert [row(found[enrollment.pk]) for enrollment in rows] == [("educator", 1, 1, 4)] * count
