"""What the numbers say: medians over rounds, ratios, growth, and whether a budget is kept. Nothing here measures."""

from dataclasses import dataclass
from math import ceil
from statistics import median

MOST_QUERIES, MOST_OF_MEMBER = 15, 20
LEAST_CACHED, LEAST_WRITES = 0.8, 0.5  # of the requests a second of the bare view
MOST_GROWTH, MOST_GROWTH_OF_LISTS = 1.1, 1.3


@dataclass(frozen=True)
class Round:
    """One target, measured once: seconds of single requests, then a crowd's requests a second and CPU in seconds.

    `bare_rate` is what the bare view did for a crowd right before.
    """

    times: list
    rate: float = 0.0
    cpu: float = 0.0
    bare_rate: float = 0.0


@dataclass(frozen=True)
class Figures:
    """One target at one size: times in seconds, CPU in seconds a request, `of_bare` of the bare view's rate."""

    p50: float
    p95: float
    rate: float
    cpu: float
    of_bare: float | None
    queries: int | None
    size: int


@dataclass(frozen=True)
class Budget:
    """What a target must keep to; None where nothing is asked."""

    queries: int | None = None
    of_bare: float | None = None
    growth: float | None = None


def percentile(values, part):
    """The smallest of `values` that `part` (above 0, at most 1) of them do not exceed."""
    ordered = sorted(values)
    return ordered[ceil(len(ordered) * part) - 1]


def figures_of(rounds, *, queries=None, size=0):
    """Medians over `rounds`; ratios are taken within a round."""
    ratios = [one.rate / one.bare_rate for one in rounds if one.rate and one.bare_rate]
    return Figures(
        p50=median(percentile(one.times, 0.5) for one in rounds),
        p95=median(percentile(one.times, 0.95) for one in rounds),
        rate=median(one.rate for one in rounds),
        cpu=median(one.cpu for one in rounds),
        of_bare=median(ratios) if ratios else None,
        queries=queries,
        size=size,
    )


def growth_of(small, large):
    """How many times as long a request takes with more behind it; both are lists of rounds, compared in pairs."""
    return median(percentile(b.times, 0.5) / percentile(a.times, 0.5) for a, b in zip(small, large, strict=True))


def faults(budget, by_size, growth=None):
    """What is over `budget`, each in some words; `by_size` are Figures in the order of the sizes.

    Fewer queries at a larger size are no fault: what took long to count rests in a cache.
    """
    queries = [figures.queries or 0 for figures in by_size]
    ratios = [figures.of_bare for figures in by_size if figures.of_bare is not None]
    found = {
        f"{max(queries)} queries": budget.queries is not None and max(queries) > budget.queries,
        f"queries {queries[0]}→{queries[-1]}": budget.queries is not None and queries[-1] > queries[0],
        f"×{min(ratios, default=0):.2f} of bare": budget.of_bare is not None and min(ratios) < budget.of_bare,
        f"grows ×{growth or 0:.2f}": None not in (budget.growth, growth) and growth > budget.growth,
    }
    return [words for words, is_over in found.items() if is_over]
