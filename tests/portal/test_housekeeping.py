"""What happens without anybody asking."""

from datetime import UTC, datetime, timedelta

from django.core.management import call_command
from django.utils import timezone

from campaigns.models import Event
from membership.enums import MessageState
from membership.models import Message
from portal.management.commands.housekeeping import tick


def message(key, now, **values):
    values = {"purpose": "welcome", "channel": "email", "address": "ana@example.org", "language": "es"} | values
    row = Message.objects.create(key=key, not_before=now - timedelta(minutes=1), **values)
    Message.objects.filter(pk=row.pk).update(created_at=now - timedelta(days=31 if key == "old" else 1))


def keys():
    return list(Message.objects.order_by("key").values_list("key", "state"))


def test_a_round_sends_what_waits_and_forgets_once_a_day(db, mailoutbox):
    now = datetime(2026, 3, 7, 17, tzinfo=UTC)
    message("new", now)
    message("old", now, state=MessageState.SENT)
    today = tick(now, None)
    assert (keys(), len(mailoutbox)) == ([("new", "sent")], 1)
    message("old", now, state=MessageState.SENT)
    assert tick(now + timedelta(hours=1), today) == today
    assert keys() == [("new", "sent"), ("old", "sent")]
    assert tick(now + timedelta(hours=13), today) == today + timedelta(days=1)
    assert keys() == [("new", "sent")]


def test_one_round_for_a_timer(db, mailoutbox):
    message("new", timezone.now())
    call_command("housekeeping", once=True)
    assert keys() == [("new", "sent")]


def test_rounds_of_a_timer_do_the_work_of_a_day_once(db, mailoutbox):
    call_command("housekeeping", once=True)
    message("old", timezone.now(), state=MessageState.SENT)
    call_command("housekeeping", once=True)
    assert keys() == [("old", "sent")]


def test_a_demonstration_that_runs_for_months_has_six_events_ahead(site, settings):
    settings.DEMO, later = True, timezone.now() + timedelta(days=40)
    tick(later, None)
    ahead = Event.objects.published().ahead(later)
    assert (ahead.count(), Event.objects.filter(slug="rights-training").count()) == (6, 1)
    before = Event.objects.count()
    tick(later, None)
    assert Event.objects.count() == before
