"""What people allow us to write about: given with the words they saw, taken back at any time."""

from django.db import transaction
from django.utils import timezone

from membership.models import Consent


def give_consent(person, *, purpose, channel, wording, how):
    """Notes a yes. One is in force for each purpose and channel: a second yes returns the first."""
    with transaction.atomic():
        consent, _ = Consent.objects.in_force().get_or_create(
            person=person,
            purpose=purpose,
            channel=channel,
            withdrawn_at=None,
            defaults={"wording": str(wording), "given_at": timezone.now(), "how": how},
        )
        return consent


def withdraw_consent(person, *, purpose, channel=None):
    """Takes a yes back, on one channel or on all; returns how many were in force."""
    consents = Consent.objects.in_force().filter(person=person, purpose=purpose)
    if channel:
        consents = consents.filter(channel=channel)
    return consents.update(withdrawn_at=timezone.now())
