from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from membership.enums import Method, PaidFor
from membership.keeping import Keeping
from membership.models.batch import CashBatch
from membership.models.person import Person

ORIGINAL = Q(reverses=None)
REVERSAL = Q(reverses__isnull=False, months=0, price=0)
BRINGS_MONEY = ~Q(method__in=[Method.WAIVER, Method.ADJUSTMENT]) & Q(amount__gt=0)
WAIVES = Q(method=Method.WAIVER, paid_for=PaidFor.DUES, amount=0, price=0, months__gt=0)
ONLY_A_FEE = Q(amount=0) & ~Q(fee=0)
ADJUSTS = Q(method=Method.ADJUSTMENT) & ~Q(amount=0)
BUYS = Q(paid_for=PaidFor.DUES, person__isnull=False, price__gt=0, months__gt=0)
GIVES = Q(paid_for=PaidFor.DONATION, price=0, months=0)


class PaymentQuerySet(models.QuerySet):
    def of(self, person):
        """The lines about `person`, also those written before two rows of that person were merged."""
        return self.filter(person__in=Person.objects.rows_of([person.pk]))

    def by_current_person(self):
        """Says of each line in `payer` whom it counts for: the row it names, or the one that was merged into."""
        return self.annotate(payer=Coalesce("person__merged_into", "person"))

    def originals(self):
        """What came in, without the lines that take something back."""
        return self.filter(reverses=None)

    def taking_back(self):
        """The lines that change what is left of another one; not those that only add a fee to it."""
        return self.filter(reverses__isnull=False).exclude(ONLY_A_FEE)

    def paid_dues(self):
        """Dues that brought money and were not taken back, the newest first."""
        lines = self.counting().filter(paid_for=PaidFor.DUES, price__gt=0).exclude(method=Method.ADJUSTMENT)
        return lines.order_by("-received_on", "-pk")

    def counting(self):
        """What came in and was not taken back, in whole or in part."""
        taken_back = Payment.objects.taking_back().filter(reverses=OuterRef("pk"))
        return self.originals().filter(~Exists(taken_back))


class Payment(models.Model):
    """One line of the ledger, never changed and never deleted: a mistake is reversed by a line of its own.

    `amount` is what was paid and `fee` what the card company kept of it, in cents of `currency`; a reversal is
    negative (positive where money that was taken back comes again), and together with its original never less than 0.
    Dues buy periods of `months` months at `price` cents each (`membership/standing.py`); donations buy nothing and may
    come from nobody we know. `received_on` is the day the money came; `booked_on` the day it counts in the accounts,
    later when the month was closed. `person` is the row that it was written for, for good: merging people changes no
    line. Read a ledger through `Person.payments`.
    """

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="ledger_lines")
    paid_for = models.CharField(_("for"), max_length=8, choices=PaidFor, default=PaidFor.DUES)
    method = models.CharField(_("how"), max_length=12, choices=Method)
    amount = models.IntegerField(_("amount"))
    fee = models.IntegerField(_("fee"), default=0)
    net = models.GeneratedField(
        expression=F("amount") - F("fee"), output_field=models.IntegerField(), db_persist=True, verbose_name=_("net")
    )
    currency = models.CharField(max_length=3)
    price = models.PositiveIntegerField(_("for one period"), default=0)
    months = models.PositiveSmallIntegerField(_("months"), default=0)
    received_on = models.DateField(_("received on"))
    booked_on = models.DateField(_("booked on"))
    receipt_year = models.PositiveSmallIntegerField()
    receipt_number = models.PositiveIntegerField()
    paper_number = models.CharField(_("number in the paper book"), max_length=20, blank=True)
    key = models.CharField(max_length=120, unique=True)
    reverses = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversals")
    batch = models.ForeignKey(CashBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="lines")
    note = models.CharField(_("note"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = PaymentQuerySet.as_manager()

    keeping = Keeping(
        what=_("Your payments"),
        why=_("To show that you paid, and to keep the accounts."),
        until=_("As long as we keep our accounts."),
        personal=(
            *("paid_for", "method", "amount", "fee", "net", "currency", "price", "months", "received_on", "booked_on"),
            *("receipt_year", "receipt_number", "paper_number", "note"),
        ),
        impersonal=("id", "person", "key", "reverses", "batch", "recorded_by", "recorded_at"),
    )

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["-received_on", "-pk"]
        permissions = [
            ("reverse_payment", _("Can take back a payment")),
            ("close_books", _("Can close a month of the accounts")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["receipt_year", "receipt_number"], name="receipt_number_once_a_year"),
            models.CheckConstraint(
                name="payment_brings_what_its_method_says",
                condition=REVERSAL | (ORIGINAL & (BRINGS_MONEY | WAIVES | ADJUSTS)),
                violation_error_message=_("The amount must be more than zero."),
            ),
            models.CheckConstraint(
                name="payment_buys_what_it_is_for",
                condition=REVERSAL | (ORIGINAL & (BUYS | WAIVES | GIVES)),
                violation_error_message=_("Dues say whose they are, how long they last and what that costs."),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "received_on"], name="payment_of_person"),
            models.Index(fields=["booked_on", "id"], name="payment_by_booking"),
        ]

    def __str__(self):
        return self.receipt

    @property
    def receipt(self):
        """The number that stands on the receipt: 2026-0042."""
        return f"{self.receipt_year}-{self.receipt_number:04}"


class ReceiptCounter(models.Model):
    """The last receipt number of a year: locked while a line is written, so that numbers have no gaps."""

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


class ClosedMonth(models.Model):
    """A month of the accounts that is over, with all before it: what comes in late is booked in the next open one.

    `lines` and `total` (cents) say what was booked by then, up to and including this month.
    """

    month = models.DateField(_("month"), unique=True)
    lines = models.PositiveIntegerField(_("lines"))
    total = models.BigIntegerField(_("sum"))
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(auto_now_add=True)

    keeping = Keeping(
        why=_("To leave the accounts of a month as they were reported."),
        until=_("As long as we keep our accounts."),
        personal=(),
        impersonal=("id", "month", "lines", "total", "closed_by", "closed_at"),
    )

    class Meta:
        verbose_name = _("closed month")
        verbose_name_plural = _("closed months")
        ordering = ["-month"]
        constraints = [
            models.CheckConstraint(name="closed_month_begins_on_the_first", condition=Q(month__day=1)),
        ]

    def __str__(self):
        return f"{self.month:%Y-%m}"
