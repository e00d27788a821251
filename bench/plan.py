"""What is measured: each target with the server that answers it, what it is compared with, and its budget."""

from dataclasses import dataclass

from bench.figures import (
    LEAST_CACHED,
    LEAST_WRITES,
    MOST_GROWTH,
    MOST_GROWTH_OF_LISTS,
    MOST_OF_MEMBER,
    MOST_QUERIES,
    Budget,
)
from bench.targets import MEMBER, PAGES, STAFF, WRITES

BARE, INSERT = "bare", "bare insert"
CACHED, UNCACHED = "cached", "uncached"
NOTHING = Budget()
MANY = 1_000  # queries: so many are no budget, but they must be the same at every size


@dataclass(frozen=True)
class Row:
    """One line of the table. `before` names what is asked for once before each request, not measured.

    `compared_with` is a target of the bare server, whose turn comes right before.
    """

    name: str
    target: str
    server: str
    compared_with: str = BARE
    budget: Budget = NOTHING
    before: str = ""


def rows(only=()):
    """The lines of the table in their order; `only` names targets, the bare ones come along."""
    found = [Row(BARE, BARE, BARE, compared_with=""), Row(INSERT, INSERT, BARE)]
    for name in PAGES:
        found.append(Row(f"{name} {CACHED}", name, CACHED, budget=Budget(0, LEAST_CACHED)))
        found.append(Row(f"{name} {UNCACHED}", name, UNCACHED, budget=Budget(MOST_QUERIES, growth=MOST_GROWTH)))
    found += [Row(name, name, UNCACHED, budget=Budget(MOST_OF_MEMBER, growth=MOST_GROWTH)) for name in MEMBER]
    lists = Budget(MANY, growth=MOST_GROWTH_OF_LISTS)
    found += [Row(name, name, UNCACHED, budget=lists, before="cash" * (name == "recount")) for name in STAFF]
    sign, cash = WRITES
    found.append(Row(sign, sign, CACHED, INSERT, Budget(MANY, LEAST_WRITES, MOST_GROWTH)))
    found.append(Row(cash, cash, CACHED, INSERT, Budget(MANY, growth=MOST_GROWTH)))
    return [row for row in found if not only or row.target in (BARE, INSERT, *only)]
