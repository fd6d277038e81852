"""Each example was run on other releases of AnyIO as it is now, and as its output was reviewed."""

from __future__ import annotations

from helpers.support import ROOT

from anyio_by_example.library.library import Library
from anyio_by_example.matrix.column import COLUMNS
from anyio_by_example.matrix.matrix import FILE
from anyio_by_example.matrix.row import runtimes_of

REMEDY = f"`make matrix` runs them and writes snippets/{FILE}; look at what has changed"


def test_every_example_was_run() -> None:
    """None is missing in the file, or has changed since it was written; none is there for nothing.

    `make matrix` takes a minute for a few examples.
    """
    library = Library(ROOT / "snippets")
    examples = {
        example.name: example
        for example in library.examples()
        if any([*runtimes_of(example, column)] for column in COLUMNS)
    }
    known = library.matrix.entries
    assert [name for name in examples if name not in known] == [], REMEDY
    changed = [name for name, example in examples.items() if library.entry(example) is None]
    assert changed == [], REMEDY
    assert sorted(known.keys() - examples.keys()) == [], REMEDY
