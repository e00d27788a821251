"""Members say what they have read; it counts on their leadership track."""

from django.utils import timezone

from membership.enums import ParticipationKind
from membership.models import Participation
from membership.services.participation import record_participation


def subject_of(resource):
    return f"resource:{resource.pk}"


def mark_read(resource, *, person):
    """Notes that `person` read `resource`, in whatever language; saying it again changes nothing."""
    return record_participation(
        person,
        kind=ParticipationKind.READ,
        subject=subject_of(resource),
        occurred_on=timezone.localdate(),
        source_key=f"read:{person.pk}:{resource.pk}",
    )


def reading_of(person, resource):
    """When `person` said that they read `resource`; None when they did not."""
    return Participation.objects.filter(
        person=person, kind=ParticipationKind.READ, subject=subject_of(resource)
    ).first()
