from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from membership.enums import ContactKind, Purpose
from membership.keeping import Keeping
from membership.models.person import Person


class ConsentQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """A yes to messages of one purpose on one channel: which words were agreed to, when, and when it was taken back."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose)
    channel = models.CharField(_("channel"), max_length=5, choices=ContactKind)
    wording = models.CharField(_("words that were agreed to"), max_length=300)
    given_at = models.DateTimeField(_("given"))
    how = models.CharField(_("where it was given"), max_length=60)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    keeping = Keeping(
        what=_("What you allow us to write about"),
        why=_("To write to you only about what you said yes to."),
        until=_("As long as we keep your name."),
        personal=("purpose", "channel", "wording", "given_at", "how", "withdrawn_at"),
        impersonal=("id", "person"),
    )

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose", "channel"],
                condition=Q(withdrawn_at=None),
                name="one_consent_in_force",
            ),
            models.CheckConstraint(
                name="consent_withdrawn_after_given",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
            ),
        ]

    def __str__(self):
        return f"{self.get_purpose_display()} ({self.get_channel_display()})"
