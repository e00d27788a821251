"""Who is in good standing: a pure function of what was paid, of pauses, and of the day. Nothing of it is stored.

In words:

- A payment goes to the credit. As often as the credit holds the price of a period, that period is bought and its price
  leaves the credit: paying more than one price buys more periods, paying less waits for the rest. One payment buys ten
  years at most; what is left waits. A waiver buys its months and touches no credit. Payments of one day count in the
  order in which they were written down. What was paid back does not count.
- While somebody is still a member (paid, or within the extra time after it), a period begins the day after the old
  end, so that paying early or a little late loses nothing. Somebody whose membership lapsed begins anew on the day of
  the payment.
- Months are those of the calendar: a month from March 10 is over with April 9. Where the day does not exist, the last
  day of the month stands for it: a month from January 31 ends before February 28 or 29 is over, a year from February
  29 before the next February 28. Days are days of the center's calendar, so that a change of the clock moves nothing.
- A pause stops the clock: a paused day is not counted, neither of the paid time nor of the extra time. Whoever is no
  member any more cannot be revived by a pause.
- Somebody who resigned is no member until they come back or pay again. The paid time runs on meanwhile.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

GRACE_DAYS = 60
NEW_MONTHS = 3
MOST_MONTHS = 120
DAY = timedelta(days=1)


class State(TextChoices):
    APPLIED = "applied", pgettext_lazy("standing", "not paid yet")
    GOOD = "good", pgettext_lazy("standing", "in good standing")
    GRACE = "grace", pgettext_lazy("standing", "extra time to pay")
    LAPSED = "lapsed", pgettext_lazy("standing", "lapsed")
    PAUSED = "paused", pgettext_lazy("standing", "paused")
    RESIGNED = "resigned", pgettext_lazy("standing", "left")


MEMBERS = (State.GOOD, State.GRACE, State.PAUSED)


@dataclass(frozen=True, order=True)
class Line:
    """What came in on a day: `amount` in cents for periods of `months` months at `price` cents each.

    A `price` of 0 is a waiver: it buys its months once. Lines count in the order of the day and of their `number`.
    """

    received_on: date
    number: int
    price: int
    months: int
    amount: int


@dataclass(frozen=True, order=True)
class Span:
    """The days from `first` through `last`; without an end when `last` is None."""

    first: date
    last: date | None = None

    def holds(self, day):
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class History:
    """All that decides how one person stands. Pauses have an end; a resignation ends the day before its coming back."""

    lines: tuple[Line, ...] = ()
    pauses: tuple[Span, ...] = ()
    resignations: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Standing:
    """`paid_through` is the last paid day, None before the first payment; `credit` in cents waits for a whole price."""

    state: State
    paid_through: date | None = None
    grace_ends: date | None = None
    credit: int = 0
    paused_until: date | None = None

    @property
    def is_member(self):
        """True while somebody belongs to us: in good standing, within the extra time, or paused."""
        return self.state in MEMBERS

    @property
    def holds_until(self):
        """The last day of what `state` says, as far as it is known; None for who is no member."""
        ends = {State.GOOD: self.paid_through, State.GRACE: self.grace_ends, State.PAUSED: self.paused_until}
        return ends.get(self.state)


@dataclass(frozen=True)
class Reached:
    """How far the lines up to `received_on` reach."""

    received_on: date
    credit: int
    paid_through: date | None = None
    grace_ends: date | None = None


def months_after(day: date, months: int) -> date:
    """The same day of the month `months` later; the last day of the month where that day does not exist."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def stretched(first: date, last: date, pauses) -> date:
    """The last of as many days that are not paused as there are from `first` through `last`."""
    for pause in merged(pauses):
        begins = max(pause.first, first)
        if begins <= min(last, pause.last):
            last += pause.last - begins + DAY
    return last


def merged(pauses) -> list[Span]:
    """`pauses` in order, those that overlap or touch made one."""
    spans = []
    for pause in sorted(pauses):
        if spans and pause.first <= spans[-1].last + DAY:
            spans[-1] = Span(spans[-1].first, max(spans[-1].last, pause.last))
        else:
            spans.append(pause)
    return spans


def periods_bought(line: Line, credit: int) -> int:
    """How many periods of `line` a `credit` in cents buys, what the line brought included."""
    if not line.months:
        return 0
    if not line.price:
        return 1
    return max(0, min(credit // line.price, MOST_MONTHS // line.months))


def reaches(lines, pauses=(), grace_days: int = GRACE_DAYS) -> list[Reached]:
    """How far `lines` reach, one after the other in the order in which they count."""
    found, credit, end, grace_ends = [], 0, None, None
    for line in sorted(lines):
        credit += line.amount
        if periods := periods_bought(line, credit):
            credit -= periods * line.price
            start = begins(line, end, grace_ends)
            end = stretched(start, months_after(start, periods * line.months) - DAY, pauses)
            grace_ends = stretched(end + DAY, end + timedelta(days=grace_days), pauses) if grace_days else end
        found.append(Reached(line.received_on, credit, end, grace_ends))
    return found


def begins(line: Line, end: date | None, grace_ends: date | None) -> date:
    """The first day that `line` pays for, when the lines before it reach until `end`."""
    return end + DAY if end and line.received_on <= grace_ends else line.received_on


def spans_bought(history: History, grace_days: int = GRACE_DAYS) -> dict[int, Span]:
    """The days that each line of `history` pays for, by its number; none for a line that waits for the rest."""
    bought, before = {}, Reached(date.min, 0)
    for line, now in zip(sorted(history.lines), reaches(history.lines, history.pauses, grace_days), strict=True):
        if now.paid_through != before.paid_through:
            bought[line.number] = Span(begins(line, before.paid_through, before.grace_ends), now.paid_through)
        before = now
    return bought


def standing_on(today: date, history: History, grace_days: int = GRACE_DAYS) -> Standing:
    """How somebody with `history` stands on `today`; what is received later than that does not count yet."""
    found = reaches(history.lines, history.pauses, grace_days)
    return standing_from(today, history, found)


def standing_from(today: date, history: History, found: list[Reached]) -> Standing:
    """The standing on `today` of somebody whose lines reach as far as `found`, which is in their order."""
    now = next((reached for reached in reversed(found) if reached.received_on <= today), Reached(today, 0))
    state, paused_until = state_on(today, history, now), None
    if state == State.PAUSED:
        paused_until = next(pause.last for pause in merged(history.pauses) if pause.holds(today))
    return Standing(state, now.paid_through, now.grace_ends, now.credit, paused_until)


def states_over(days, history: History, found: list[Reached]) -> list[State]:
    """The state on each of `days`, which are in order: what `standing_from` says of each, in one pass."""
    states, reached, now = [], iter(found), Reached(date.min, 0)
    following = next(reached, None)
    for day in days:
        while following and following.received_on <= day:
            now, following = following, next(reached, None)
        states.append(state_on(day, history, now))
    return states


def state_on(today: date, history: History, now: Reached) -> State:
    if history.resignations and has_resigned(today, history):
        return State.RESIGNED
    if now.paid_through is None:
        return State.APPLIED
    if today > now.grace_ends:
        return State.LAPSED
    if history.pauses and any(pause.holds(today) for pause in history.pauses):
        return State.PAUSED
    return State.GOOD if today <= now.paid_through else State.GRACE


def has_resigned(today: date, history: History) -> bool:
    """Whether a resignation holds on `today` and nothing has come in since."""
    return any(
        resigned.holds(today) and not any(resigned.first < line.received_on <= today for line in history.lines)
        for resigned in history.resignations
    )


def is_new(joined_on: date, today: date) -> bool:
    """Whether somebody is a member for less than three months: a label, no state."""
    return joined_on <= today < months_after(joined_on, NEW_MONTHS)
