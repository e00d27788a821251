"""What one person paid, line by line, and what each line pays for: read from the ledger, never stored."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from membership.enums import Method
from membership.models import Payment
from membership.services.standing import membership_of
from membership.standing import History, Span, Standing, spans_bought

WITHOUT_MONEY = (Method.WAIVER, Method.ADJUSTMENT)


@dataclass(frozen=True)
class Entry:
    """One line of the ledger, the days that it pays for, if any, and what was not taken back of it, in cents."""

    payment: Payment
    span: Span | None
    left: int

    @property
    def is_taken_back(self):
        """Whether nothing is left of it: also a waiver, which brought nothing, can be taken back."""
        return self.payment.reverses_id is None and self.left == 0 and bool(self.payment.reversals.all())

    @property
    def brings_dues(self):
        """Whether it is money that paid for some time, and counts."""
        return self.span is not None and self.payment.method not in WITHOUT_MONEY

    @property
    def months(self):
        """For how many months this was paid, by its own price."""
        periods = self.payment.amount // self.payment.price if self.payment.price else 1
        return max(1, periods) * self.payment.months


@dataclass(frozen=True)
class Account:
    standing: Standing
    entries: tuple[Entry, ...]

    @cached_property
    def last_time(self):
        """The newest entry that brought dues; None before the first."""
        return next((entry for entry in self.entries if entry.brings_dues), None)

    @cached_property
    def years(self):
        """The years with entries, the newest first."""
        return sorted({entry.payment.received_on.year for entry in self.entries}, reverse=True)


def account_of(person, today=None) -> Account:
    """The standing of `person` and all their lines, the newest first: the same three questions for any number."""
    known = membership_of([person.pk])
    spans = spans_bought(known.histories.get(person.pk, History()), known.grace_days)
    payments = person.payments.select_related("reverses").prefetch_related("reversals")
    entries = tuple(
        Entry(payment, spans.get(payment.pk), payment.amount + sum(back.amount for back in payment.reversals.all()))
        for payment in payments
    )
    return Account(known.standing(person.pk, today or timezone.localdate()), entries)
