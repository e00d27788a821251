from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from home.words import RecordWithWords, WordsInLanguage
from membership.enums import Method, Period
from membership.keeping import Keeping
from membership.models.person import Person


class DuesRate(RecordWithWords, models.Model):
    """What dues may be: suggested amounts in cents for one period, and the least that is taken, which may be 0."""

    period = models.CharField(_("period"), max_length=8, choices=Period, default=Period.MONTH)
    suggested = models.JSONField(_("suggested amounts"), default=list, help_text=_("In cents."))
    minimum = models.PositiveIntegerField(_("least amount"), default=0, help_text=_("In cents; 0 is allowed."))
    is_offered = models.BooleanField(_("offered now"), default=True)

    class Meta:
        verbose_name = _("dues rate")
        verbose_name_plural = _("dues rates")
        ordering = ["pk"]

    def __str__(self):
        return self.get_period_display()

    @property
    def months(self):
        return Period(self.period).months


class DuesRateText(WordsInLanguage):
    record = models.ForeignKey(DuesRate, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=60)
    about = models.CharField(_("one sentence"), max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="dues_rate_text_once_a_language")]


class PaymentQuerySet(models.QuerySet):
    def of(self, person):
        """The lines about `person`, also those written before two rows of that person were merged."""
        return self.filter(Q(person=person) | Q(person__merged_into=person))

    def by_current_person(self):
        """Says of each line in `payer` whom it counts for: the row it names, or the one that was merged into."""
        return self.annotate(payer=Coalesce("person__merged_into", "person"))

    def counting(self):
        """Payments that were not reversed, without the reversals themselves."""
        return self.filter(reverses=None, reversal=None)


class Payment(models.Model):
    """One line of the dues ledger, never changed and never deleted: a mistake is reversed by a line of its own.

    `amount` is in cents of `currency`, negative for a reversal; `months` is what it bought. `person` is the row that it
    was written for, for good: merging people changes no line. Read a ledger through `Person.payments`.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ledger_lines")
    method = models.CharField(_("how"), max_length=12, choices=Method)
    amount = models.IntegerField(_("amount"))
    currency = models.CharField(max_length=3)
    months = models.PositiveSmallIntegerField(_("months"), default=0)
    received_on = models.DateField(_("received on"))
    receipt_year = models.PositiveSmallIntegerField()
    receipt_number = models.PositiveIntegerField()
    key = models.CharField(max_length=80, unique=True)
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversal")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = PaymentQuerySet.as_manager()

    keeping = Keeping(
        what=_("Your payments"),
        why=_("To show that you paid, and to keep the accounts."),
        until=_("As long as we keep our accounts."),
        personal=("method", "amount", "currency", "months", "received_on", "receipt_year", "receipt_number"),
        impersonal=("id", "person", "key", "reverses", "recorded_by", "recorded_at"),
    )

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["receipt_year", "receipt_number"], name="receipt_number_once_a_year"),
            models.CheckConstraint(
                name="payment_positive_reversal_negative",
                condition=(Q(reverses=None) & Q(amount__gt=0)) | (Q(reverses__isnull=False) & Q(amount__lt=0)),
                violation_error_message=_("The amount must be more than zero."),
            ),
        ]
        indexes = [models.Index(fields=["person", "received_on"], name="payment_of_person")]

    def __str__(self):
        return self.receipt

    @property
    def receipt(self):
        """The number that stands on the receipt: 2026-0042."""
        return f"{self.receipt_year}-{self.receipt_number:04}"


class ReceiptCounter(models.Model):
    """The last receipt number of a year: locked while a payment is written, so that numbers have no gaps."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    keeping = Keeping(
        why=_("To number receipts without gaps."),
        until=_("For good: it says nothing about anybody."),
        personal=(),
        impersonal=("year", "last"),
    )

    def __str__(self):
        return f"{self.year}: {self.last}"
