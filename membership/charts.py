"""Series of figures as shapes of a drawing, and the same figures as rows of a table: one cannot say what the other
does not. The drawing stretches with the page and holds no words: those stand beside it.

Every scale begins at zero, or holds it: a bar is as long as its figure.
"""

from collections.abc import Callable
from dataclasses import dataclass

WIDTH, HEIGHT = 1200, 400
STEPS = 4  # about so many lines behind the drawing
BAR = 0.68  # of the room of a column


@dataclass(frozen=True)
class Series:
    """Whole numbers, one for each column; `thread` is the color, by its name in the styles."""

    label: str
    thread: str
    values: list[int]


@dataclass(frozen=True)
class Bar:
    thread: str
    title: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Path:
    """A line through `points`; `last` is where it ends."""

    thread: str
    title: str
    points: list[tuple[int, int]]

    @property
    def d(self):
        return "M" + " L".join(f"{x} {y}" for x, y in self.points)

    @property
    def last(self):
        return "M{} {}h0".format(*self.points[-1])


@dataclass(frozen=True)
class Scale:
    low: int
    high: int
    step: int

    def y(self, value):
        return round(HEIGHT * (self.high - value) / (self.high - self.low))

    @property
    def ticks(self):
        """From the top down."""
        return list(range(self.high, self.low - 1, -self.step))


@dataclass(frozen=True)
class Row:
    """A line of the table: what the figures are of, their words, and the words of their sum."""

    label: str
    cells: list[str]
    total: str


@dataclass(frozen=True)
class Chart:
    columns: list[str]
    series: list[Series]
    say: Callable
    scale: Scale
    shapes: list

    @property
    def ticks(self):
        return [self.say(tick) for tick in self.scale.ticks]

    @property
    def grid(self):
        return [self.scale.y(tick) for tick in self.scale.ticks]

    @property
    def zero(self):
        return self.scale.y(0)

    @property
    def rows(self):
        found = []
        for index, label in enumerate(self.columns):
            values = [one.values[index] for one in self.series]
            found.append(Row(label, [self.say(value) for value in values], self.say(sum(values))))
        return found

    @property
    def totals(self):
        return [self.say(sum(one.values)) for one in self.series]

    @property
    def total(self):
        return self.say(sum(sum(one.values) for one in self.series))

    @property
    def size(self):
        return WIDTH, HEIGHT


def scale_for(values, unit=1) -> Scale:
    """The roundest scale that holds 0 and all `values`: its step is 1, 2 or 5 times a power of ten of `unit`."""
    low, high = min([0, *values]), max([0, *values])
    step = unit
    factors = (2, 5 / 2, 2)
    turn = 0
    while (high - low) > step * STEPS:
        step = round(step * factors[turn % 3])
        turn += 1
    return Scale(step * (low // step), max(step, step * -(-high // step)), step)


def stacked(columns, series, say=str, unit=1) -> Chart:
    """Bars of each column on top of one another; what is below zero hangs below the line of zero."""
    above = [sum(max(0, one.values[index]) for one in series) for index in range(len(columns))]
    below = [sum(min(0, one.values[index]) for one in series) for index in range(len(columns))]
    scale = scale_for([*above, *below], unit)
    bars = [bar for index, label in enumerate(columns) for bar in bars_of(index, label, columns, series, scale, say)]
    return Chart(columns, series, say, scale, bars)


def bars_of(index, label, columns, series, scale, say):
    room = WIDTH / len(columns)
    x, width = round(room * (index + (1 - BAR) / 2)), round(room * BAR)
    ends = {True: 0, False: 0}
    for one in series:
        if value := one.values[index]:
            start = ends[value > 0]
            ends[value > 0] = start + value
            top, foot = sorted((scale.y(start), scale.y(start + value)))
            yield Bar(one.thread, f"{label}, {one.label}: {say(value)}", x, top, width, foot - top)


def lines(columns, series, say=str, unit=1) -> Chart:
    """A line for each of `series`, its points in the middle of the columns."""
    scale = scale_for([value for one in series for value in one.values], unit)
    room = WIDTH / len(columns)
    middles = [round(room * (index + 0.5)) for index in range(len(columns))]
    paths = [
        Path(one.thread, one.label, [(x, scale.y(value)) for x, value in zip(middles, one.values, strict=True)])
        for one in series
    ]
    return Chart(columns, series, say, scale, paths)
