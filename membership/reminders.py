"""When somebody is reminded of their dues: a pure function of the standing and the day."""

from datetime import date

from membership.standing import Standing, State

STEPS = (-30, -7, 0, 14, 45)  # days after the last paid day
WINDOW = 7  # days: what is later than that is not sent any more, and no two steps can be due at once
REMINDED = (State.GOOD, State.GRACE)  # neither who takes a break, nor who left, nor whose membership rests


def step_due(standing: Standing, today: date) -> int | None:
    """Which of STEPS somebody who stands so is to read on `today`; None for most people on most days."""
    if standing.state not in REMINDED:
        return None
    days = (today - standing.paid_through).days
    return next((step for step in STEPS if 0 <= days - step < WINDOW), None)
