"""Reminding people of their dues, kindly, five times at most: once for each step of each due date."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from home.models import SiteFacts
from membership import sms
from membership.enums import ContactKind
from membership.models import DuesSettings, Person
from membership.reminders import step_due
from membership.services.messages import only_while, queue_message
from membership.services.standing import membership_of

PURPOSE = "dues_reminder"
MORNING, EVENING = time(9), time(20)


def queue_reminders(today: date) -> int:
    """Writes the reminders of `today`; returns for how many people one was due. Doing it again sends nothing twice."""
    if not DuesSettings.load().sends_reminders:
        return 0
    due = everybody_due(today)
    people = Person.objects.known().filter(pk__in=due).prefetch_related("contacts")
    phone, not_before = SiteFacts.load().phone, next_daytime(timezone.now())
    for person in people:
        remind(person, *due[person.pk], phone=phone, not_before=not_before)
    return len(due)


def everybody_due(today, pks=None):
    """Maps the ids of those who are to read something on `today` to their standing and the step: one query."""
    known, due = membership_of(pks), {}
    for pk, history in known.histories.items():
        standing = known.standing(pk, today)
        if (step := step_due(standing, history, today)) is not None:
            due[pk] = standing, step
    return due


def remind(person, standing, step, *, phone, not_before):
    """Nothing for somebody whom we cannot reach."""
    point = way_to(person)
    if point is None:
        return None
    until = standing.paid_through.isoformat()
    return queue_message(
        PURPOSE,
        key=f"{PURPOSE}:{person.pk}:{until}:{step}",
        contact=(point.kind, point.value),
        language=person.language,
        person=person,
        context={"step": step, "until": until, "grace_ends": standing.grace_ends.isoformat(), "phone": phone},
        not_before=not_before,
    )


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


@only_while(PURPOSE)
def is_still_due(message):
    """Whoever paid, paused or left since it was written reads nothing; nor does anybody once it is too late."""
    if message.person is None or not DuesSettings.load().sends_reminders:
        return False
    pk = message.person.current.pk
    standing, step = everybody_due(timezone.localdate(), [pk]).get(pk, (None, None))
    said = message.context["until"], message.context["step"]
    return step is not None and (standing.paid_through.isoformat(), step) == said
