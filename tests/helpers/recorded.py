"""What a browser runs, and what was recorded of it, from a built site."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library
from anyio_by_example.recording.review import comparable
from helpers.support import Site


@dataclass(frozen=True)
class Run:
    """A run of an example on one backend."""

    example: Example
    program: dict[str, Any]
    """As the runner takes it."""
    expected: Mapping[str, Any]

    def within(self, seconds: float) -> Run:
        """The same with another limit."""
        return replace(self, program={**self.program, "limit": seconds})

    def __str__(self) -> str:
        return f"{self.example.name} on {self.program['backend']}"


def runs(site: Site, library: Library, examples: Iterable[Example] = ()) -> list[Run]:
    """The runs of examples; if none are given, of all that can run in a browser."""
    found = []
    for example in examples or library.examples():
        fitness = library.fitness(example)
        file = site.folder / f"{example.download.removesuffix('.py')}.json"
        if fitness is None or not file.is_file() or not (examples or fitness.is_fit):
            continue
        known = json.loads(file.read_text("utf-8"))
        for backend in known["backends"]:
            program = {**known, "backend": backend}
            found.append(Run(example, program, known["expected"][backend]))
    return found


def difference(run: Run, ran: Mapping[str, Any]) -> str:
    """How a run differs from its recording; empty if it doesn't."""
    got, want = ran["output"], run.expected["output"]
    if ran["how"] not in ("ended", "exited"):
        return f"{ran['how']} {ran.get('error', '')} after {got[-200:]!r}"
    if ran["status"] != run.expected["status"]:
        return f"status {ran['status']}, not {run.expected['status']}"
    # the lines of its unordered blocks have to be there
    if got.count("\n") == want.count("\n"):
        got, want = comparable(run.example, got), comparable(run.example, want)
    if got == want:
        return ""
    pairs = zip([*got.splitlines(), "nothing"], [*want.splitlines(), "nothing"], strict=False)
    here, there = next((pair for pair in pairs if len({*pair}) > 1), (got, want))
    return f"{here!r}, not {there!r}"
