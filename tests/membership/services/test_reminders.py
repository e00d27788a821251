from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from membership.models import DuesSettings, Message, Subscription
from membership.services.breaks import pause_membership, resign
from membership.services.ledger import Taken, record_payment
from membership.services.messages import send_messages
from membership.services.people import create_person
from membership.services.reminders import STEPS, queue_reminders, step_on
from membership.services.waivers import grant_waiver

DUE = date(2026, 6, 30)
DAY = timedelta(days=1)


@pytest.fixture
def clock(time_machine):
    """Moves the day; noon in the center's time zone."""

    def move(day):
        time_machine.move_to(f"{day}T16:00:00+00:00", tick=False)
        return day

    return move


def member(name="Ana", paid_on=date(2025, 7, 1), contact=("email", "ana@example.org"), language="en", months=12):
    """Somebody who is paid for `months` from `paid_on`: through June 30, 2026."""
    person = create_person(name, language=language, contact=contact)
    record_payment(person, taken=Taken(amount=6000, months=months, received_on=paid_on, key=f"k:{name}"))
    Message.objects.all().delete()
    return person


def purposes():
    return list(Message.objects.filter(key__startswith="dues:").order_by("pk").values_list("purpose", "state"))


@pytest.mark.parametrize(
    ("days", "step"),
    [(-31, None), (-30, -30), (-17, -30), (-16, None), (-8, None), (-7, -7), (-1, -7), (0, 0), (13, 0), (14, 14)]
    + [(27, 14), (28, None), (44, None), (45, 45), (58, 45), (59, None)],
)
def test_step_on(days, step):
    assert step_on(DUE + days * DAY, DUE) == step


@given(st.integers(-400, 400))
def test_a_step_is_never_early_and_at_most_two_weeks_late(days):
    step = step_on(DUE + days * DAY, DUE)
    assert step is None or 0 <= days - step < 14


def test_every_step_is_sent_once_however_often_the_round_runs(db, clock, mailoutbox):
    clock(date(2025, 7, 1))
    member()
    for days in range(-40, 80):
        today = clock(DUE + days * DAY)
        queue_reminders(today)
        queue_reminders(today)
    assert [purpose for purpose, _ in purposes()] == list(STEPS.values())
    assert {mail.subject for mail in mailoutbox} <= {"You have a message from CWC", "Thank you"}


def test_paying_stops_them(db, clock):
    clock(date(2025, 7, 1))
    ana = member()
    queue_reminders(clock(DUE))
    Message.objects.filter(key__startswith="dues:").update(state="waiting")
    record_payment(ana, taken=Taken(amount=6000, months=12, received_on=DUE, key="again"))
    queue_reminders(DUE + 14 * DAY)
    assert purposes() == [("dues_day_0", "dropped")]


def test_a_waiver_stops_them_and_is_asked_about_kindly_when_it_ends(db, clock):
    clock(date(2025, 7, 1))
    ana = member()
    clock(DUE)
    grant_waiver(ana)
    queue_reminders(clock(DUE + 20 * DAY))
    queue_reminders(clock(date(2027, 6, 30) - 30 * DAY))
    assert [purpose for purpose, _ in purposes()] == ["dues_minus_30"]


@pytest.mark.parametrize("stop", ["pause", "resign", "setting", "card", "contact"])
def test_who_is_left_in_peace(db, clock, stop):
    clock(date(2025, 7, 1))
    ana = member(contact=None if stop == "contact" else ("phone", "+12035550142"))
    today = clock(DUE - 7 * DAY)
    if stop == "pause":
        pause_membership(ana, ends_on=today + 30 * DAY)
    if stop == "resign":
        resign(ana)
    if stop == "setting":
        DuesSettings.objects.update_or_create(pk=1, defaults={"sends_reminders": False})
    if stop == "card":
        Subscription.objects.create(person=ana, subscription_id="sub_1", customer_id="cus_1", status="active")
    assert (queue_reminders(today), purposes()) == (0, [])


def test_monthly_dues_do_not_bring_a_letter_a_week(db, clock):
    clock(date(2026, 6, 1))
    member(paid_on=date(2026, 6, 1), months=1)
    for days in range(30):
        queue_reminders(clock(date(2026, 6, 1) + days * DAY))
    assert [purpose for purpose, _ in purposes()] == ["dues_minus_7", "dues_day_0"]


def test_a_late_round_sends_only_the_newest(db, clock):
    clock(date(2025, 7, 1))
    member()
    queue_reminders(clock(DUE + 16 * DAY))
    assert [purpose for purpose, _ in purposes()] == ["dues_plus_14"]


@pytest.mark.parametrize("language", ["es", "pt-br"])
def test_they_speak_the_readers_language_and_name_no_money(db, clock, texts, language):
    clock(date(2025, 7, 1))
    member(contact=("phone", "+12035550142"), language=language)
    for step in STEPS:
        queue_reminders(clock(DUE + step * DAY))
    send_messages(timezone.now())
    bodies = [body for _, body in texts]
    assert len(bodies) == len(STEPS)
    hidden = ["cuota", "contribui", "pag", "$", "dues", "due"]
    assert [body for body in bodies if any(secret in body.lower().split("http")[0] for secret in hidden)] == []
    assert all(f"/{language}/member/dues/" in body for body in bodies)


def test_what_is_seen_of_a_mail_before_it_is_opened_names_no_money(db, clock, mailoutbox):
    clock(date(2025, 7, 1))
    member()
    for step in STEPS:
        queue_reminders(clock(DUE + step * DAY))
    send_messages(timezone.now())
    mails = [mail for mail in mailoutbox if mail.subject == "You have a message from CWC"]
    seen = [mail.body.splitlines()[0] for mail in mails]
    assert seen == [
        "There is no hurry.",
        "A date, and three ways.",
        "It takes a minute.",
        "Nothing has changed.",
        "We would like you to stay.",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_a_round_asks_the_same_for_any_number_that_is_not_due(db, clock, django_assert_num_queries, count):
    clock(date(2025, 7, 1))
    for number in range(count):
        member(f"Ana {number}", contact=("email", f"a{number}@example.org"))
    with django_assert_num_queries(5):
        queue_reminders(DUE - 100 * DAY)
