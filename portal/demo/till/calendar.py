"""Periods of a subscription, counted as Stripe counts them: by calendar months, on the day of the first one."""

from calendar import monthrange
from datetime import UTC, datetime

MONTHS = {"month": 1, "year": 12}


def months_of(recurring):
    return MONTHS[recurring["interval"]] * recurring["interval_count"]


def later(seconds, months, *, anchor):
    """`months` after `seconds`, on the day of the month of `anchor` or the last one there is."""
    start, day = datetime.fromtimestamp(seconds, UTC), datetime.fromtimestamp(anchor, UTC).day
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return int(start.replace(year=year, month=month + 1, day=min(day, last)).timestamp())
