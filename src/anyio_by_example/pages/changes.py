"""Changes: what examples did otherwise with other releases, as a page shows it.

Of one example, all that it did; of all examples, each change between two neighbouring releases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from textwrap import shorten

from anyio_by_example.examples.example import Example
from anyio_by_example.library.derived import derived
from anyio_by_example.library.library import Library
from anyio_by_example.matrix.changes import Place, changes, places
from anyio_by_example.matrix.matrix import Entry
from anyio_by_example.matrix.outcome import AS_REVIEWED, MISSING, Outcome
from anyio_by_example.matrix.shifts import GOES_ON, STOPS, Shift, find_shifts
from anyio_by_example.matrix.since import label
from anyio_by_example.matrix.words import said
from anyio_by_example.pages.menu import examples_on_pages
from anyio_by_example.pages.releases import Shown, contrast, marked
from anyio_by_example.recording.review import reviewed
from anyio_by_example.templates import environment
from anyio_timeline.characters import shown_in_line, uncoloured

_WIDEST = 120
"""Characters of a line that are shown."""

WORDS = {GOES_ON: "goes on", STOPS: "nothing more"}
"""What is said where there is no line."""

FEW = 4
"""How many examples are named at once that show the same change."""


@dataclass(frozen=True)
class Case:
    """What an example did instead of what was reviewed.

    Args:
        places: Where, the newest releases first.
        then: What it printed there.
        now: What was reviewed.
        error: How it ended, if that wasn't meant; else empty.
    """

    places: tuple[Place, ...]
    then: tuple[Shown, ...]
    now: tuple[Shown, ...]
    error: str


@dataclass(frozen=True)
class Changes:
    """What an example did on all releases.

    Args:
        same: Where it did what was reviewed.
        cases: What it did instead.
        lacking: What it lacked, in words, and where.
    """

    same: tuple[Place, ...]
    cases: tuple[Case, ...]
    lacking: tuple[tuple[str, tuple[Place, ...]], ...]

    @classmethod
    def of(cls, example: Example, entry: Entry) -> Changes:
        """What is known of an example, with the newest Trio of each release.

        Args:
            example: Which one.
            entry: What it did.
        """
        usual = replace(entry, rows={at: row for at, row in entry.rows.items() if not at[1].trio})
        lacking: dict[str, set[Outcome]] = {}
        for row in usual.outcomes.values():
            for outcome in row:
                if outcome.kind == MISSING:
                    lacking.setdefault(said(outcome), set()).add(outcome)
        return cls(
            places(usual, AS_REVIEWED.__eq__),
            tuple(_cases(example, usual)),
            tuple((words, places(usual, those.__contains__)) for words, those in lacking.items()),
        )


def _cases(example: Example, entry: Entry) -> Iterator[Case]:
    for change in changes(entry):
        file = reviewed(example, change.runtime)
        now = file.read_bytes().decode() if file else ""
        then, today = contrast(change.outcome, now)
        yield Case(change.places, then, today, shown_in_line(change.outcome.error))


@derived
def all_shifts(library: Library) -> list[tuple[str, list[Shift]]]:
    """All changes that the examples on the pages show, by the releases, the newest first.

    Args:
        library: Where the examples are. The pages are in `docs/` beside it.
    """
    found = {example: library.entry(example) for example in examples_on_pages(library)}
    shifts = find_shifts({example: entry for example, entry in found.items() if entry})
    return [(each, [*group]) for each, group in groupby(shifts, key=lambda shift: shift.release)]


def render_changes(library: Library, name: str) -> str:
    """The HTML of what an example did on other releases; or of all changes that examples show.

    Args:
        library: Where the examples are.
        name: The example's path below `snippets/`; or `all`.

    Raises:
        Problem: if the example or the file of the matrix is not in order.
    """
    if name == "all":
        template = environment().get_template("all_changes.html")
        return template.render(
            releases=all_shifts(library), few=FEW, label=label, line=line, words=WORDS
        )
    example = library.example(name)
    entry = library.entry(example)
    found = Changes.of(example, entry) if entry else None
    return environment().get_template("changes.html").render(found=found, marked=marked)


def line(text: str) -> str:
    """A line as it stands in a list: without colours, and of a long one the beginning."""
    whole = shown_in_line(uncoloured(text)).strip()
    return shorten(whole, _WIDEST, placeholder=" …") if len(whole) > _WIDEST else whole
