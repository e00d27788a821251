"""The outbox. Writing is part of the business transaction; sending comes after it and happens once."""

import logging
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import timezone, translation

from membership.enums import ContactKind, MessageState
from membership.models import Message
from membership.sms import send_sms

logger = logging.getLogger(__name__)


conditions = {}  # purpose → function(message) → whether it is still to be sent


def only_while(purpose):
    """Registers a condition that messages of `purpose` are asked for when they are sent; those that fail it go."""

    def register(condition):
        conditions[purpose] = condition
        return condition

    return register


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
    claimed = Message.objects.filter(pk=pk, state=MessageState.WAITING).update(state=MessageState.SENDING)
    if not claimed:
        return False
    message = Message.objects.select_related("person__merged_into").get(pk=pk)
    if not conditions.get(message.purpose, bool)(message):
        logger.info("message=%s purpose=%s is not wanted any more", pk, message.purpose)
        message.delete()
        return False
    try:
        deliver(message)
    except OSError as error:  # what mail servers and networks raise; anything else is a mistake of ours
        logger.warning("message=%s purpose=%s failed=%s", pk, message.purpose, type(error).__name__)
        Message.objects.filter(pk=pk).update(state=MessageState.FAILED)
        return False
    Message.objects.filter(pk=pk).update(state=MessageState.SENT, sent_at=timezone.now(), context={})
    return True


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
