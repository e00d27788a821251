"""Members say what they have read; it counts on their leadership track."""

from django.utils import timezone

from membership.enums import ParticipationKind
from membership.models import Participation
from membership.services.participation import record_participation


def subject_of(resource):
    return f"resource:{resource.pk}"


def key_of(person, subject):
    """The key under which a guide counts once for `person`."""
    return f"read:{person.pk}:{subject.rpartition(':')[2]}"


def mark_read(resource, *, person):
    """Notes that `person` read `resource`, in whatever language; saying it again changes nothing."""
    return record_participation(
        person,
        kind=ParticipationKind.READ,
        subject=subject_of(resource),
        occurred_on=timezone.localdate(),
        source_key=key_of(person, subject_of(resource)),
    )


def reading_of(person, resource):
    """When `person` said that they read `resource`; None when they did not."""
    return Participation.objects.filter(
        person=person, kind=ParticipationKind.READ, subject=subject_of(resource)
    ).first()


def move_readings(kept, *, lost):
    """Gives `kept` what `lost` read, under the keys of `kept`: read by both, or read again later, counts once."""
    known = set(Participation.objects.filter(person=kept).values_list("source_key", flat=True))
    for row in Participation.objects.filter(person=lost, kind=ParticipationKind.READ):
        row.person, row.source_key = kept, key_of(kept, row.subject)
        if row.source_key in known:
            row.delete()
        else:
            row.save()
