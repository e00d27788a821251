"""Months that close: what is in them stays, what comes late goes on. Also over New Year, also many at once."""

from datetime import date, datetime, timedelta
from threading import Event

import pytest
from django.db import connection, transaction
from django.utils import timezone

from membership.exceptions import MonthError
from membership.models import ClosedMonth, Payment, Person, ReceiptCounter, User
from membership.services.books import (
    booked_through,
    close_month,
    closed_months,
    month_end,
    next_month_to_close,
    still_open,
)
from membership.services.ledger import Taken, record_payment, reverse_payment
from tests.campaigns.crowds import alone, drop_all, in_threads, needs_postgres, seen_by_all

TODAY = timezone.localdate()
THIS = TODAY.replace(day=1)
LAST = (THIS - timedelta(days=1)).replace(day=1)
NEW_YEAR = datetime(2027, 1, 5, 12, tzinfo=timezone.get_default_timezone())
LATE = 8  # payments that come while the month closes


@pytest.fixture
def treasurer(db):
    return User.objects.create_user(email="treasurer@example.org")


@pytest.fixture
def ana(db):
    return Person.objects.create(given_name="Ana", joined_on=date(2024, 1, 1))


@pytest.fixture
def january(monkeypatch):
    """The fifth of January 2027."""
    monkeypatch.setattr(timezone, "now", lambda: NEW_YEAR)
    return NEW_YEAR.date()


def pay(person, key, day, amount=1000):
    taken = Taken(amount=amount, months=1, price=1000, received_on=day, key=key)
    return record_payment(person, taken=taken, recorded_by=User.objects.get(email="treasurer@example.org"))


def test_the_oldest_open_month_closes_next(ana, treasurer):
    assert next_month_to_close(TODAY) is None
    pay(ana, "a", date(2026, 8, 20))
    pay(ana, "b", date(2026, 10, 3))
    found = []
    while (month := next_month_to_close(date(2026, 11, 15))) is not None:
        found.append(month)
        close_month(month, closed_by=treasurer)
    assert found == [date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)]


def test_a_closed_month_says_what_was_booked_in_it(ana, treasurer):
    for key, day, amount in (
        ("a", date(2026, 8, 20), 500),
        ("b", date(2026, 8, 31), 700),
        ("c", date(2026, 9, 1), 900),
    ):
        pay(ana, key, day, amount)
    assert still_open(date(2026, 8, 1)) == (2, 1200)
    close_month(date(2026, 8, 1), closed_by=treasurer)
    assert still_open(date(2026, 9, 1)) == (1, 900)
    close_month(date(2026, 9, 1), closed_by=treasurer)
    months = [(month.month.month, month.own_lines, month.own_total, month.total) for month in closed_months()]
    assert months == [(9, 1, 900, 2100), (8, 2, 1200, 1200)]


def test_closing_again_changes_nothing(ana, treasurer):
    pay(ana, "a", LAST)
    assert close_month(LAST, closed_by=treasurer) == close_month(LAST, closed_by=treasurer)
    assert ClosedMonth.objects.count() == 1


def test_a_month_that_is_not_over_does_not_close(ana, treasurer):
    with pytest.raises(MonthError):
        close_month(THIS, closed_by=treasurer)


def test_what_comes_late_is_booked_on_the_first_open_day(ana, treasurer):
    early = pay(ana, "a", LAST)
    close_month(LAST, closed_by=treasurer)
    late = pay(ana, "b", LAST)
    back = reverse_payment(early, key="r", recorded_by=treasurer)
    assert [(line.received_on, line.booked_on) for line in (late, back)] == [(LAST, THIS), (TODAY, TODAY)]
    assert booked_through(month_end(LAST)) == (1, 1000)


def test_what_comes_late_over_new_year_is_numbered_in_the_new_year(ana, treasurer, january):
    december = date(2026, 12, 1)
    old = [pay(ana, f"o{number}", date(2026, 12, 20 + number)).receipt for number in range(2)]
    first = pay(ana, "n0", january).receipt
    close_month(december, closed_by=treasurer)
    late = [pay(ana, f"l{number}", date(2026, 12, 31)) for number in range(2)]
    last = pay(ana, "n1", january).receipt
    assert old == ["2026-0001", "2026-0002"]
    assert [first, *(line.receipt for line in late), last] == [f"2027-000{number}" for number in range(1, 5)]
    assert {(line.received_on, line.booked_on) for line in late} == {(date(2026, 12, 31), date(2027, 1, 1))}
    assert list(ReceiptCounter.objects.values_list("year", "last")) == [(2026, 2), (2027, 4)]


@pytest.fixture
def shop(db, tmp_path):
    """A treasurer and a member that other connections see too; gone afterwards."""
    with seen_by_all(tmp_path):
        yield alone(open_shop)
        alone(empty_shop)


def open_shop():
    treasurer = User.objects.create_user(email="treasurer@example.org")
    return treasurer, Person.objects.create(given_name="Ana", joined_on=date(2024, 1, 1))


def empty_shop():
    """The ledger refuses to be deleted from; emptying the whole table is another matter."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE membership_payment, membership_closedmonth, membership_cashbatch CASCADE")
        drop_all(ReceiptCounter, Person, User)


def agreed(month):
    """What the closed `month` says, and what the ledger says now."""
    closed = ClosedMonth.objects.get(month=month)
    return (closed.lines, closed.total), booked_through(month_end(month))


def numbers():
    return sorted(Payment.objects.values_list("receipt_year", "receipt_number"))


@pytest.mark.parametrize("turn", range(3))
def test_no_line_falls_into_a_month_that_closes_meanwhile(shop, turn):
    treasurer, ana = shop
    pays = [lambda key=key: pay(ana, f"p{key}", LAST) for key in range(LATE)]
    in_threads(*pays[:4], lambda: close_month(LAST, closed_by=treasurer), *pays[4:])
    told, found = alone(lambda: agreed(LAST))
    assert told == found
    counted = alone(numbers)
    assert len(counted) == LATE
    assert counted == [(year, number + 1) for year, number in counted_from_zero(counted)]


def counted_from_zero(numbers):
    """The same years, each counted from 0 without gaps."""
    seen = {}
    for year, _number in numbers:
        seen[year] = seen.get(year, -1) + 1
        yield year, seen[year]


def close_without_lock(month, treasurer):
    lines, total = booked_through(month_end(month))
    ClosedMonth.objects.create(month=month, lines=lines, total=total, closed_by=treasurer)


@pytest.mark.postgres
@needs_postgres
@pytest.mark.parametrize(
    ("close", "holds"), [(close_month, True), (close_without_lock, False)], ids=["ours", "control"]
)
def test_closing_waits_for_a_payment_that_is_being_written(shop, close, holds):
    """The control closes without the lock: the payment then falls into a month that says it has none."""
    treasurer, ana = shop
    written, closing = Event(), Event()

    def pay_slowly():
        with transaction.atomic():
            pay(ana, "slow", LAST)
            written.set()
            closing.wait(0.5)

    def close_meanwhile():
        written.wait(5)
        arguments = {"closed_by": treasurer} if close is close_month else {"treasurer": treasurer}
        close(LAST, **arguments)
        closing.set()

    in_threads(pay_slowly, close_meanwhile)
    told, found = alone(lambda: agreed(LAST))
    assert (told == found) is holds
