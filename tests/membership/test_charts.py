from hypothesis import given
from hypothesis import strategies as st

from membership.charts import HEIGHT, WIDTH, Series, lines, scale_for, stacked

VALUES = st.integers(-(10**9), 10**9)
TABLES = st.integers(1, 14).flatmap(
    lambda width: st.lists(st.lists(VALUES, min_size=width, max_size=width), min_size=1, max_size=7)
)


def series_of(table):
    return [Series(f"S{number}", "teal", values) for number, values in enumerate(table)]


def columns_of(table):
    return [f"C{number}" for number in range(len(table[0]))]


@given(st.lists(VALUES), st.sampled_from([1, 100]))
def test_a_scale_is_round_short_and_holds_zero_and_all_figures(values, unit):
    scale = scale_for(values, unit)
    assert scale.low <= min([0, *values])
    assert scale.high >= max([0, *values])
    assert 0 in scale.ticks
    assert 2 <= len(scale.ticks) <= 7
    assert str(scale.step).rstrip("0") in {"1", "2", "5"}
    assert scale.step >= unit


def test_a_scale_of_nothing_still_has_a_height():
    assert (scale_for([]).ticks, scale_for([0, 0], 100).ticks) == ([1, 0], [100, 0])


@given(TABLES)
def test_bars_are_as_long_as_their_figures_and_stay_on_the_drawing(table):
    chart = stacked(columns_of(table), series_of(table))
    shown = [value for values in zip(*table, strict=True) for value in values if value]
    per_pixel = (chart.scale.high - chart.scale.low) / HEIGHT
    for bar, value in zip(chart.shapes, shown, strict=True):
        assert abs(bar.height - abs(value) / per_pixel) <= 1
        assert 0 <= bar.y <= bar.y + bar.height <= HEIGHT
        assert 0 <= bar.x < bar.x + bar.width <= WIDTH
        assert (bar.y + bar.height <= chart.zero) if value > 0 else (bar.y >= chart.zero)


def test_bars_of_a_column_stand_on_one_another_and_losses_hang_below_zero():
    chart = stacked(["May"], series_of([[30], [-20], [10]]))
    ends = [(bar.y, bar.y + bar.height) for bar in chart.shapes]
    zero = chart.zero
    assert ends[0][1] == zero
    assert ends[2][1] == ends[0][0]
    assert ends[1][0] == zero
    assert [bar.title for bar in chart.shapes] == ["May, S0: 30", "May, S1: -20", "May, S2: 10"]


@given(TABLES)
def test_the_table_says_what_the_drawing_shows_and_adds_up(table):
    chart = stacked(columns_of(table), series_of(table))
    assert [[int(cell) for cell in row.cells] for row in chart.rows] == [list(row) for row in zip(*table, strict=True)]
    assert sum(int(row.total) for row in chart.rows) == sum(map(int, chart.totals)) == int(chart.total)


@given(TABLES)
def test_a_line_has_a_point_in_each_column_at_the_height_of_its_figure(table):
    chart = lines(columns_of(table), series_of(table))
    for path, values in zip(chart.shapes, table, strict=True):
        assert [y for _x, y in path.points] == [chart.scale.y(value) for value in values]
        assert path.d.count("L") == len(values) - 1


def test_figures_are_said_as_asked():
    chart = stacked(["May"], series_of([[150_00]]), say="${}".format, unit=100)
    assert (chart.ticks[-1], chart.rows[0].cells) == ("$0", ["$15000"])
