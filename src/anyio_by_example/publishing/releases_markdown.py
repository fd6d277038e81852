"""What an example did on other releases, as Markdown: what differed, release by release."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anyio_by_example.api.markdown import fence
from anyio_by_example.matrix.changes import Place
from anyio_by_example.matrix.outcome import SAME
from anyio_by_example.matrix.table import Line, Table
from anyio_by_example.pages.releases import Instead, Releases, Shown
from anyio_by_example.runtime import Runtime

_HOW = "site:how-this-site-is-made/#what-holds-on-other-releases"


def releases(found: Releases) -> Iterator[str]:
    """The parts of what is said of an example on other releases."""
    table = found.table
    since = f"The same {found.since}. " if found.since else ""
    yield f"{since}{found.told} [How it's made]({_HOW})."
    if differing := [item for line in table.lines for item in _items(table, line)]:
        yield "\n".join(differing)
    for each in found.instead:
        yield from _instead(each, found.newest)


def _items(table: Table, line: Line) -> Iterator[str]:
    """What wasn't the same on consecutive releases, as an item of a list; none if all was."""
    cells = [
        f"{f'on {_names(on)} ' if on else ''}{f'{part.where}: ' if part.where else ''}{part.said}"
        for _, on, cell in table.merged(line)
        for part in cell
        if part.kind != SAME
    ]
    if cells:
        yield f"- {line.releases}: {'; '.join(cells)}"


def _names(runtimes: Sequence[Runtime]) -> str:
    return ", ".join(each.label for each in runtimes)


def _instead(each: Instead, newest: str) -> Iterator[str]:
    where = "; ".join(map(_place, each.change.places))
    if each.error:
        yield f"It raises, on {where}:"
        yield fence(each.error, "text")
    else:
        yield f"It prints, on {where} (-) and on {newest} (+):"
        yield fence("\n".join(_diff(each.then, each.now)), "diff")


def _place(place: Place) -> str:
    return ", ".join(filter(None, (place.releases, _names(place.runtimes), place.where)))


def _diff(then: Sequence[Shown], now: Sequence[Shown]) -> Iterator[str]:
    """Both outputs in one: they have the lines in common that don't differ."""
    for mark, line in _merged(then, iter(now)):
        yield f"{mark}{line.shown}"


def _merged(then: Sequence[Shown], rest: Iterator[Shown]) -> Iterator[tuple[str, Shown]]:
    for line in then:
        # that an output was cut, nothing stands for in the other one
        if line.differs or line.left < 0:
            yield "-", line
            continue
        for other in rest:
            if not other.differs:
                break
            yield "+", other
        yield " ", line
    yield from (("+", other) for other in rest)
