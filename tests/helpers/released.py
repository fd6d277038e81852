"""What examples did on other releases, made by hand: no environment is needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from anyio_by_example.library.library import Library
from anyio_by_example.matrix.column import COLUMNS, Column
from anyio_by_example.matrix.matrix import FILE, Entry, Matrix, fingerprint
from anyio_by_example.matrix.outcome import (
    AS_REVIEWED,
    DIFFERS,
    MISSING,
    NO_RESULT,
    UNKNOWN,
    VARIES,
    Outcome,
)
from anyio_by_example.runtime import BY_NAME

SAME = AS_REVIEWED
LACKS = Outcome(MISSING, error="AttributeError: module 'anyio' has no attribute 'gather'")
RAISES = Outcome(DIFFERS, "1\n", "anyio.ClosedResourceError: it is closed")
WAVERS = Outcome(VARIES)
STUCK = Outcome(UNKNOWN, error=NO_RESULT)
NOT_RUN = Outcome(UNKNOWN, error="it can't be installed there")


def prints(output: str) -> Outcome:
    """Something else than was reviewed."""
    return Outcome(DIFFERS, output)


def entry(rows: Mapping[str, Mapping[str, Outcome]], run: int = 7) -> Entry:
    """An entry.

    Args:
        rows: The outcomes by runtimes and columns, as "asyncio 3.11" or "asyncio trio 3.11"; each
            with the first release that comes to it.
        run: How many cells were run.
    """
    found = {}
    for names, spans in rows.items():
        *runtimes, column = names.partition(",")[0].split(" ")
        column += names[names.find(",") :] if "," in names else ""
        for runtime in runtimes:
            found[BY_NAME[runtime], Column.parse(column)] = tuple(spans.items())
    return Entry("", run, found)


def put(library: Library, **entries: Entry) -> None:
    """Make the file of a matrix, with an entry of today for each of these examples of topic `t`."""
    examples = {name: library.example(f"t/{name}.py") for name in entries}
    known = {
        examples[name].name: replace(each, of=fingerprint(examples[name]))
        for name, each in entries.items()
    }
    Matrix(known, {column: {} for column in COLUMNS}).write(library.root / FILE)
