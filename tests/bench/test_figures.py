"""What the numbers say, from numbers that were made up."""

import pytest

from bench.figures import Budget, Figures, Round, faults, figures_of, growth_of, percentile

FINE = Figures(p50=0.01, p95=0.02, rate=100, cpu=0.005, of_bare=0.9, queries=13, size=5_000)


def figures(**changes):
    return Figures(**vars(FINE) | changes)


@pytest.mark.parametrize(("part", "value"), [(0.5, 5), (0.95, 10), (0.1, 1), (1, 10)])
def test_percentile_is_one_of_the_values(part, value):
    assert percentile([10, 1, 9, 2, 8, 3, 7, 4, 6, 5], part) == value


def test_percentile_of_one_value():
    assert [percentile([3], part) for part in (0.5, 0.95)] == [3, 3]


def test_figures_are_medians_over_rounds():
    """One round in which the machine did something else changes nothing."""
    rounds = [Round([0.1, 0.2, 0.3], 50, 0.02), Round([9, 9, 9], 1, 0.5), Round([0.1, 0.2, 0.4], 60, 0.03)]
    found = figures_of(rounds, queries=7, size=10)
    assert found == Figures(p50=0.2, p95=0.4, rate=50, cpu=0.03, of_bare=None, queries=7, size=10)


def test_ratios_are_taken_within_a_round():
    """A slow machine slows both: 80 of 100, then 8 of 10."""
    rounds = [Round([1], 80, bare_rate=100), Round([1], 8, bare_rate=10)]
    assert figures_of(rounds).of_bare == 0.8


def test_a_row_without_a_crowd_has_no_ratio():
    assert figures_of([Round([1], bare_rate=100)]).of_bare is None


def test_growth_compares_rounds_in_pairs():
    small, large = [Round([1]), Round([10]), Round([2])], [Round([1.5]), Round([15]), Round([2])]
    assert growth_of(small, large) == 1.5


@pytest.mark.parametrize(
    ("budget", "by_size", "growth", "over"),
    [
        (Budget(15, 0.8, 1.1), [FINE, FINE], 1.1, []),
        (Budget(12), [FINE, FINE], None, ["13 queries"]),
        (Budget(15), [FINE, figures(queries=14)], None, ["queries 13→14"]),
        (Budget(15), [FINE, figures(queries=12)], None, []),
        (Budget(of_bare=0.8), [FINE, figures(of_bare=0.79)], None, ["×0.79 of bare"]),
        (Budget(growth=1.1), [FINE, FINE], 1.2, ["grows ×1.20"]),
        (Budget(growth=1.1), [FINE], None, []),
        (Budget(), [figures(queries=99, of_bare=None)], 9, []),
        (Budget(0, 0.8, 1.1), [figures(of_bare=0.1)], 3, ["13 queries", "×0.10 of bare", "grows ×3.00"]),
    ],
)
def test_what_is_over_a_budget_is_said(budget, by_size, growth, over):
    assert faults(budget, by_size, growth) == over
