from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from membership.standing import (
    GRACE_DAYS,
    MOST_MONTHS,
    History,
    Line,
    Span,
    State,
    is_new,
    months_after,
    reaches,
    standing_on,
    states_over,
    stretched,
)

DAY = timedelta(days=1)
DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31))
NUMBERS = st.integers(1, 10_000)
WAIVERS = st.builds(Line, DAYS, NUMBERS, st.just(0), st.integers(1, 14), st.just(0))
PAYMENTS = st.builds(Line, DAYS, NUMBERS, st.integers(1, 3000), st.sampled_from([1, 3, 12]), st.integers(1, 9000))
LINES = st.lists(PAYMENTS | WAIVERS, max_size=8, unique_by=lambda line: line.number).map(tuple)
PAUSES = st.lists(st.builds(lambda first, days: Span(first, first + days * DAY), DAYS, st.integers(0, 200)), max_size=3)
RESIGNATIONS = st.lists(
    st.builds(lambda day, last: Span(day, day + last * DAY if last else None), DAYS, st.integers(0, 90))
)
HISTORIES = st.builds(History, LINES, PAUSES.map(tuple), RESIGNATIONS.map(tuple))


def is_paused(day, history):
    return any(pause.first <= day <= pause.last for pause in history.pauses)


def count_days(first, days, history):
    """The day that is over when so many days that are not paused have passed, the first of them `first` or later."""
    day, left = first, days
    while True:
        if not is_paused(day, history):
            left -= 1
        if left == 0:
            return day
        day += DAY


def naive_end(today, history, grace_days):
    """The last paid day, the last day of the extra time and the credit in cents."""
    end, extra, credit = None, None, 0
    for line in sorted(line for line in history.lines if line.received_on <= today):
        credit, months = credit + line.amount, 0 if line.price else line.months
        while line.price and credit >= line.price and months + line.months <= MOST_MONTHS:
            credit, months = credit - line.price, months + line.months
        if months:
            is_member = end is not None and line.received_on <= extra
            start = end + DAY if is_member else line.received_on
            end = count_days(start, (months_after(start, months) - start).days, history)
            extra = count_days(end + DAY, grace_days, history)
    return end, extra, credit


def naive(today, history, grace_days=GRACE_DAYS):
    """The definition in words, computed cent by cent and day by day: slow, and as plain as can be."""
    end, extra, credit = naive_end(today, history, grace_days)
    for resigned in history.resignations:
        came_back = resigned.last is not None and today > resigned.last
        paid_since = any(resigned.first < line.received_on <= today for line in history.lines)
        if resigned.first <= today and not came_back and not paid_since:
            return State.RESIGNED, end, credit
    if end is None:
        return State.APPLIED, None, credit
    if today > extra:
        return State.LAPSED, end, credit
    running = State.GOOD if today <= end else State.GRACE
    return State.PAUSED if is_paused(today, history) else running, end, credit


@given(DAYS, HISTORIES)
def test_standing_is_the_definition_in_words(today, history):
    standing = standing_on(today, history)
    assert (standing.state, standing.paid_through, standing.credit) == naive(today, history)


@given(DAYS, HISTORIES, st.randoms())
def test_standing_does_not_depend_on_the_order_of_rows(today, history, random):
    shuffled = [random.sample(rows, len(rows)) for rows in (history.lines, history.pauses, history.resignations)]
    assert standing_on(today, History(*map(tuple, shuffled))) == standing_on(today, history)


@given(LINES, PAYMENTS | WAIVERS)
def test_one_more_payment_never_takes_paid_time_away(lines, more):
    last = max([line.received_on for line in lines] + [more.received_on])
    more = replace(more, received_on=last, number=10_001)
    before, after = reaches(lines), reaches([*lines, more])
    paid_before = before[-1].paid_through if before else None
    assert paid_before is None or after[-1].paid_through >= paid_before


@given(DAYS, HISTORIES)
def test_credit_is_what_was_paid_less_what_was_bought(today, history):
    paid = sum(line.amount for line in history.lines if line.received_on <= today)
    assert 0 <= standing_on(today, history).credit <= paid


def paid(*lines):
    return reaches([Line(day, number, *line) for number, (day, *line) in enumerate(lines)])[-1]


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


@pytest.mark.parametrize(
    ("received_on", "months", "end"),
    [
        (date(2026, 3, 10), 1, date(2026, 4, 9)),
        (date(2026, 1, 31), 1, date(2026, 2, 27)),  # there is no February 31: its last day stands for it
        (date(2028, 1, 31), 1, date(2028, 2, 28)),  # the same in a leap year, a day later
        (date(2028, 2, 29), 12, date(2029, 2, 27)),  # a year from the leap day
        (date(2026, 3, 1), 1, date(2026, 3, 31)),  # the clocks change on March 8: a day is a day
        (date(2026, 10, 15), 3, date(2027, 1, 14)),  # and on November 1
    ],
    ids=["plain", "month end", "month end in a leap year", "leap day", "spring forward", "fall back"],
)
def test_a_period_ends_the_day_before_the_same_day_of_the_month(received_on, months, end):
    assert paid((received_on, 1000, months, 1000)).paid_through == end


def test_paying_early_adds_to_the_end():
    twice = [(date(2026, 1, day), 1000, 1, 1000) for day in (10, 20)]
    assert paid(*twice).paid_through == date(2026, 3, 9)


def test_paying_within_the_extra_time_goes_on_from_the_old_end():
    late = paid((date(2026, 1, 1), 1000, 1, 1000), (date(2026, 3, 1), 1000, 1, 1000))
    assert late.paid_through == date(2026, 2, 28)


def test_paying_after_it_begins_anew():
    anew = paid((date(2026, 1, 1), 1000, 1, 1000), (date(2026, 6, 1), 1000, 1, 1000))
    assert anew.paid_through == date(2026, 6, 30)


def test_paying_more_than_one_price_extends_and_the_rest_waits():
    more = paid((date(2026, 1, 1), 1000, 1, 3500))
    assert (more.paid_through, more.credit) == (date(2026, 3, 31), 500)


def test_a_part_waits_until_the_rest_has_come():
    part = [(date(2026, 1, 1), 1000, 1, 400), (date(2026, 2, 1), 1000, 1, 600)]
    assert (paid(part[0]).paid_through, paid(part[0]).credit) == (None, 400)
    assert (paid(*part).paid_through, paid(*part).credit) == (date(2026, 2, 28), 0)


def test_a_waiver_buys_its_months_and_leaves_the_credit():
    waived = paid((date(2026, 1, 1), 1000, 1, 400), (date(2026, 1, 2), 0, 12, 0))
    assert (waived.paid_through, waived.credit) == (date(2027, 1, 1), 400)


def test_one_payment_buys_ten_years_at_most_and_the_rest_waits():
    many = paid((date(2026, 1, 1), 1, 12, 1000))
    assert (many.paid_through, many.credit) == (date(2035, 12, 31), 990)


@pytest.mark.parametrize(
    ("days_after", "state"),
    [(0, State.GOOD), (1, State.GRACE), (GRACE_DAYS, State.GRACE), (GRACE_DAYS + 1, State.LAPSED)],
    ids=["last paid day", "day after", "last day of grace", "after grace"],
)
def test_edges_of_the_extra_time(days_after, state):
    history = History((Line(date(2026, 1, 1), 1, 1000, 1, 1000),))
    assert standing_on(date(2026, 1, 31) + days_after * DAY, history).state == state


def test_the_extra_time_is_a_setting():
    history = History((Line(date(2026, 1, 1), 1, 1000, 1, 1000),))
    states = [standing_on(date(2026, 2, day), history, grace_days=5).state for day in (5, 6)]
    assert (states, standing_on(date(2026, 2, 1), history, 0).state) == ([State.GRACE, State.LAPSED], State.LAPSED)


def test_a_pause_stops_the_clock_and_says_until_when():
    history = History((Line(date(2026, 1, 1), 1, 1000, 1, 1000),), (Span(date(2026, 1, 11), date(2026, 1, 20)),))
    standing = standing_on(date(2026, 1, 15), history)
    assert (standing.state, standing.paid_through, standing.paused_until, standing.is_member) == (
        State.PAUSED,
        date(2026, 2, 10),
        date(2026, 1, 20),
        True,
    )


def test_a_pause_does_not_bring_back_who_is_no_member_any_more():
    history = History((Line(date(2026, 1, 1), 1, 1000, 1, 1000),), (Span(date(2026, 6, 1), date(2026, 12, 31)),))
    assert standing_on(date(2026, 7, 1), history).state == State.LAPSED


def test_pauses_that_overlap_count_once():
    pauses = (Span(date(2026, 1, 5), date(2026, 1, 9)), Span(date(2026, 1, 7), date(2026, 1, 14)))
    assert stretched(date(2026, 1, 1), date(2026, 1, 10), pauses) == date(2026, 1, 20)


@pytest.mark.parametrize(
    ("resigned", "paid_on", "state"),
    [
        (Span(date(2026, 1, 10)), None, State.RESIGNED),
        (Span(date(2026, 1, 10), date(2026, 1, 14)), None, State.GOOD),
        (Span(date(2026, 1, 10)), date(2026, 1, 15), State.GOOD),
        (Span(date(2026, 1, 10)), date(2026, 1, 10), State.RESIGNED),
    ],
    ids=["left", "came back", "paid again", "paid on the day of leaving"],
)
def test_leaving_and_coming_back(resigned, paid_on, state):
    days = [date(2026, 1, 1), *([paid_on] if paid_on else [])]
    history = History(tuple(Line(day, 1, 1000, 1, 1000) for day in days), resignations=(resigned,))
    assert standing_on(date(2026, 1, 20), history).state == state


@pytest.mark.parametrize(("today", "expected"), [(date(2026, 4, 30), True), (date(2026, 5, 1), False)])
def test_new_is_a_label_for_three_months(today, expected):
    assert is_new(date(2026, 2, 1), today) is expected


@given(HISTORIES, st.lists(DAYS, max_size=6).map(sorted))
def test_the_states_over_many_days_are_those_of_each_day(history, days):
    found = reaches(history.lines, history.pauses)
    assert states_over(days, history, found) == [standing_on(day, history).state for day in days]
