"""When somebody is reminded of their dues: a pure function of the standing and the day."""

from datetime import date, timedelta

from membership.standing import History, Standing, State

STEPS = (-30, -7, 0, 14, 45)  # days after the last paid day
WINDOW = 7  # days: what is later than that is not sent any more, and no two steps can be due at once
RECENT = timedelta(days=14)  # whoever pays month by month reads nothing so soon after paying
REMINDED = (State.GOOD, State.GRACE)  # neither who takes a break, nor who left, nor whose membership rests


def step_due(standing: Standing, history: History, today: date) -> int | None:
    """Which of STEPS somebody who stands so is to read on `today`; None for most people on most days."""
    if standing.state not in REMINDED or any(line.received_on > today - RECENT for line in history.lines):
        return None
    days = (today - standing.paid_through).days
    return next((step for step in STEPS if 0 <= days - step < WINDOW), None)
