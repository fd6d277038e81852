"""Reviewed: where examples ran in the browser's Python and where they couldn't, as a file.

It's made by trials, whose results stay the same while an example, what was recorded of it and the
interpreter do. So a build tries only what has changed since.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from anyio_by_example.examples.example import Example
from anyio_by_example.interpreter.fitness import ABSENT, Fitness
from anyio_by_example.interpreter.trials import in_turn
from anyio_by_example.problem import in_order
from anyio_by_example.recording.review import Recordings, comparable

FILE = "browser.json"
"""Its name in the folder of all snippets."""

REMEDY = "try the examples anew: make trials"

_KINDS = {said: kind for kind, said in ABSENT.items()}


@dataclass(frozen=True)
class Entry:
    """What came of an example.

    Args:
        of: What it, its recordings and the interpreter were; see `fingerprint`.
        fitness: Whether it ran there, and if not, for which line.
    """

    of: str
    fitness: Fitness


@dataclass
class Reviewed:
    """All that is reviewed.

    Args:
        content: That of the interpreter in which they were tried; empty if none was.
        entries: By the examples' names.
    """

    content: str = ""
    entries: dict[str, Entry] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path) -> Reviewed:
        """Read the file; nothing is known if there is none.

        Raises:
            Problem: if it's not such a file.
        """
        if not file.is_file():
            return cls()
        with in_order(file, "it isn't what came of trials", REMEDY):
            read = json.loads(file.read_text("utf-8"))
            entries = {name: _entry(*row) for name, row in read["examples"].items()}
            return cls(str(read["interpreter"]), entries)

    def write(self, file: Path) -> None:
        """Write the file: sorted, a line an example."""
        rows = [
            f"{json.dumps(name)}: {json.dumps(_row(entry))}"
            for name, entry in sorted(self.entries.items())
        ]
        head = f'"interpreter": {json.dumps(self.content)}'
        body = ",\n".join(rows)
        file.write_text(f'{{\n{head},\n"examples": {{\n{body}\n}}\n}}\n', "utf-8", newline="\n")

    def of(self, example: Example, recordings: Recordings, content: str) -> Fitness | None:
        """What came of an example; None if it was tried as it isn't now, or elsewhere.

        Args:
            example: The example.
            recordings: Its recordings.
            content: That of the interpreter here.
        """
        entry = self.entries.get(example.name)
        if content != self.content or not entry or entry.of != fingerprint(example, recordings):
            return None
        return entry.fitness


def fingerprint(example: Example, recordings: Recordings) -> str:
    """What changes when an example would be tried with another result in the same interpreter."""
    wanted = [
        (
            runtime.name,
            comparable(example, recordings[runtime].output),
            recordings[runtime].exit_status,
        )
        for _, runtime in in_turn(example)
    ]
    facts = [example.text, example.support, wanted]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:12]


def _row(entry: Entry) -> list[str | int]:
    found = entry.fitness
    return [entry.of] if found.is_fit else [entry.of, found.line, _KINDS[found.does, found.because]]


def _entry(of: str, line: int = 0, kind: str = "") -> Entry:
    return Entry(of, Fitness(int(line), *ABSENT[kind]) if kind else Fitness())
