"""The outbox. Writing is part of the business transaction; sending comes after it and happens once."""

import logging
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from membership.enums import ContactKind, MessageState, MessageTrouble
from membership.models import Message
from membership.nudges import begins, nudge
from membership.sms import send_sms

logger = logging.getLogger(__name__)

TRY_AGAIN_AFTER = timedelta(minutes=2)
GIVE_UP_AFTER = timedelta(days=1)
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
        transaction.on_commit(partial(nudge, send_waiting), robust=True)
    return message


def drop_waiting(person, begin):
    """What waits to be sent to `person` under a key that begins with `begin` is not needed any more."""
    waiting = Message.objects.filter(person=person, state=MessageState.WAITING, key__startswith=begin)
    return waiting.update(state=MessageState.DROPPED) if person else 0


@task(backend="work")
def send_waiting():
    """The nudge after a commit; the command `send_messages` picks up what a nudge missed."""
    begins(send_waiting)
    return send_messages(timezone.now())


def send_messages(now, limit=200):
    """Sends what is waiting at `now`; returns how many were sent. Several senders at once send nothing twice."""
    waiting = Message.objects.waiting(now).values_list("pk", flat=True)[:limit]
    return sum(send_message(pk) for pk in waiting)


def send_message(pk):
    """Writes, claims and hands over one message; True when it is out.

    The claim comes as late as can be. Whoever is killed before it leaves the message waiting; whoever is killed after
    it leaves it unsent rather than sent twice. What cannot be written is a mistake of ours: it fails, and is raised.
    """
    message = Message.objects.select_related("person").filter(pk=pk, state=MessageState.WAITING).first()
    if message is None:
        return False
    try:
        with translation.override(message.language), way_out(message) as hand_over:
            return claim_and_send(message, hand_over)
    except OSError as error:
        postpone(message, type(error).__name__)
    except Exception as error:
        fail(message, MessageState.WAITING, MessageTrouble.REFUSED, type(error).__name__)
        raise
    return False


@contextmanager
def way_out(message):
    """What hands `message` over when it is called: the text is written and the mail server listens by then."""
    if message.channel == ContactKind.PHONE:
        yield partial(send_sms, message.address, rendered(message, "sms.txt"))
        return
    letter = EmailMessage(rendered(message, "subject.txt"), rendered(message, "txt"), to=[message.address])
    mailer = mailers.default
    mailer.open()
    try:
        yield partial(mailer.send_messages, [letter])
    finally:
        mailer.close()


def claim_and_send(message, hand_over):
    with transaction.atomic() if stays_in_our_database(message.channel) else nullcontext():
        if not change_state(message, MessageState.WAITING, MessageState.SENDING, claimed_at=timezone.now()):
            return False  # somebody else has it
        try:
            hand_over()
        except OSError as error:  # what mail servers, providers and networks raise
            unknown = isinstance(error, TimeoutError)  # they have it, perhaps, and did not say so
            trouble = MessageTrouble.UNKNOWN if unknown else MessageTrouble.REFUSED
            fail(message, MessageState.SENDING, trouble, type(error).__name__)
            return False
        return close(message, MessageState.SENDING, MessageState.SENT, sent_at=timezone.now())


def stays_in_our_database(channel):
    """True where sending is writing into our own tables: then it is one transaction with the claim."""
    backend = settings.SMS_BACKEND if channel == ContactKind.PHONE else settings.MAILERS["default"]["BACKEND"]
    return getattr(import_string(backend), "stays_in_our_database", False)


def postpone(message, reason):
    """The mail server does not listen: soon again, for a day."""
    if message.created_at < timezone.now() - GIVE_UP_AFTER:
        fail(message, MessageState.WAITING, MessageTrouble.REFUSED, reason)
        return
    logger.warning("message=%s purpose=%s waits=%s", message.pk, message.purpose, reason)
    change_state(message, MessageState.WAITING, MessageState.WAITING, not_before=timezone.now() + TRY_AGAIN_AFTER)


def give_up_claimed(now):
    """Says of messages whose sender died over them that nobody knows; they are not sent again."""
    died = Q(claimed_at__lte=now - CLAIM) | Q(claimed_at=None)
    for message in Message.objects.filter(died, state=MessageState.SENDING):
        fail(message, MessageState.SENDING, MessageTrouble.UNKNOWN, "claim")


def fail(message, old, trouble, reason):
    logger.warning("message=%s purpose=%s trouble=%s failed=%s", message.pk, message.purpose, trouble, reason)
    close(message, old, MessageState.FAILED, trouble=trouble)


def close(message, old, new, **values):
    """The end of a message; the secrets in it are wiped, as nobody sends it again."""
    return change_state(message, old, new, claimed_at=None, context={}, **values)


def change_state(message, old, new, **values):
    """True for the one process that finds `message` in state `old`."""
    return bool(Message.objects.filter(pk=message.pk, state=old).update(state=new, **values))


def rendered(message, ending):
    """The text of `message`; a subject or a text message is one line."""
    around = {"person": message.person, "center": settings.CENTER.short_name, "base_url": settings.BASE_URL}
    text = render_to_string(f"messages/{message.purpose}.{ending}", message.context | around).strip()
    return text if ending == "txt" else " ".join(text.split())
