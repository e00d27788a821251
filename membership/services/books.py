"""The accounts: the day and the number that a line is booked under, and months that are over."""

import calendar
import logging
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from membership.exceptions import MonthError
from membership.models import ClosedMonth, Payment, ReceiptCounter

logger = logging.getLogger(__name__)


def month_end(month):
    """The last day of the month that `month` lies in."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def first_open_day():
    """The day after the last closed month; None while none is closed."""
    closed = ClosedMonth.objects.order_by("-month").values_list("month", flat=True).first()
    return closed and month_end(closed) + timedelta(days=1)


def lock_year(year):
    """Holds the numbers of `year` until the transaction ends: nobody else books in it, and no month of it closes."""
    ReceiptCounter.objects.get_or_create(year=year)
    return ReceiptCounter.objects.select_for_update().get(year=year)


def book(received_on):
    """The day in the accounts of what came in on `received_on`, and its receipt number in that year.

    What belongs to a closed month is booked on the first open day. The number's year stays locked until the
    transaction ends, so that numbers have no gaps.
    """
    day = received_on
    while True:
        counter = lock_year(day.year)
        booked_on = max(received_on, first_open_day() or received_on)
        if booked_on.year == counter.year:
            break
        day = booked_on
    counter.last += 1
    counter.save(update_fields=["last"])
    return booked_on, counter.last


def booked_through(day):
    """How many lines are booked up to `day`, and their sum in cents."""
    found = Payment.objects.filter(booked_on__lte=day).aggregate(lines=Count("pk"), total=Sum("amount", default=0))
    return found["lines"], found["total"]


def closed_months():
    """The closed months, the newest first, each with what is booked after the one before: `own_lines`, `own_total`."""
    months, before = list(ClosedMonth.objects.select_related("closed_by").order_by("month")), (0, 0)
    for month in months:
        month.own_lines, month.own_total = month.lines - before[0], month.total - before[1]
        before = month.lines, month.total
    return months[::-1]


def still_open(month):
    """How many lines closing `month` would close, and their sum in cents."""
    closed = ClosedMonth.objects.order_by("-month").first()
    lines, total = booked_through(month_end(month))
    return (lines - closed.lines, total - closed.total) if closed else (lines, total)


def next_month_to_close(today):
    """The first of the oldest month that can be closed on `today`; None when there is none."""
    open_day = first_open_day()
    if open_day is None:
        first = Payment.objects.order_by("booked_on").values_list("booked_on", flat=True).first()
        open_day = first and first.replace(day=1)
    return open_day if open_day and month_end(open_day) < today else None


def close_month(month: date, *, closed_by):
    """Closes `month` and all before it. Again changes nothing. Raises MonthError for a month that is not over."""
    month = month.replace(day=1)
    if month_end(month) >= timezone.localdate():
        raise MonthError
    with transaction.atomic():
        lock_year(month.year)
        closed = ClosedMonth.objects.filter(month__gte=month).order_by("month").first()
        if closed:
            return closed
        lines, total = booked_through(month_end(month))
        logger.info("month=%s closed by=%s lines=%s total=%s", month, closed_by.pk, lines, total)
        return ClosedMonth.objects.create(month=month, lines=lines, total=total, closed_by=closed_by)
