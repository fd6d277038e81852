"""Cells: what is in a matrix, made up: outcomes, rows and whole matrices, without any run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from anyio_by_example.examples.example import Example
from anyio_by_example.matrix.column import RELEASES, Column
from anyio_by_example.matrix.matrix import Entry, Matrix, fingerprint
from anyio_by_example.matrix.outcome import AS_REVIEWED, DIFFERS, MISSING, Outcome
from anyio_by_example.matrix.trials import Found
from anyio_by_example.recording.recorder import Run
from anyio_by_example.recording.recording import Recording
from anyio_by_example.runtime import ASYNCIO, TRIO, Runtime
from helpers.site_builder import project, snippet

LACKING = Outcome(MISSING, error="AttributeError: module 'anyio' has no attribute 'amap'")
OTHER = Outcome(DIFFERS, "another\n")
THIRD = Outcome(DIFFERS, "a third\n", "ValueError: no")
OUTCOMES = (AS_REVIEWED, LACKING, OTHER, THIRD)

COLUMN = Column("3.11")


def examples(folder: Path, count: int) -> list[Example]:
    """Examples `t/a.py`, `t/b.py` and so on, which print their names, as reviewed."""
    snippets = folder / "snippets" if (folder / "snippets").exists() else project(folder)
    names = [f"t/{chr(ord('a') + n)}.py" for n in range(count)]
    for name in names:
        (snippets / name).write_text(snippet(f'print("{name}")'), "utf-8")
        (snippets / name).with_suffix(".out").write_text(f"{name}\n", "utf-8", newline="\n")
    return [Example.load(snippets, name) for name in names]


def recording(output: str, status: int = 0, error: str = "") -> Recording:
    """What a run left that printed something, and then an error, and ended with a status."""
    whole = output + error
    stderr = ((len(output), len(whole)),) if error else ()
    return Recording("asyncio", whole, status, 0.1, "2026-01-01", {}, stderr=stderr)


def entry(example: Example, since: str = RELEASES[0]) -> Entry:
    """What is known of an example that does what was reviewed since a release."""
    spans = ((RELEASES[0], LACKING), (since, AS_REVIEWED))
    rows = {(runtime, COLUMN): spans[since == RELEASES[0] :] for runtime in (ASYNCIO, TRIO)}
    return Entry(fingerprint(example), 2, rows)


def matrix(examples: Sequence[Example], since: Mapping[str, str] | None = None) -> Matrix:
    """A matrix of examples, some of which do what was reviewed only since a release."""
    entries = {
        each.name: entry(each, (since or {}).get(each.name, RELEASES[0])) for each in examples
    }
    return Matrix(entries, {COLUMN: {"Python": "3.11.7", "Trio": "0.35.0", "uvloop": "0.23.0"}})


@dataclass
class Pretended:
    """A trial that runs nothing: it knows what each cell comes to, and remembers what it's asked.

    Args:
        truth: The first releases of outcomes, by runtime and column, as in an `Entry`; of others,
            everything is as it was reviewed.
    """

    truth: Mapping[tuple[Runtime, Column], Sequence[tuple[str, Outcome]]] = field(
        default_factory=dict
    )
    asked: list[tuple[str, Runtime, Column, str]] = field(default_factory=list)

    def at(self, release: str, runtime: Runtime, column: Column) -> Outcome:
        """What a cell comes to."""
        here = RELEASES.index(release)
        spans = self.truth.get((runtime, column), ((RELEASES[0], AS_REVIEWED),))
        return [outcome for first, outcome in spans if RELEASES.index(first) <= here][-1]

    def __call__(self, release: str, column: Column, runs: Sequence[Run]) -> Iterator[Found]:
        """Pretend to run examples, and those that aren't as reviewed again."""
        self.asked += [(example.name, runtime, column, release) for example, runtime in runs]
        found = {run: self.at(release, run[1], column) for run in runs}
        yield {run: outcome for run, outcome in found.items() if outcome == AS_REVIEWED}
        yield {run: outcome for run, outcome in found.items() if outcome != AS_REVIEWED}
