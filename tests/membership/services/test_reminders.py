"""Reminders: five steps around the due date, each once, kind, and for nobody who should not get one."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as django_settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from home.models import SiteFacts
from membership.models import DuesSettings, Message
from membership.reminders import STEPS, WINDOW, step_due
from membership.services.breaks import pause_membership, resign
from membership.services.messages import send_messages
from membership.services.reminders import next_daytime, queue_reminders
from membership.services.standing import standing_of
from membership.services.waivers import grant_waiver
from membership.standing import History, Line, Standing, State
from tests.membership.members import days_ago, make_member, pay

DUE = date(2027, 1, 31)
MONEY = ("pay", "dues", "$", "pag", "cuota", "dinero", "contribui", "valor", "cobr")


def standing(state=State.GOOD):
    return Standing(state, paid_through=DUE, grace_ends=DUE + timedelta(days=60))


@pytest.mark.parametrize(
    ("days", "step"),
    [(-31, None), (-30, -30), (-24, -30), (-23, None), (-8, None), (-7, -7), (-1, -7), (0, 0), (6, 0), (7, None)]
    + [(13, None), (14, 14), (20, 14), (21, None), (45, 45), (51, 45), (52, None), (59, None)],
)
def test_a_step_is_due_on_its_day_and_a_week_after(days, step):
    state = State.GOOD if days <= 0 else State.GRACE
    assert step_due(standing(state), History(), DUE + timedelta(days=days)) == step


@given(st.integers(-400, 400))
def test_at_most_the_newest_step_is_due_and_none_is_older_than_its_window(days):
    step = step_due(standing(), History(), DUE + timedelta(days=days))
    passed = [one for one in STEPS if one <= days]
    assert step == (passed[-1] if passed and days - passed[-1] < WINDOW else None)


@pytest.mark.parametrize("state", [State.PAUSED, State.RESIGNED, State.LAPSED, State.APPLIED])
def test_others_are_left_alone(state):
    assert [step_due(standing(state), History(), DUE + timedelta(days=days)) for days in STEPS] == [None] * 5


@pytest.mark.parametrize(("ago", "step"), [(13, None), (14, -7)])
def test_nothing_is_said_soon_after_a_payment(ago, step):
    today = DUE - timedelta(days=7)
    history = History((Line(today - timedelta(days=ago), 1, 1000, 1, 1000),))
    assert step_due(standing(), history, today) == step


def due_in(days, name="Ana", **values):
    """A member whose paid time ends in so many days."""
    person = make_member(name, **values)
    pay(person, ago=30, months=3)
    return person, standing_of(person).paid_through - timedelta(days=days)


def queued():
    return list(Message.objects.filter(purpose="dues_reminder").order_by("pk").values_list("person", "context__step"))


def test_each_step_is_written_once_however_often_the_day_is_run(db):
    person, day = due_in(0)
    for offset in range(-40, 70):
        for _ in range(2):
            queue_reminders(day + timedelta(days=offset))
    assert queued() == [(person.pk, step) for step in STEPS]


def test_late_run_writes_the_newest_step_only(db):
    person, day = due_in(0)
    queue_reminders(day + timedelta(days=2))
    assert queued() == [(person.pk, 0)]


def test_nobody_who_cannot_or_should_not_be_reached(db):
    _paused, day = due_in(7)
    pause_membership(_paused, ends_on=days_ago(-90))
    left, _day = due_in(7, "Bea")
    resign(left)
    silent, _day = due_in(7, "Celia")
    silent.contacts.all().delete()
    queue_reminders(day)
    assert queued() == []


def test_on_a_waiver_asked_again_the_same_way(db):
    person = make_member()
    grant_waiver(person)
    queue_reminders(standing_of(person).paid_through - timedelta(days=30))
    assert queued() == [(person.pk, -30)]


def test_switched_off(db):
    _person, day = due_in(7)
    ways = DuesSettings.load()
    ways.sends_reminders = False
    ways.save()
    assert (queue_reminders(day), queued()) == (0, [])


def test_a_day_with_nobody_due_costs_the_same_for_any_number(db, django_assert_num_queries):
    counts = []
    for names in (["A1"], ["B1", "B2", "B3", "B4", "B5"]):
        for name in names:
            _person, day = due_in(100, name)
        DuesSettings.load(), SiteFacts.load()
        with django_assert_num_queries(10, exact=False) as asked:
            queue_reminders(day)
        counts.append(len(asked))
    assert counts == [3, 3]


@pytest.fixture
def sms_of(settings):
    from membership.sms import MemoryBackend

    MemoryBackend.outbox.clear()
    return MemoryBackend.outbox


def make_due_today(step, name="Ana", **values):
    """Somebody for whom `step` is due today: paid so long ago that it is."""
    person = make_member(name, joined_on=days_ago(100), **values)
    ago = next(ago for ago in range(120) if ends_after(ago) == days_ago(step))
    pay(person, ago=ago)
    return person


def ends_after(ago):
    from membership.standing import DAY, months_after

    return months_after(days_ago(ago), 1) - DAY


@pytest.fixture
def at_noon(monkeypatch):
    """Messages are for now, whatever the hour of the test."""
    monkeypatch.setattr("membership.services.reminders.next_daytime", lambda now: now)


@pytest.mark.parametrize("language", ["en", "es", "pt-br"])
@pytest.mark.parametrize("step", [-7, 0, 14, 45])
def test_words_are_kind_and_name_no_money_where_others_read(db, at_noon, mailoutbox, sms_of, step, language):
    make_due_today(step, language=language)
    make_due_today(step, "Bea", language=language, contact=("phone", "+12035550142"))
    queue_reminders(days_ago(0))
    send_messages(timezone.now())
    letter, (_number, text) = mailoutbox[-1], sms_of[-1]
    open_words = f"{letter.subject} {text.replace(django_settings.BASE_URL, '')}".casefold()
    assert [word for word in MONEY if word in open_words] == []
    assert f"/{language}/member/dues/" in letter.body
    assert text.startswith("CWC: ")
    assert [letter.body.count(mark) for mark in ("{", "%(", "\n\n\n")] == [0, 0, 0]


@pytest.mark.parametrize("happens", ["pays", "pauses", "leaves", "off", "erased"])
def test_what_happens_before_it_is_sent_stops_it(db, mailoutbox, monkeypatch, happens):
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr("membership.services.reminders.next_daytime", lambda now: later)
    person = make_due_today(0)
    queue_reminders(days_ago(0))
    assert queued() == [(person.pk, 0)]
    sent = len(mailoutbox)
    acts = {
        "pays": lambda: pay(person, key="now"),
        "pauses": lambda: pause_membership(person, ends_on=days_ago(-9)),
        "leaves": lambda: resign(person),
        "off": lambda: DuesSettings.objects.update(sends_reminders=False),
        "erased": lambda: person.delete() if not person.payments.exists() else Message.objects.update(person=None),
    }
    acts[happens]()
    send_messages(later + timedelta(minutes=1))
    assert [letter.subject for letter in mailoutbox[sent:] if "mensaje" in letter.subject] == []
    assert queued() == []
    queue_reminders(days_ago(0))
    assert queued() == [] or happens == "erased"


def test_nobody_is_woken_up():
    zone = ZoneInfo(django_settings.TIME_ZONE)
    found = [next_daytime(datetime(2027, 1, 31, hour, tzinfo=zone)) for hour in (0, 8, 9, 19, 20, 23)]
    assert [(moment.astimezone(zone).day, moment.astimezone(zone).hour) for moment in found] == [
        *((31, 9), (31, 9), (31, 9), (31, 19)),
        *((1, 9), (1, 9)),
    ]
