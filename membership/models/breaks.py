"""What interrupts a membership: a pause, a resignation; and the words that somebody may add to a waiver."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from membership.keeping import Keeping
from membership.models.ledger import Payment
from membership.models.person import Person

REASON_KEPT_FOR = timedelta(days=365)


class Pause(models.Model):
    """From `starts_on` through `ends_on` the clock of the membership stands still. `recorded_by`: staff, or None when
    the member did it."""

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="pauses")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    keeping = Keeping(
        what=_("When you paused your membership"),
        why=_("To count the time that you paid for."),
        until=_("As long as we keep your name."),
        personal=("starts_on", "ends_on"),
        impersonal=("id", "person", "recorded_by"),
    )

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                name="pause_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day of the pause must be after the first."),
            )
        ]

    def __str__(self):
        return f"{self.starts_on}–{self.ends_on}"


class Resignation(models.Model):
    """Somebody left on `resigned_on`, and came back on `returned_on` or has not yet."""

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="resignations")
    resigned_on = models.DateField(_("left on"))
    returned_on = models.DateField(_("came back on"), null=True, blank=True)

    keeping = Keeping(
        what=_("When you left and came back"),
        why=_("To know who is a member."),
        until=_("As long as we keep your name."),
        personal=("resigned_on", "returned_on"),
        impersonal=("id", "person"),
    )

    class Meta:
        verbose_name = _("resignation")
        verbose_name_plural = _("resignations")
        ordering = ["resigned_on"]
        constraints = [
            models.CheckConstraint(
                name="nobody_comes_back_before_leaving",
                condition=Q(returned_on=None) | Q(returned_on__gte=F("resigned_on")),
                violation_error_message=_("Nobody can come back before leaving."),
            )
        ]

    def __str__(self):
        return str(self.resigned_on)


def forget_reasons(now):
    """The reason goes after a year; that there was a waiver stays in the ledger."""
    return WaiverReason.objects.filter(asked_at__lt=now - REASON_KEPT_FOR).delete()[0]


class WaiverReason(models.Model):
    """What somebody who asked not to pay wanted to say about it. Nobody has to; only the treasurer reads it."""

    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="waiver_reasons"
    )
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="waiver_reason")
    text = models.CharField(_("reason"), max_length=500)
    asked_at = models.DateTimeField(auto_now_add=True)

    keeping = Keeping(
        what=_("What you told us when you asked not to pay"),
        why=_("Only if you wanted to tell us. Only whoever keeps our accounts reads it."),
        until=_("One year."),
        personal=("text",),
        impersonal=("id", "person", "payment", "asked_at"),
        forget=forget_reasons,
    )

    class Meta:
        verbose_name = _("reason of a waiver")
        verbose_name_plural = _("reasons of waivers")

    def __str__(self):
        return str(self.payment)
