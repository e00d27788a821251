from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from membership.enums import BatchState
from membership.keeping import Keeping


def staff_member(label, **kwargs):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=label, on_delete=models.PROTECT, related_name="+", **kwargs
    )


class CashBatch(models.Model):
    """What one collector took in by hand until it was counted: opens itself with the first payment.

    `counted` is what was found, in cents of the center's currency; what should be there is the sum of the lines. The
    difference is derived. A second person confirms when there is one.
    """

    opened_by = staff_member(_("collector"))
    opened_at = models.DateTimeField(_("opened"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=BatchState, default=BatchState.OPEN)
    expected = models.IntegerField(_("should be there"), null=True, blank=True)
    counted = models.PositiveIntegerField(_("counted"), null=True, blank=True)
    counted_by = staff_member(_("counted by"), null=True, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)
    difference_note = models.CharField(_("about the difference"), max_length=200, blank=True)
    confirmed_by = staff_member(_("confirmed by"), null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    deposited_on = models.DateField(_("deposited on"), null=True, blank=True)
    deposited_by = staff_member(_("deposited by"), null=True, blank=True)
    deposit_reference = models.CharField(_("number of the deposit slip"), max_length=40, blank=True)

    keeping = Keeping(
        why=_("To know where the money is that was handed over."),
        until=_("As long as we keep our accounts."),
        personal=(),
        impersonal=(
            *("id", "opened_by", "opened_at", "state", "expected", "counted", "counted_by", "counted_at"),
            *("difference_note", "confirmed_by", "confirmed_at", "deposited_on", "deposited_by", "deposit_reference"),
        ),
    )

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opened_by"], condition=Q(state=BatchState.OPEN), name="one_open_batch_a_collector"
            ),
            models.CheckConstraint(
                name="batch_counted_has_a_count",
                condition=Q(state=BatchState.OPEN, counted=None, expected=None)
                | Q(counted__isnull=False, expected__isnull=False, counted_by__isnull=False),
                violation_error_message=_("Write what you counted."),
            ),
            models.CheckConstraint(
                name="batch_confirmed_by_a_second_person",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("counted_by")),
                violation_error_message=_("Whoever counted cannot confirm. Ask a second person."),
            ),
            models.CheckConstraint(
                name="batch_deposited_has_a_day",
                condition=~Q(state=BatchState.DEPOSITED) | Q(deposited_on__isnull=False),
                violation_error_message=_("Write the day of the deposit."),
            ),
        ]

    def __str__(self):
        return str(_("Batch {number}")).format(number=self.pk)

    @property
    def difference(self):
        """Cents more (or, negative, less) than should be there; None before the count."""
        return None if self.counted is None else self.counted - self.expected
