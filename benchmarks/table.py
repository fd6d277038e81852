"""Table: the ratios, in plain text that is Markdown too."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import datetime, timezone

from benchmarks.result import Row

_HEADER = ("part", "ours / reference", "ours", "reference", "ratio", "bar", "reached")


def table(rows: Sequence[tuple[str, Row]]) -> str:
    """The table, below the facts of the machine.

    Args:
        rows: The rows, each with the name of its part.
    """
    cells = [_HEADER, *(_cells(part, row) for part, row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    rule = tuple("-" * width for width in widths)
    lines = [
        "| " + " | ".join(map(str.ljust, line, widths)) + " |"
        for line in (_HEADER, rule, *cells[1:])
    ]
    return "\n".join([_machine(), "Of each pair of figures: best, median.", "", *lines, ""])


def _cells(part: str, row: Row) -> tuple[str, ...]:
    return (
        part,
        row.compared,
        _measured(row, row.ours),
        _measured(row, row.reference),
        f"{row.best:.3f}, {row.median:.3f}",
        *_verdict(row),
    )


def _verdict(row: Row) -> tuple[str, str]:
    if row.bar is None:
        return "none", ""
    return f"{row.bar:.2f}", "yes" if row.median <= row.bar else "no"


def _measured(row: Row, values: Sequence[float]) -> str:
    best, median = row.best_of(values), row.median_of(values)
    if len(values) == 1:
        return f"{best:.2f} {row.unit} (once)"
    return f"{best:.2f}, {median:.2f} {row.unit}"


def _machine() -> str:
    date = datetime.now(timezone.utc).date().isoformat()
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores, {python}, {platform.platform()}, {date}"
