"""Telling a member that a card did not work: kindly, once an invoice, with the way to mend it."""

from django.utils import timezone

from membership.enums import MessageState
from membership.models import Message
from membership.services.messages import queue_message
from membership.services.people import preferred_contact


def tell_of_failure(person, invoice, *, is_mended):
    """Writes the message about `invoice`; one that is mended already is written down as not needed any more."""
    contact = preferred_contact(person)
    if contact is None:
        return
    key = f"card_failed:{invoice}"
    if is_mended:
        drop(person, key, contact)
        return
    queue_message(
        "card_failed", key=key, contact=(contact.kind, contact.value), language=person.language, person=person
    )


def drop(person, key, contact):
    """A message that waits is not needed any more; one that was never written is written down as such."""
    values = {
        "purpose": "card_failed",
        "person": person,
        "channel": contact.kind,
        "address": contact.value,
        "language": person.language,
        "state": MessageState.DROPPED,
        "not_before": timezone.now(),
    }
    message, _ = Message.objects.get_or_create(key=key, defaults=values)
    Message.objects.filter(pk=message.pk, state=MessageState.WAITING).update(state=MessageState.DROPPED)
