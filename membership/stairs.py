"""The drawing of a path as stairs: where each shape stands, for any number of stages. Units of its viewBox."""

from dataclasses import dataclass

from membership.progress import StageState

WIDTH, GROUND, MARGIN = 820, 320, 10
LOWEST, RISE = 58, 170
NUMBER_DROP = 10  # from the middle of a stair to the line its number stands on
INKS = {StageState.DONE: "on", StageState.NOW: "dark", StageState.NEXT: "ink"}


@dataclass(frozen=True)
class Stair:
    number: int
    state: StageState
    outline: str
    x: int
    y: int
    ink: str


@dataclass(frozen=True)
class Stairs:
    """`you` is the top in the middle of the stair that one stands on, `sun` that of the last one."""

    stairs: tuple[Stair, ...]
    you: tuple[int, int]
    sun: tuple[int, int]


def edges(number, total):
    """Left, right and top of stair `number` of `total`, counted from 0."""
    width = (WIDTH - 2 * MARGIN) / total
    top = GROUND - LOWEST - RISE * number / max(total - 1, 1)
    return round(MARGIN + width * number), round(MARGIN + width * (number + 1)), round(top)


def outline(number, total, state):
    """A full block, or for what is to come a line that begins where the stair before it ends."""
    left, right, top = edges(number, total)
    if state != StageState.NEXT:
        return f"M{left} {GROUND}V{top}H{right}V{GROUND}z"
    begins = edges(number - 1, total)[2] if number else GROUND
    return f"M{left} {begins}V{top}H{right}V{GROUND}"


def middle(number, total):
    left, right, top = edges(number, total)
    return round((left + right) / 2), top


def stairs_of(progress):
    """The stairs of a TrackProgress with at least one stage."""
    total = len(progress.stages)
    stairs = []
    for number, stage in enumerate(progress.stages):
        x, top = middle(number, total)
        y = round((top + GROUND) / 2) + NUMBER_DROP
        drawn = outline(number, total, stage.state)
        stairs.append(Stair(number + 1, stage.state, drawn, x, y, INKS[stage.state]))
    return Stairs(tuple(stairs), middle(progress.number - 1, total), middle(total - 1, total))
