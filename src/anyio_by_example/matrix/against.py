"""Against: where examples differ from what was reviewed with other packages, or another Python."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from anyio_by_example.examples.example import Example
from anyio_by_example.matrix.environment import UnavailableError, create, install
from anyio_by_example.matrix.outcome import (
    AS_REVIEWED,
    DIFFERS,
    LONGEST,
    MISSING,
    NO_RESULT,
    UNKNOWN,
    VARIES,
    Outcome,
    common,
)
from anyio_by_example.problem import contrasted, printable
from anyio_by_example.recording.recorder import Run
from anyio_by_example.recording.review import reviewed
from anyio_by_example.runtime import Runtime
from anyio_timeline.characters import lines

_BASE = "anyio[trio]", "psutil", "trio", "uvloop"
"""What is installed in any case: what examples are about, and what records them."""

_NO_NETWORK = (
    "error sending request|Failed to fetch|Could not resolve host|dns error|network was disabled"
)

_REMEDIES = {
    "isn't installed": "install it: pip install uv",
    _NO_NETWORK: "try again where there is a network",
    r"No interpreter found for Python ([^\s,]+)": r"get it: uv python install \1",
    "No solution found": "name releases that there are, and that fit each other and the Python",
}
"""What to do, by what uv says."""

_BEGINNING = re.compile(r"^(?:(?:error|cause|hint): |[^\w\s]+ )")
"""What a paragraph of uv's begins with."""

_LONG = 160
"""Characters of an error that a table has."""


@dataclass(frozen=True, order=True)
class Difference:
    """A run that isn't as it was reviewed. Texts are Markdown.

    Args:
        example: The name of the example.
        runtime: What the event loop is called.
        line: The line of the output that differs, counted from 1; 0 if that isn't known.
        before: What that line was.
        after: What it is; or what became of the run instead, in words.
    """

    example: str
    runtime: str
    line: int
    before: str
    after: str

    @classmethod
    def of(cls, example: Example, runtime: Runtime, outcome: Outcome) -> Difference | None:
        """What there is to say of an outcome; None if it's as it was reviewed."""
        if outcome == AS_REVIEWED:
            return None
        file = reviewed(example, runtime)
        line, before, after = 0, "", _in_words(outcome)
        if file is None:
            before = "nothing was reviewed"
        elif outcome.kind == DIFFERS:
            line, before, now = _first(outcome.output, file.read_bytes().decode())
            after = after or now
        return cls(example.name, runtime.label, line, before, after)


def _in_words(outcome: Outcome) -> str:
    """What became of a run that didn't just print something else; empty of one that did."""
    error = _code(outcome.error[:_LONG] + "…" * (len(outcome.error) > _LONG))
    if outcome.kind == DIFFERS:
        is_said = not outcome.error or outcome.error.startswith("it ")
        return outcome.error if is_said else f"it ends with {error}"
    if outcome.error == NO_RESULT:
        return "it was stopped, or a signal ended it"
    return {
        MISSING: f"it lacks something: {error}",
        VARIES: "it's another one each time",
        UNKNOWN: f"it can't be run: {error}",
    }[outcome.kind]


def _first(now: str, before: str) -> tuple[int, str, str]:
    """The first line in which two outputs differ, with what it was and what it is."""
    got, want = lines(now), lines(common(before)[:LONGEST])
    for number, (new, old) in enumerate(zip_longest(got, want), 1):
        if new != old:
            texts = contrasted(new or "", old or "")
            is_, was = (_code(text) for text in texts)
            number = _number(before, number)
            return number, "the end" if old is None else was, "the end" if new is None else is_
    return 0, "", f"it differs after {LONGEST:,} characters"


def _number(text: str, number: int) -> int:
    """The number that a line of the common part of a text has in the whole text."""
    every, left = lines(text), lines(common(text))
    found = (n for n in range(len(every) + 1) if lines(common("".join(every[:n]))) == left[:number])
    return next(found, len(every)) if number <= len(left) else len(every) + 1


def _code(text: str) -> str:
    """A text as code in a cell of a table."""
    text = re.sub(r"(\\*)\|", _escaped, printable(text))
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    space = " " if "`" in text else ""
    return f"{fence}{space}{text}{space}{fence}"


def _escaped(found: re.Match[str]) -> str:
    """A bar in a cell, which ends it unless an odd number of backslashes stands before it."""
    return f"{found[1]}{'|':\\>{2 + len(found[1]) % 2}}"


def table(differences: Iterable[Difference]) -> str:
    """Differences as a table in Markdown, sorted."""
    rows = ["| Example | Runtime | Line | Before | After |", "|---|---|---|---|---|"]
    for each in sorted(differences):
        cells = each.example, each.runtime, str(each.line or ""), each.before, each.after
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def differences(outcomes: Mapping[Run, Outcome]) -> list[Difference]:
    """What there is to say of outcomes that aren't as they were reviewed."""
    found = (Difference.of(*run, outcome) for run, outcome in outcomes.items())
    return [each for each in found if each]


def choices(
    asked: Sequence[Requirement], examples: Iterable[Example], here: Mapping[str, str]
) -> Iterator[list[str]]:
    """What to install: as near as can be to what is here, then what will do.

    Args:
        asked: What is asked for.
        examples: What is going to run there.
        here: The versions of packages that are installed here, by their names.

    Yields:
        Requirements. At first, whatever wasn't asked for is as it is here. If that doesn't fit,
        all but AnyIO may be the newest that does. If that can't be had, it goes without uvloop.
    """
    needs: dict[str, list[Requirement]] = {}
    headers = {need for each in examples for need in each.header.dependencies}
    for need in map(Requirement, (*_BASE, *sorted(headers))):
        needs.setdefault(canonicalize_name(need.name), []).append(need)
    newest = {name: [*map(str, found)] for name, found in needs.items()}
    kept = {name: [_pinned(found, here[name])] for name, found in needs.items() if name in here}
    given: dict[str, list[str]] = {}
    for each in asked:
        given.setdefault(canonicalize_name(each.name), []).append(str(each))
    yield _flat({**newest, **kept, **given})
    fitting = {**newest, "anyio": kept["anyio"], **given}
    yield _flat(fitting)
    if "uvloop" not in given:
        yield _flat({name: texts for name, texts in fitting.items() if name != "uvloop"})


def _pinned(needs: Sequence[Requirement], version: str) -> str:
    pinned = Requirement(f"{needs[0].name}=={version}")
    pinned.extras = {extra for need in needs for extra in need.extras}
    return str(pinned)


def _flat(texts: Mapping[str, Sequence[str]]) -> list[str]:
    return [text for each in texts.values() for text in each]


def parse(text: str) -> Requirement:
    """A requirement that is asked for; AnyIO brings Trio along.

    Raises:
        InvalidRequirement: if it isn't one.
    """
    asked = Requirement(text)
    if canonicalize_name(asked.name) == "anyio":
        asked.extras.add("trio")
    return asked


def environment(folder: Path, base: str, wanted: Iterable[Sequence[str]], *options: str) -> Path:
    """Make an environment with what can be had first.

    Args:
        folder: Where.
        base: As for `create`.
        wanted: What may be installed, the best first.
        options: What else uv is told.

    Returns:
        Its interpreter.

    Raises:
        UnavailableError: if nothing of it can be had.
    """
    python = create(folder, base)
    failed = UnavailableError("nothing is wanted")
    for packages in wanted:
        try:
            install(python, *options, *packages)
            return python
        except UnavailableError as error:
            failed = error
            if re.search(_NO_NETWORK, str(error)):
                break
    raise failed


def explained(error: UnavailableError) -> tuple[str, str]:
    """Why an environment can't be had, in a line, and what to do."""
    said = str(error)
    paragraphs: list[str] = []
    for line in map(str.strip, said.splitlines()):
        if not paragraphs or _BEGINNING.match(line):
            paragraphs.append("")
        paragraphs[-1] = f"{paragraphs[-1]} {_BEGINNING.sub('', line)}".strip()
    reason = printable(": ".join(each.rstrip(":") for each in paragraphs[:2]))
    for pattern, remedy in _REMEDIES.items():
        if found := re.search(pattern, said):
            return reason, found.expand(remedy)
    return reason, "name what uv can install"
