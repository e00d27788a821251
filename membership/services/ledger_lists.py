"""The ledger as lists: filtered, summed, paged without counting, and as entries for the bookkeeper."""

from datetime import date
from heapq import merge
from operator import attrgetter
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum
from django.utils.dateparse import parse_date

from membership.enums import BatchState
from membership.journal import Accounts, Booked, Deposit, PaidOut
from membership.models import CashBatch, DuesSettings, Payment, Payout, Person
from membership.services.settled import read_once

PAGE = 50
CHUNK = 2000
ACCOUNTS = ("cash", "bank", "card", "adjustment", "dues", "donation", "difference", "fee")
LOOKUPS = {
    "from": "booked_on__gte",
    "to": "booked_on__lte",
    "method": "method",
    "kind": "paid_for",
    "collector": "recorded_by",
    "batch": "batch",
    "year": "receipt_year",
}


def lines_of(filters):
    """The lines that answer to `filters`, names of LOOKUPS with `person` and `reversals`; empty ones do not count."""
    found = {lookup: filters[name] for name, lookup in LOOKUPS.items() if filters.get(name)}
    lines = Payment.objects.filter(**found)
    if filters.get("reversals"):
        lines = lines.filter(reverses__isnull=False)
    if words := filters.get("person"):
        lines = lines.filter(person__in=Person.objects.rows_of(Person.objects.matching(words).values("pk")))
    return lines


def newest_first(lines):
    """In the order of the accounts, each with whom it is about, who wrote it and what it takes back."""
    about = lines.select_related("person__merged_into", "recorded_by", "reverses")
    return about.order_by("-booked_on", "-pk")


def sums_of(lines):
    """How many lines there are, and the sums of what came, of what companies kept, of what is left (cents)."""
    return lines.order_by().aggregate(
        lines=Count("pk"), gross=Sum("amount", default=0), fees=Sum("fee", default=0), net=Sum("net", default=0)
    )


def known_sums_of(filters):
    """`sums_of` the lines that answer to `filters`, of which only the newest are added up anew.

    Names are not in the lines: people change them, so whoever filters by a name waits for all of them.
    """
    lines = lines_of(filters)
    if filters.get("person"):
        return sums_of(lines)
    asked = sorted((name, str(getattr(value, "pk", value))) for name, value in filters.items() if value)
    name = f"ledger-sums:{urlencode(asked)}"
    return read_once(name, lines, read=sums_of, join=lambda old, new: {key: old[key] + new[key] for key in old})


def recorders():
    """The ids of everybody who ever wrote a line."""
    return read_once("ledger-recorders", Payment.objects.order_by(), read=recorders_of, join=set.union)


def recorders_of(lines):
    ids = lines.exclude(recorded_by=None).values_list("recorded_by", flat=True)
    return set(ids.iterator(chunk_size=CHUNK))  # a DISTINCT would go through all lines by another index


def page_of(lines, after=""):
    """The part of `lines` that follows the place `after`, the first one without it or for nonsense; the next place."""
    part = newest_first(lines).prefetch_related("reversals")
    if place := parse_place(after):
        day, pk = place
        part = part.filter(Q(booked_on__lt=day) | Q(booked_on=day, pk__lt=pk))
    rows = list(part[: PAGE + 1])
    more = rows[PAGE - 1] if len(rows) > PAGE else None
    return rows[:PAGE], f"{more.booked_on.isoformat()}.{more.pk}" if more else ""


def parse_place(text):
    """ "2026-03-07.41" as a day and a number; None for anything else."""
    day, _, pk = text[:40].partition(".")
    try:
        return (parse_date(day), int(pk)) if pk.isdecimal() and parse_date(day) else None
    except ValueError:
        return None


def accounts():
    """The account codes that the treasurer set."""
    kept = DuesSettings.load()
    return Accounts(**{name: getattr(kept, f"{name}_account") for name in ACCOUNTS})


def journal_sources(first: date, last: date):
    """The lines booked, the deposits made and the payouts arrived from `first` through `last`, day by day."""
    fields = ("booked_on", "receipt_year", "receipt_number", "method", "paid_for", "amount", "fee")
    rows = Payment.objects.filter(booked_on__range=(first, last)).order_by("booked_on", "pk").values_list(*fields)
    booked = (Booked(day, f"{year}-{number:04}", *rest) for day, year, number, *rest in rows.iterator(chunk_size=CHUNK))
    batches = CashBatch.objects.filter(state=BatchState.DEPOSITED, deposited_on__range=(first, last))
    deposits = batches.order_by("deposited_on", "pk").values_list("deposited_on", "pk", "expected", "counted")
    payouts = Payout.objects.filter(status="paid", arrives_on__range=(first, last)).order_by("arrives_on", "pk")
    paid_out = payouts.values_list("arrives_on", "payout_id", "amount")
    return merge(
        booked, (Deposit(*row) for row in deposits), (PaidOut(*row) for row in paid_out), key=attrgetter("day")
    )
