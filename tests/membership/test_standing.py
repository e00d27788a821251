from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from membership.standing import GRACE_DAYS, State, months_after, paid_through, standing_on

DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31))
PAYMENTS = st.lists(st.tuples(DAYS, st.integers(0, 14)), max_size=8)


def naive(today, payments):
    """The definition in words, computed day by day: slow, and as plain as can be."""
    end = None
    for received_on, months in sorted(payment for payment in payments if payment[0] <= today):
        if months == 0:
            continue
        lapsed = end is None or (received_on - end).days > GRACE_DAYS
        day = received_on if lapsed else end + timedelta(days=1)
        end = months_after(day, months) - timedelta(days=1)
    if end is None:
        return State.APPLIED
    if today <= end:
        return State.GOOD
    return State.GRACE if (today - end).days <= GRACE_DAYS else State.LAPSED


@given(DAYS, PAYMENTS)
def test_standing_is_the_definition_in_words(today, payments):
    assert standing_on(today, payments).state == naive(today, payments)


@given(DAYS, PAYMENTS)
def test_standing_does_not_depend_on_the_order_of_rows(today, payments):
    assert standing_on(today, payments) == standing_on(today, list(reversed(payments)))


@given(DAYS, PAYMENTS, st.tuples(DAYS, st.integers(1, 14)))
def test_one_more_payment_never_takes_paid_time_away(today, payments, more):
    before = paid_through(payments)
    later = (max([day for day, _ in payments] + [more[0]]), more[1])
    assert before is None or paid_through([*payments, later]) >= before


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 22), 3, date(2027, 2, 22)),
    ],
    ids=["end of month", "leap year", "leap day", "over the year"],
)
def test_months_after(day, months, expected):
    assert months_after(day, months) == expected


def test_paying_early_adds_to_the_end():
    assert paid_through([(date(2026, 1, 10), 1), (date(2026, 1, 20), 1)]) == date(2026, 3, 9)


def test_paying_within_the_extra_time_goes_on_from_the_old_end():
    assert paid_through([(date(2026, 1, 1), 1), (date(2026, 3, 1), 1)]) == date(2026, 2, 28)


def test_paying_after_it_begins_anew():
    assert paid_through([(date(2026, 1, 1), 1), (date(2026, 6, 1), 1)]) == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("days_after", "state"),
    [(0, State.GOOD), (1, State.GRACE), (GRACE_DAYS, State.GRACE), (GRACE_DAYS + 1, State.LAPSED)],
    ids=["last paid day", "day after", "last day of grace", "after grace"],
)
def test_edges_of_the_extra_time(days_after, state):
    end = date(2026, 1, 31)
    assert standing_on(end + timedelta(days=days_after), [(date(2026, 1, 1), 1)]).state == state
