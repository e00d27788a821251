"""What a week of work comes to, in cents. Pure: the law's numbers (hours, factor) come from whoever asks."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class PayWeek:
    """Hours are Decimals, all money is integer cents. `missing` is what may be owed; 0 when nothing is missing."""

    regular_hours: Decimal
    extra_hours: Decimal
    rate: int
    extra_rate: int
    regular_pay: int
    extra_pay: int
    paid: int | None = None

    @property
    def total(self):
        return self.regular_pay + self.extra_pay

    @property
    def missing(self):
        return 0 if self.paid is None else max(0, self.total - self.paid)


def pay_week(hours, rate, *, full_week, factor, paid=None):
    """The pay of one week: `hours` at `rate` cents an hour, those after `full_week` hours worth `factor` times as much.

    Each amount is rounded to the cent, half up. Raises ValueError for negative numbers.
    """
    if min(hours, rate, full_week, factor, paid or 0) < 0:
        raise ValueError("hours and money are not negative")
    regular, extra = min(hours, full_week), max(hours - full_week, Decimal(0))
    return PayWeek(
        regular_hours=regular,
        extra_hours=extra,
        rate=rate,
        extra_rate=rounded(rate * factor),
        regular_pay=rounded(regular * rate),
        extra_pay=rounded(extra * rate * factor),
        paid=paid,
    )


def rounded(cents):
    return int(Decimal(cents).quantize(Decimal(1), ROUND_HALF_UP))


def in_cents(amount):
    """An amount like Decimal("20.50") in cents."""
    return rounded(amount * 100)
