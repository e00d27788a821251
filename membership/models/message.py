from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from membership.enums import ContactKind, MessageState, MessageTrouble
from membership.keeping import Keeping
from membership.models.person import Person

KEPT_FOR = timedelta(days=30)


class MessageQuerySet(models.QuerySet):
    def waiting(self, now):
        """Messages to send at `now`, the oldest first."""
        return self.filter(state=MessageState.WAITING, not_before__lte=now).order_by("pk")


def forget_messages(now):
    return Message.objects.filter(created_at__lt=now - KEPT_FOR).delete()[1].get(Message._meta.label, 0)


class Message(models.Model):
    """The outbox: written in the transaction that has a reason to write, sent afterwards, once.

    `context` holds what the text needs; secrets in it are wiped when it is sent.
    """

    key = models.CharField(max_length=160, unique=True)
    purpose = models.CharField(_("purpose"), max_length=40)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="messages")
    channel = models.CharField(_("channel"), max_length=5, choices=ContactKind)
    address = models.CharField(_("to"), max_length=254)
    language = models.CharField(_("language"), max_length=10)
    context = models.JSONField(default=dict, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=MessageState, default=MessageState.WAITING)
    trouble = models.CharField(
        _("trouble"), max_length=8, choices=MessageTrouble, blank=True, default="", db_default=""
    )
    not_before = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)  # a sender took it, and has not said yet what became of it
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MessageQuerySet.as_manager()

    keeping = Keeping(
        what=_("The messages we sent you"),
        why=_("To see whether a message reached you."),
        until=_("30 days."),
        personal=("person", "address", "language", "context"),
        impersonal=(
            *("id", "key", "purpose", "channel", "state", "trouble", "not_before", "claimed_at"),
            *("sent_at", "created_at"),
        ),
        forget=forget_messages,
    )

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [models.Index(fields=["state", "not_before"], name="message_waiting")]

    def __str__(self):
        return f"{self.purpose} ({self.state})"
