"""`make bench`: generates what is missing, starts production's server, measures, prints a table (docs/speed.md)."""

import argparse
import json
import platform
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime

from bench.measuring import Bench
from bench.plan import BARE, rows
from bench.sizes import SIZES
from bench.stores import make_store, var
from bench.table import as_text, lines_of
from bench.targets import EVERYTHING

PORTS = 10  # a size


def names(known):
    """A type of argparse: names of `known` with commas between."""

    def parse(text):
        found = [name for name in text.split(",") if name]
        if unknown := set(found) - set(known):
            raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: there is {', '.join(known)}")
        return found

    return parse


def arguments():
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", type=names(SIZES), default=list(SIZES), help=f"of {','.join(SIZES)}")
    parser.add_argument("--only", type=names(EVERYTHING), default=[], help=f"of {','.join(EVERYTHING)}")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2.0, help="of each measurement")
    parser.add_argument("--port", type=int, default=8600, help="the first of ten for each size")
    parser.add_argument("--strict", action="store_true", help="fail when something is over its budget")
    parser.add_argument("--keep", action="store_true", help="keep the copies that the load wrote into")
    return parser.parse_args()


def say(line):
    print(line, flush=True)


def count_all(benches, wanted):
    """Maps (row, size) to queries and bytes. The bare page gets the length of the home page."""
    counted = {}
    for bench in benches:
        say(f"Counting queries: {bench.store.name}")
        with bench.running(counting=True):
            home = bench.load("home", "cached", seconds=0, least=2).size
            bench.jobs[BARE]["path"] = f"/{home}/"
            for row in wanted:
                counted[row.name, bench.store.name] = bench.count(row)
    return counted


def measure_all(benches, wanted, asked):
    """Maps (row, size) to its rounds. Sizes take turns, so that what else the machine does falls on all alike."""
    measured = {}
    with ExitStack() as stack:
        for bench in benches:
            stack.enter_context(bench.running(counting=False))
        say("Warming up")
        for row in wanted:
            for bench in benches:
                bench.warm_up(row)
        for number in range(asked.rounds):
            say(f"Round {number + 1} of {asked.rounds}")
            for row in wanted:
                for bench in benches:
                    one = bench.measure(row, asked.seconds)
                    measured.setdefault((row.name, bench.store.name), []).append(one)
    return measured


def main():
    asked, began = arguments(), time.monotonic()
    stores = [make_store(name, SIZES[name]) for name in asked.sizes]
    for store in stores:
        say(f"{store.name}: {store.size} on {store.vendor}")
        store.prepare()
    try:
        benches = [Bench(store, asked.port + PORTS * place) for place, store in enumerate(stores)]
        wanted = rows(asked.only)
        counted = count_all(benches, wanted)
        measured = measure_all(benches, wanted, asked)
    finally:
        if not asked.keep:
            for store in stores:
                store.throw_away()
    lines = lines_of(wanted, asked.sizes, measured, counted)
    report(lines, asked, stores[0].vendor, time.monotonic() - began)
    if asked.strict and any(line["over"] for line in lines):
        sys.exit(1)


def report(lines, asked, vendor, seconds):
    say(f"\n{as_text(lines, asked.sizes)}\n")
    say(
        f"{vendor}, {asked.rounds} rounds, {seconds:.0f} s. Times in milliseconds, one request at a time; docs/speed.md"
    )
    kept = {
        "made_at": datetime.now(UTC).isoformat(),
        "database": vendor,
        "python": platform.python_version(),
        "rounds": asked.rounds,
        "lines": lines,
    }
    path = var() / "bench" / "last.json"
    path.write_text(json.dumps(kept, indent=2))


if __name__ == "__main__":
    main()
