"""Who came. Marked by staff, taken back by staff; it counts on the paths of members."""

from django.db import transaction
from django.utils import timezone

from campaigns.exceptions import EventNotYetError
from campaigns.models import Attendance, Event
from membership.enums import ParticipationKind
from membership.models import Person
from membership.services.participation import record_participation, take_back_participation
from membership.services.people import create_person


def mark_came(event, person, *, marked_by):
    """Notes once that `person` came to `event`. Raises EventNotYetError before the day of the event."""
    if event.day > timezone.localdate():
        raise EventNotYetError
    with transaction.atomic():
        attendance, _ = Attendance.objects.get_or_create(event=event, person=person, defaults={"marked_by": marked_by})
        record_participation(
            person,
            kind=ParticipationKind.ATTENDED,
            subject=event.subject,
            tag=event.kind,
            occurred_on=event.day,
            source_key=attendance.source_key,
        )
        return attendance


def mark_walk_in(event, *, name, language, marked_by, key=None):
    """Somebody who came without having said so: a name is enough. Raises EventNotYetError.

    `key` is one for each form: two taps on it are one person, whose handle it becomes.
    """
    with transaction.atomic():
        event = Event.objects.locked().get(pk=event.pk)
        marked = event.attendances.filter(person__handle=key).first() if key else None
        return marked or mark_came(event, new_guest(name, language, key), marked_by=marked_by)


def new_guest(name, language, key):
    """A new person with `key` for a handle, unless somebody else has that already."""
    person = create_person(name[0], family_name=name[1], language=language)
    if key and not Person.objects.filter(handle=key).exists():
        person.handle = key
        person.save(update_fields=["handle"])
    return person


def take_back_came(event, person):
    """Undoes a mark; harmless when there is none."""
    with transaction.atomic():
        for attendance in event.attendances.filter(person=person):
            take_back_participation(attendance.source_key)
            attendance.delete()
