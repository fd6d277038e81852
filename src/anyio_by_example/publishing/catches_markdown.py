"""What tools catch, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anyio_by_example.api.markdown import escape
from anyio_by_example.checkers.tools import LINTER, TOOLS, TYPES
from anyio_by_example.library.library import Library
from anyio_by_example.pages.catches import Case, alarms, cases, settings, total, versions


def catches(library: Library, which: str) -> str:
    """The same lists as on the page: the `tools`, what `all` catch, `patterns` or `settings`."""
    return "\n".join(_LISTS[which](library))


def _tools(library: Library) -> Iterator[str]:
    every, known = cases(library), versions(library)
    rows = [
        [tool.name, known[tool.package], tool.told, f"{total(tool, every)} of {len(every)}"]
        for tool in TOOLS
    ]
    yield from _table(["Tool", "Version", "Asked with", "Catches"], rows)


def _all(library: Library) -> Iterator[str]:
    every = cases(library)
    caught = [case for case in every if case.catches]
    yield (
        f"Of {len(every)} faults, {len(caught)} are caught by at least one tool, "
        f"and {len(every) - len(caught)} by none.\n"
    )
    kinds = LINTER, TYPES
    rows = [
        [_named(case), *("; ".join(map(str, case.of(kind))) or "none" for kind in kinds)]
        for case in caught
    ]
    yield from _table(["Fault", *(f"Caught by a {kind}" for kind in kinds)], rows)
    yield "\n### Caught by none\n"
    yield from (f"- {_named(case)}" for case in every if not case.catches)


def _patterns(library: Library) -> Iterator[str]:
    for each in alarms(library):
        yield f"{_named(each.case)}:\n"
        yield f"```sh\ngrep -rnE '{each.pattern.regex}' --include='*.py' .\n```\n"
        yield (
            f"{each.pattern.asks} In the examples that are right, it finds "
            f"{each.matches or 'no'} line{'s' if each.matches != 1 else ''}.\n"
        )


def _settings(library: Library) -> Iterator[str]:
    yield f"```toml\n{settings(library)}```"


_LISTS = {"tools": _tools, "all": _all, "patterns": _patterns, "settings": _settings}


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(row)} |"


def _named(case: Case) -> str:
    return f"[{escape(case.example.caption)}][{case.example.id}]"
