"""Kind words around the day until which dues are paid: 30 and 7 days before, on it, 14 and 45 days after."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone, translation

from home.formatting import day_in_words
from membership import sms
from membership.enums import ContactKind
from membership.models import DuesSettings, Message, Person, Subscription
from membership.services.messages import queue_message
from membership.services.standing import membership_of
from membership.standing import State, standing_on

# Days after the last paid one, and the message of that step.
STEPS = {
    -30: "dues_minus_30",
    -7: "dues_minus_7",
    0: "dues_day_0",
    14: "dues_plus_14",
    45: "dues_plus_45",
}
MORNING, EVENING = time(9), time(20)
JUST_PAID = timedelta(days=14)
LATE = 14  # days that a step may be late; messages are kept longer than that, so that their keys hold
REMINDED = (State.GOOD, State.GRACE)


@dataclass(frozen=True)
class Due:
    """Whom to remind of what: the last paid day, the end of the extra time, and the step that is due."""

    person: int
    paid_through: date
    grace_ends: date
    step: int


def step_on(today: date, paid_through: date) -> int | None:
    """The newest step that is due on `today`, unless it is two weeks late; None when there is none."""
    days = (today - paid_through).days
    return max((step for step in STEPS if step <= days < step + LATE), default=None)


def due_on(today: date, history, grace_days: int):
    """The standing and step that somebody with `history` is reminded of on `today`; None for whoever is left in peace.

    Nobody is reminded within 14 days after paying, so that monthly dues do not bring a letter a week.
    """
    standing = standing_on(today, history, grace_days)
    if standing.state not in REMINDED:
        return None
    if any(today - JUST_PAID < line.received_on <= today for line in history.lines):
        return None
    step = step_on(today, standing.paid_through)
    return None if step is None else (standing, step)


def reminders_due(today: date) -> list[Due]:
    """All reminders of `today`, by one query over everybody; not for whom a card pays by itself."""
    known = membership_of()
    paying = Subscription.objects.filter(status__in=["active", "trialing"], is_ending=False)
    by_card = set(paying.values_list("person_id", flat=True))
    found = []
    for pk, history in known.histories.items():
        due = None if pk in by_card else due_on(today, history, known.grace_days)
        if due:
            standing, step = due
            found.append(Due(pk, standing.paid_through, standing.grace_ends, step))
    return found


def queue_reminders(today: date) -> int:
    """Writes the messages of `today` that were not written yet; returns how many. Again, or late, sends none twice."""
    if not DuesSettings.load().sends_reminders:
        return 0
    due = {key_of(reminder): reminder for reminder in reminders_due(today)}
    known = set(Message.objects.filter(key__startswith="dues:").values_list("key", flat=True))
    missing = {key: reminder for key, reminder in due.items() if key not in known}
    people = Person.objects.prefetch_related("contacts").in_bulk({reminder.person for reminder in missing.values()})
    return sum(queue_reminder(people[reminder.person], reminder, key) for key, reminder in missing.items())


def key_of(reminder):
    return f"dues:{reminder.person}:{reminder.paid_through}:{reminder.step}"


def way_to(person):
    """Where to write to `person`: the preferred contact first; no number while we cannot send text messages."""
    points = [point for point in person.contacts.all() if point.kind != ContactKind.PHONE or sms.is_available()]
    return min(points, key=lambda point: (not point.preferred, point.pk), default=None)


def next_daytime(now):
    """`now` by day; else the next morning: nobody is woken up by us."""
    local = timezone.localtime(now)
    if MORNING <= local.time() < EVENING:
        return now
    day = local.date() + timedelta(days=local.time() >= EVENING)
    return timezone.make_aware(datetime.combine(day, MORNING))


def queue_reminder(person, reminder, key):
    contact = way_to(person)
    if contact is None:
        return False
    with translation.override(person.language):
        words = {
            "due": day_in_words(reminder.paid_through, "DATE_FORMAT"),
            "grace_end": day_in_words(reminder.grace_ends, "DATE_FORMAT"),
        }
    queue_message(
        STEPS[reminder.step],
        key=key,
        contact=(contact.kind, contact.value),
        language=person.language,
        person=person,
        context=words,
        not_before=next_daytime(timezone.now()),
    )
    return True
