"""The outbox. Writing is part of the business transaction; sending comes after it and happens once."""

import logging
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import timezone, translation

from membership.enums import ContactKind, MessageState, MessageTrouble
from membership.models import Message
from membership.sms import send_sms

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=10)  # far longer than any provider keeps us waiting


def queue_message(purpose, *, key, contact, language, context=None, person=None, not_before=None):
    """Writes a message of `purpose` to `contact`, a pair (kind, value), in `language`; sent soon after the commit.

    `key` makes it unique: the same reason twice writes one message. Texts are `templates/messages/<purpose>.*`.
    """
    kind, value = contact
    message, is_new = Message.objects.get_or_create(
        key=key,
        defaults={
            "purpose": purpose,
            "person": person,
            "channel": kind,
            "address": value,
            "language": language,
            "context": context or {},
            "not_before": not_before or timezone.now(),
        },
    )
    if is_new:
        transaction.on_commit(partial(send_waiting.enqueue))
    return message


def drop_waiting(person, begin):
    """What waits to be sent to `person` under a key that begins with `begin` is not needed any more."""
    waiting = Message.objects.filter(person=person, state=MessageState.WAITING, key__startswith=begin)
    return waiting.update(state=MessageState.DROPPED) if person else 0


@task(backend="work")
def send_waiting():
    """The nudge after a commit; the command `send_messages` picks up what a nudge missed."""
    return send_messages(timezone.now())


def send_messages(now, limit=200):
    """Sends what is waiting at `now`; returns how many were sent. Several senders at once send nothing twice."""
    waiting = Message.objects.waiting(now).values_list("pk", flat=True)[:limit]
    return sum(send_message(pk) for pk in waiting)


def send_message(pk):
    """Claims and sends one message. A crash between claim and sending leaves it unsent rather than sent twice."""
    waiting = Message.objects.filter(pk=pk, state=MessageState.WAITING)
    if not waiting.update(state=MessageState.SENDING, claimed_at=timezone.now()):
        return False
    message = Message.objects.get(pk=pk)
    try:
        deliver(message)
    except OSError as error:  # what mail servers, providers and networks raise; anything else is a mistake of ours
        unknown = isinstance(error, TimeoutError)  # they have it, perhaps, and did not say so
        fail(message, MessageTrouble.UNKNOWN if unknown else MessageTrouble.REFUSED, type(error).__name__)
        return False
    close(message, state=MessageState.SENT, sent_at=timezone.now())
    return True


def fail(message, trouble, reason):
    logger.warning("message=%s purpose=%s trouble=%s failed=%s", message.pk, message.purpose, trouble, reason)
    close(message, state=MessageState.FAILED, trouble=trouble)


def close(message, **changes):
    """What became of a claimed message; the secrets in it are wiped, as nobody sends it again."""
    claimed = Message.objects.filter(pk=message.pk, state=MessageState.SENDING)
    claimed.update(claimed_at=None, context={}, **changes)


def give_up_claimed(now):
    """Says of messages whose sender died over them that nobody knows; they are not sent again."""
    died = Q(claimed_at__lte=now - CLAIM) | Q(claimed_at=None)
    for message in Message.objects.filter(died, state=MessageState.SENDING):
        fail(message, MessageTrouble.UNKNOWN, "claim")


def deliver(message):
    with translation.override(message.language):
        if message.channel == ContactKind.PHONE:
            send_sms(message.address, rendered(message, "sms.txt"))
        else:
            EmailMessage(rendered(message, "subject.txt"), rendered(message, "txt"), to=[message.address]).send()


def rendered(message, ending):
    """The text of `message`; a subject or a text message is one line."""
    around = {"person": message.person, "center": settings.CENTER.short_name, "base_url": settings.BASE_URL}
    text = render_to_string(f"messages/{message.purpose}.{ending}", message.context | around).strip()
    return text if ending == "txt" else " ".join(text.split())
