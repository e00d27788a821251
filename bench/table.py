"""The table, for people and as JSON."""

from dataclasses import asdict

from bench.figures import faults, figures_of, growth_of

HEADING = ("target", "req/s", "of bare", "CPU µs", "SQL", "bytes", "p50 {}", "p95 {}", "growth", "budget")


def lines_of(rows, sizes, measured, counted):
    """One dictionary a row. `measured` maps (row, size) to rounds, `counted` to pairs (queries, bytes)."""
    found = []
    for row in rows:
        by_size = []
        for size in sizes:
            queries, length = counted[row.name, size]
            by_size.append(figures_of(measured[row.name, size], queries=queries, size=length))
        ends = [measured[row.name, size] for size in (sizes[0], sizes[-1])]
        growth = growth_of(*ends) if len(sizes) > 1 else None
        over = faults(row.budget, by_size, growth)
        figures = {size: asdict(figures) for size, figures in zip(sizes, by_size, strict=True)}
        found.append({"target": row.name, "sizes": figures, "growth": growth, "over": over})
    return found


def heading(sizes):
    names = [name for name in HEADING if "{}" not in name]
    times = [pattern.format(size) for size in sizes for pattern in HEADING if "{}" in pattern]
    return [*names[:6], *times, *names[6:]]


def cells_of(line, sizes):
    """Requests a second and bytes are those of the last size."""
    last = line["sizes"][sizes[-1]]
    times = [f"{line['sizes'][size][name] * 1000:.1f}" for size in sizes for name in ("p50", "p95")]
    return [
        line["target"],
        f"{last['rate']:,.0f}" if last["rate"] else "–",
        "–" if last["of_bare"] is None else f"{last['of_bare']:.2f}",
        from_to(line, sizes, "cpu", 1e6),
        from_to(line, sizes, "queries"),
        f"{last['size']:,}",
        *times,
        "–" if line["growth"] is None else f"{line['growth']:.2f}",
        "; ".join(line["over"]) or "ok",
    ]


def from_to(line, sizes, name, unit=1):
    """A figure at each size, once when it is the same: "13", "900→1,200"; a dash where it was not measured."""
    values = [line["sizes"][size][name] for size in sizes]
    measured = name == "queries" or all(values)
    return "→".join(
        dict.fromkeys(f"{value * unit:,.0f}" if measured and value is not None else "–" for value in values)
    )


def as_text(lines, sizes):
    """A Markdown table with columns of one width."""
    cells = [heading(sizes), *(cells_of(line, sizes) for line in lines)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    rule = [f"{'-' * (width - 1)}:" for width in widths]
    rule[0], rule[-1] = "-" * widths[0], "-" * widths[-1]
    left = {0, len(widths) - 1}
    padded = [
        [
            cell.ljust(width) if place in left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        for row in cells
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in [padded[0], rule, *padded[1:]])
