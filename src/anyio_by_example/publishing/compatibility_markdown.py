"""What holds with which release, what changed with one, and what differs between event loops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anyio_by_example.api.markdown import escape, literal
from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library
from anyio_by_example.matrix.shifts import ENDS, GOES_ON, STOPS, Said, Shift, Turn
from anyio_by_example.matrix.since import label
from anyio_by_example.pages.changes import WORDS, all_shifts, line
from anyio_by_example.pages.compatibility import LEADING, Row, find_compatibility
from anyio_by_example.pages.differences import STOPS as NO_MORE
from anyio_by_example.pages.differences import Difference, Differences, Side
from anyio_by_example.pages.profile import KINDS
from anyio_by_example.runtime import AS_WRITTEN, RUNTIMES


def compatibility(library: Library, _: str) -> str:
    """Since when each example works, as a table, below one of how many do with each release."""
    found = find_compatibility(library)
    kinds = found.kinds
    heads = [f"{runtime.label}: {KINDS[kind]}" for runtime in LEADING for kind in kinds]
    counts = (
        [each.releases, *(str(mine[kind]) for mine in each.by_runtime for kind in kinds)]
        for each in found.counts
    )
    rows = ([f"**{topic.name}**"] + [""] * 6 for topic in found.topics)
    listed = [
        row
        for topic, head in zip(found.topics, rows, strict=True)
        for row in (head, *map(_row, topic.rows))
    ]
    since = [f"Since on {runtime.label}" for runtime in RUNTIMES]
    return "\n\n".join(
        (
            "\n".join(_table(["AnyIO", *heads], counts)),
            found.told,
            "\n".join(_table(["Example", *since, "Python", "Releases that differ"], listed)),
        )
    )


def changes(library: Library, name: str) -> str:
    """All changes that examples show, as lists; of one example, its own Markdown says it."""
    if name != "all":
        return "What it does with other releases is said with the example."
    return "\n\n".join(
        f"## AnyIO {label(release)}\n\n" + "\n".join(map(_shift, shifts))
        for release, shifts in all_shifts(library)
    )


def differences(library: Library, _: str) -> str:
    """All examples that end otherwise on one event loop than on another, as lists."""
    found = Differences.of(library)
    told = f"{found.count} of {found.compared} examples differ between event loops."
    topics = (
        f"## {topic.title}\n\n" + "\n".join(map(_difference, topic.rows)) for topic in found.topics
    )
    return "\n\n".join((told, *topics))


def _difference(row: Difference) -> str:
    return f"- {_linked(row.example)}: {'; '.join(map(_side, row.sides))}"


def _side(side: Side) -> str:
    named = ", ".join(runtime.label for runtime in side.runtimes)
    if side.text is None:
        return f"{NO_MORE} on {named}"
    return f"{literal(side.text) if side.text else 'an empty line'} on {named}"


def _table(heads: Sequence[str], rows: Iterator[list[str]] | Sequence[list[str]]) -> Iterator[str]:
    for row in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(row)} |"


def _row(row: Row) -> list[str]:
    runtimes = [AS_WRITTEN] * 4 if row.is_as_written else RUNTIMES
    named = f"{'**Wrong.** ' if row.example.settings.right else ''}{_linked(row.example)}"
    return [named.replace("|", "\\|"), *map(row.on, runtimes), row.pythons, str(row.others or "")]


def _linked(example: Example) -> str:
    return f"[{escape(example.caption)}][{example.id}]"


def _shift(shift: Shift) -> str:
    shown = ", ".join(map(_linked, shift.examples))
    return f"- {'; '.join(map(_turn, shift.turns))}: {shown}"


def _turn(turn: Turn) -> str:
    named = ", ".join(runtime.label for runtime in turn.where.runtimes)
    pythons = f"Python {turn.where.pythons}" if turn.where.pythons else ""
    where = ", ".join(filter(None, (named, pythons)))
    return f"{_told(turn.before)} became {_told(turn.after)}{f' ({where})' if where else ''}"


def _told(said: Said) -> str:
    if said.how in (STOPS, GOES_ON):
        return WORDS[said.how]
    if said.how == ENDS:
        is_told = said.text.startswith("it ")
        return said.text if is_told else f"an end with {literal(line(said.text))}"
    return literal(line(said.text)) if said.text.strip() else "an empty line"
