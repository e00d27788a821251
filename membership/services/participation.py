"""The ledger of what people did. Upper apps record into it; leadership tracks read it."""

from membership.models import Participation


def record_participation(person, *, kind, subject, occurred_on, source_key, tag=""):
    """Notes once that `person` did something; the same `source_key` again changes nothing and returns the first row."""
    participation, _ = Participation.objects.get_or_create(
        source_key=source_key,
        defaults={"person": person, "kind": kind, "subject": subject, "tag": tag, "occurred_on": occurred_on},
    )
    return participation


def take_back_participation(source_key):
    """Removes what was noted under `source_key`, as when staff undo an attendance; harmless when there is nothing."""
    Participation.objects.filter(source_key=source_key).delete()
