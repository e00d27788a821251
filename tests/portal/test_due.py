"""What happens without anybody asking."""

import logging
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult
from wagtail.models import Comment, Page, Revision

from campaigns.models import Event
from membership.enums import MessageState
from membership.models import Message, User
from portal import due
from portal.due import AGAIN, DAILY, claim, run_due
from portal.management.commands import housekeeping
from portal.models import DueJob
from tests.campaigns.crowds import in_threads, seen_by_all
from tests.demo import add_page, page_at

NOON = datetime(2026, 3, 7, 17, tzinfo=UTC)
TODAY = date(2026, 3, 7)
DATABASE_QUEUE = {
    "default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"},
    "work": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []},
}


def message(key, now, **values):
    values = {"purpose": "welcome", "channel": "email", "address": "ana@example.org", "language": "es"} | values
    row = Message.objects.create(key=key, not_before=now - timedelta(minutes=1), **values)
    Message.objects.filter(pk=row.pk).update(created_at=now - timedelta(days=31 if key == "old" else 1))


def keys():
    return list(Message.objects.order_by("key").values_list("key", "state"))


@pytest.fixture
def counted(monkeypatch, db):
    """The day's work is one job that writes down when it was called."""
    calls = []
    monkeypatch.setattr(due, "DAILY", {"count": calls.append})
    return calls


def test_a_call_sends_what_waits_and_forgets_once_a_day(db, mailoutbox):
    message("new", NOON)
    message("old", NOON, state=MessageState.SENT)
    assert run_due(NOON) == []
    assert (keys(), len(mailoutbox)) == ([("new", "sent")], 1)
    message("old", NOON, state=MessageState.SENT)
    assert run_due(NOON + timedelta(hours=1)) == []
    assert keys() == [("new", "sent"), ("old", "sent")]
    assert run_due(NOON + timedelta(hours=13)) == []
    assert keys() == [("new", "sent")]


def test_all_jobs_of_a_day_are_written_down(db):
    run_due(NOON)
    assert dict(DueJob.objects.exclude(name=due.WORKER).values_list("name", "day")) == dict.fromkeys(DAILY, TODAY)
    assert DueJob.objects.filter(claimed_at=None).count() == len(DAILY)


@pytest.mark.parametrize(
    ("hours", "calls"),
    [([0, 1, 2], [0]), ([0, 24], [0, 24]), ([0, 100, 101], [0, 100]), ([0, -5], [0])],
    ids=["often", "next day", "days missed", "clock put back"],
)
def test_a_days_work_is_done_once_and_made_up(counted, hours, calls):
    for later in hours:
        assert run_due(NOON + timedelta(hours=later)) == []
    assert counted == [NOON + timedelta(hours=later) for later in calls]


def test_a_day_is_the_centers_own(counted):
    """At 04:30 in Greenwich it is still the evening before."""
    run_due(datetime(2026, 3, 8, 4, 30, tzinfo=UTC))
    assert DueJob.objects.get(name="count").day == TODAY
    run_due(datetime(2026, 3, 8, 5, 30, tzinfo=UTC))
    assert len(counted) == 2


def test_what_another_scheduler_is_at_is_left_to_it(counted):
    assert claim("count", TODAY, NOON) is True
    assert run_due(NOON + timedelta(minutes=1)) == []
    assert counted == []


def test_a_job_whose_scheduler_died_is_taken_up_again(counted):
    claim("count", TODAY, NOON)
    run_due(NOON + AGAIN)
    assert (counted, DueJob.objects.get(name="count").day) == ([NOON + AGAIN], TODAY)


def test_many_schedulers_at_once_do_a_job_once(monkeypatch, db, django_db_setup, tmp_path):
    calls = []
    monkeypatch.setattr(due, "ALWAYS", {})
    monkeypatch.setattr(due, "DAILY", {"count": calls.append})
    with seen_by_all(tmp_path):
        in_threads(*[lambda number=number: run_due(NOON + timedelta(microseconds=number)) for number in range(8)])
        django_db_setup.spoil()
    assert len(calls) == 1


def broken(now):
    raise LookupError("ana@example.org is nowhere")


def test_a_job_that_fails_stops_no_other_and_is_tried_again(counted, monkeypatch, caplog):
    monkeypatch.setattr(due, "DAILY", {"broken": broken} | due.DAILY)
    assert run_due(NOON) == ["broken"]
    assert counted == [NOON]
    said = [(record.levelno, record.getMessage()) for record in caplog.records]
    assert said == [(logging.ERROR, "job=broken failed=LookupError")]
    assert run_due(NOON + timedelta(minutes=1)) == []
    assert run_due(NOON + AGAIN) == ["broken"]


def test_the_command_names_what_failed(counted, monkeypatch):
    monkeypatch.setattr(due, "DAILY", {"broken": broken})
    with pytest.raises(CommandError, match=r"Failed: broken\."):
        call_command("run_due")


def away(now):
    raise OperationalError("no database at ana@example.org")


def test_the_command_says_when_the_database_is_away(monkeypatch):
    monkeypatch.setattr("portal.management.commands.run_due.run_due", away)
    with pytest.raises(CommandError, match=r"^The database does not answer \(OperationalError\)"):
        call_command("run_due")


class StopError(Exception):
    pass


def test_the_loop_goes_on_when_the_database_is_away(db, monkeypatch, caplog):
    rounds = []

    def wait(seconds):
        rounds.append(seconds)
        if len(rounds) == 3:
            raise StopError

    monkeypatch.setattr(housekeeping, "run_due", away)
    monkeypatch.setattr(housekeeping.time, "sleep", wait)
    with pytest.raises(StopError):
        call_command("housekeeping")
    assert (rounds, caplog.messages) == ([60] * 3, ["round missed: OperationalError"] * 3)


def test_a_call_with_nothing_to_do_asks_little(db):
    run_due(timezone.now())
    with CaptureQueriesContext(connection) as asked:
        run_due(timezone.now())
    assert len(asked) <= 10, [query["sql"] for query in asked]


# The worker
def test_the_worker_gives_a_sign_of_life(db):
    run_due(NOON)
    row = DueJob.objects.get(name=due.WORKER)
    assert (row.claimed_at, timezone.now() - row.done_at < timedelta(minutes=1)) == (NOON, True)


def test_one_question_to_the_worker_waits_however_long_it_is_away(db, settings, monkeypatch):
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)  # the test's transaction lives in it
    settings.TASKS = DATABASE_QUEUE
    for minutes in range(3):
        run_due(NOON + timedelta(minutes=minutes))
    assert [result.task_path for result in DBTaskResult.objects.all()] == ["portal.due.give_sign_of_life"]
    row = DueJob.objects.get(name=due.WORKER)
    assert (row.claimed_at, row.done_at) == (NOON, None)
    call_command("db_worker", "--backend=work", "--queue-name=*", "--batch", "--interval=0", "-v0")
    row.refresh_from_db()
    assert timezone.now() - row.done_at < timedelta(minutes=1)


# What a day's work does
def test_sessions_that_are_over_go(db):
    for key, days in (("over", -1), ("open", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=timezone.now() + timedelta(days=days))
    run_due(timezone.now())
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]


def test_results_of_tasks_go_after_two_weeks(db, settings):
    settings.TASKS = DATABASE_QUEUE
    for name, days, status in (("old", 15, "SUCCESSFUL"), ("failed", 15, "FAILED"), ("new", 13, "FAILED")):
        done = NOON - timedelta(days=days)
        DBTaskResult.objects.create(
            status=status, finished_at=done, run_after=done, args_kwargs={}, task_path=name, backend_name="work"
        )
    due.prune_results(NOON)
    assert list(DBTaskResult.objects.values_list("task_path", flat=True)) == ["new"]


def test_old_drafts_go_and_what_a_page_needs_stays(site):
    page = add_page("/en/", "Old")
    names = ["first", "commented", "published", "planned", "left", "newest"]
    made = {name: page.save_revision() for name in names}
    made["published"].publish()
    person = User.objects.get(email="editor@example.org")
    Comment.objects.create(page=page, user=person, text="Why?", contentpath="title", revision_created=made["commented"])
    Revision.objects.filter(pk=made["planned"].pk).update(approved_go_live_at=NOON + timedelta(days=1))
    Page.objects.filter(pk=page.pk).update(latest_revision=made["newest"])
    Revision.objects.update(created_at=NOON - timedelta(days=366))
    due.purge_drafts(NOON)
    left = {revision.pk for revision in page.revisions.all()}
    assert [name for name in names if made[name].pk in left] == ["commented", "published", "planned", "newest"]
    page.refresh_from_db()
    assert (page.live_revision, page.latest_revision) == (made["published"], made["newest"])


def test_drafts_of_the_last_year_stay(site):
    page = add_page("/en/", "New")
    for _number in range(3):
        page.save_revision()
    due.purge_drafts(timezone.now() + timedelta(days=364))
    assert page.revisions.count() == 3


def test_a_page_goes_live_when_it_was_planned_for(site):
    page = add_page("/en/", "Planned", slug="planned", live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    assert page_at("/en/planned/").live is False
    with time_machine.travel(page.go_live_at + timedelta(minutes=1)):
        run_due(timezone.now())
    assert page_at("/en/planned/").live is True


def test_a_demonstration_that_runs_for_months_has_six_events_ahead(site, settings):
    settings.DEMO, later = True, timezone.now() + timedelta(days=40)
    assert run_due(later) == []
    ahead = Event.objects.published().ahead(later)
    assert (ahead.count(), Event.objects.filter(slug="rights-training").count()) == (6, 1)
    before = Event.objects.count()
    due.renew_events(later)
    assert Event.objects.count() == before
