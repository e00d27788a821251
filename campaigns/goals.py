"""Goals rise by themselves: a goal that is reached is followed by the next."""

FIRST = 100
FIGURES = (1, 2.5, 5)


def goal_for(count: int, wanted: int | None = None) -> int:
    """The goal to show at `count` signatures: the `wanted` one until it is reached, then the next step above `count`.

    Steps are 100, 250, 500, 1,000, 2,500, 5,000, 10,000 … without end.
    """
    if wanted and count < wanted:
        return wanted
    return next(step for step in steps() if step > count)


def steps():
    power = FIRST
    while True:
        yield from (int(figure * power) for figure in FIGURES)
        power *= 10
