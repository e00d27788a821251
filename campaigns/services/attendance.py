"""Who came. Marked by staff, taken back by staff; it counts on the paths of members."""

from django.db import transaction
from django.utils import timezone

from campaigns.exceptions import EventNotYetError
from campaigns.models import Attendance
from membership.enums import ParticipationKind
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


def mark_walk_in(event, *, name, language, marked_by):
    """Somebody who came without having said so: a name is enough. Raises EventNotYetError."""
    with transaction.atomic():
        person = create_person(name[0], family_name=name[1], language=language)
        return mark_came(event, person, marked_by=marked_by)


def take_back_came(event, person):
    """Undoes a mark; harmless when there is none."""
    with transaction.atomic():
        for attendance in event.attendances.filter(person=person):
            take_back_participation(attendance.source_key)
            attendance.delete()
