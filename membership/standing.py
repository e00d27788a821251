"""Who is in good standing: a pure function of what was paid, when, and the day. Nothing of it is stored.

In words: a payment buys whole months. While somebody is still a member (paid, or within the grace period after it),
the months begin the day after the old end, so that paying early or a little late loses nothing. Somebody whose
membership lapsed begins anew on the day of payment. The last day of a month stays a last day: a month from January 31
ends before February 28 or 29 is over. A payment that was reversed is as if it had never been.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

GRACE_DAYS = 60


class State(TextChoices):
    APPLIED = "applied", pgettext_lazy("standing", "not paid yet")
    GOOD = "good", pgettext_lazy("standing", "in good standing")
    GRACE = "grace", pgettext_lazy("standing", "extra time to pay")
    LAPSED = "lapsed", pgettext_lazy("standing", "resting")


@dataclass(frozen=True)
class Standing:
    """`paid_through` is the last paid day, None before the first payment."""

    state: State
    paid_through: date | None = None
    grace_ends: date | None = None

    @property
    def is_member(self):
        """True while somebody has a vote: in good standing or within the extra time."""
        return self.state in (State.GOOD, State.GRACE)


def months_after(day: date, months: int) -> date:
    """The same day of the month `months` later; the last day of the month where that day does not exist."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def paid_through(payments, grace_days: int = GRACE_DAYS) -> date | None:
    """The last day that `payments`, pairs (received on, months), have paid for; None without any.

    Payments count in the order they were received. Payments of 0 months change nothing.
    """
    end = None
    for received_on, months in sorted(payments):
        if months <= 0:
            continue
        still_member = end is not None and received_on <= end + timedelta(days=grace_days)
        start = end + timedelta(days=1) if still_member else received_on
        end = months_after(start, months) - timedelta(days=1)
    return end


def standing_on(today: date, payments, grace_days: int = GRACE_DAYS) -> Standing:
    """How somebody who made `payments` stands on `today`; payments received later than that do not count yet."""
    end = paid_through([payment for payment in payments if payment[0] <= today], grace_days)
    if end is None:
        return Standing(State.APPLIED)
    grace_ends = end + timedelta(days=grace_days)
    if today <= end:
        return Standing(State.GOOD, end, grace_ends)
    return Standing(State.GRACE if today <= grace_ends else State.LAPSED, end, grace_ends)
