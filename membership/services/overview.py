"""What the treasurer sees at a glance: how members stand and what came in over a year, counted from the ledger alone.

The figures are kept for ten minutes, while some cheap facts that change with the ledger, the pauses and the day stay
the same.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db.models import Count, Max, Q, Sum
from django.db.models.functions import ExtractDay, ExtractMonth, ExtractYear, TruncMonth
from django.utils import timezone

from membership.enums import BatchState, Method, PaidFor
from membership.models import CashBatch, DuesSettings, Pause, Payment, Person, Resignation
from membership.services.standing import membership_of
from membership.standing import State, months_after, reaches, states_over

MONTHS = 12
SHOWN = (State.GOOD, State.GRACE, State.PAUSED, State.LAPSED, State.APPLIED)
KEPT = timedelta(minutes=10)  # for what the key does not tell: who joined without paying, was merged or erased
NAME = "dues:overview"
NO_TIME, SLOW = timedelta(0), timedelta(seconds=1)
BATCHES = 20


@dataclass(frozen=True)
class Overview:
    """`standing` counts people on each of `days` (month ends, then today); money is in cents for each of `months`."""

    counted_at: datetime
    days: list[date]
    standing: dict[str, list[int]]
    months: list[date]
    dues: dict[str, list[int]]
    donations: list[int]
    fees: list[int]
    waivers: list[int]
    running_waivers: int


def overview(today=None) -> Overview:
    today, begin = today or timezone.localdate(), timezone.now()
    asked = facts(today)
    known, took, found = cache.get(NAME) or ("", NO_TIME, None)
    if found and (known == asked or may_rest(found, took, today, begin)):
        return found
    found = counted(today)
    cache.set(NAME, (asked, timezone.now() - begin, found), KEPT.total_seconds())
    return found


def may_rest(found, took, today, now):
    """Of a large center, whose count `took` long, the figures of today may be older: one twentieth of the time, at
    the most, goes into counting."""
    return took > SLOW and found.days[-1] == today and now < found.counted_at + 20 * took


def facts(today):
    """What changes when the ledger, the pauses, the resignations, the settings or the day do: no count of payments."""
    day = ExtractYear("ends_on") * 372 + ExtractMonth("ends_on") * 31 + ExtractDay("ends_on")
    pauses = Pause.objects.aggregate(Max("pk"), Count("pk"), days=Sum(day))
    resignations = Resignation.objects.aggregate(Max("pk"), Count("pk"), Count("returned_on"))
    newest = [model.objects.aggregate(newest=Max("pk"))["newest"] for model in (Payment, Person)]
    values = [today, *newest, *pauses.values(), *resignations.values(), DuesSettings.load().grace_days]
    return "-".join(str(value) for value in values)


def counted(today):
    first = months_after(today.replace(day=1), 1 - MONTHS)
    months = [months_after(first, number) for number in range(MONTHS)]
    days = [month - timedelta(days=1) for month in months] + [today]
    standing, running = standing_over(days)
    return Overview(
        timezone.now(),
        days,
        standing,
        months,
        **money_over(months, today),
        waivers=waivers_over(months, today),
        running_waivers=running,
    )


def standing_over(days):
    """How many people stood how on each of `days`, and how many do not pay on the last of them: one query."""
    known, running = membership_of(), 0
    counts = {state: [0] * len(days) for state in State}
    for pk, history in known.histories.items():
        found = reaches(history.lines, history.pauses, known.grace_days)
        joined = known.joined[pk]
        for index, state in enumerate(states_over(days, history, found)):
            if state != State.APPLIED or (joined and joined <= days[index]):
                counts[state][index] += 1
        running += waived_until(history, found, days[-1]) is not None
    return {state: counts[state] for state in SHOWN}, running


def waived_until(history, found, today):
    """The last day of the waiver that runs on `today`; None without one. `found` says how far the lines reach."""
    pairs = zip(sorted(history.lines), found, strict=True)
    ends = [reached.paid_through for line, reached in pairs if not line.price and line.received_on <= today]
    return max((end for end in ends if end and end >= today), default=None)


def booked_in(months, today):
    lines = Payment.objects.filter(booked_on__gte=months[0], booked_on__lte=today).order_by()
    return lines.annotate(month=TruncMonth("booked_on"))


def money_over(months, today):
    """Dues by method, donations and fees of each month, less what was taken back in it: one query."""
    dues, donations, fees = {method: [0] * MONTHS for method in Method}, [0] * MONTHS, [0] * MONTHS
    place = {month: index for index, month in enumerate(months)}
    rows = booked_in(months, today).values_list("month", "paid_for", "method")
    for month, paid_for, method, amount, fee in rows.annotate(Sum("amount"), Sum("fee")):
        index = place[month]
        fees[index] += fee
        if paid_for == PaidFor.DONATION:
            donations[index] += amount
        else:
            dues[method][index] += amount
    return {"dues": {method: row for method, row in dues.items() if any(row)}, "donations": donations, "fees": fees}


def waivers_over(months, today):
    """How many waivers were given in each month, less those taken back: one query."""
    given = Count("pk", filter=Q(reverses=None)) - Count("pk", filter=Q(reverses__isnull=False))
    rows = booked_in(months, today).filter(method=Method.WAIVER).values_list("month").annotate(given=given)
    found = dict(rows)
    return [found.get(month, 0) for month in months]


def batches_on_the_way():
    """The oldest batches not yet at the bank, `inside` is the sum of their lines in cents; one more than shown."""
    batches = CashBatch.objects.exclude(state=BatchState.DEPOSITED).select_related("opened_by").order_by("pk")
    return batches.annotate(inside=Sum("lines__amount", default=0), size=Count("lines"))[: BATCHES + 1]
