"""What a name in code is linked to is what Python really calls there.

Every sixteenth example is run; with `--every`, all are.
"""

from __future__ import annotations

import builtins
import importlib
import inspect
import json
import os
import subprocess
import sys
import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest
from helpers.calls import full_name
from helpers.support import ROOT

from anyio_by_example.crossref.names import Name, Names
from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library
from anyio_by_example.runtime import ASYNCIO, TRIO, Runtime

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")

FLOOR, FLOOR_OF_ANYIO = 1550, 900
"""Links that were confirmed, all and AnyIO's; with fewer, something wasn't looked at.

On Python 3.11 there were 1775 and 999.
"""

SOME = 16
"""Of how many examples one is run without `--every`."""

DOCUMENTED_AS = {
    "agen": types.AsyncGeneratorType,
    "asyncio.loop": importlib.import_module("asyncio").AbstractEventLoop,
    "coroutine": types.CoroutineType,
    "frozenset": set,
    "function": types.FunctionType,
    "generator": types.GeneratorType,
}
"""Objects whose documentation calls them by no importable name, or, sets, by another one."""

PASSES_ON = {
    "asyncio.TransportSocket": "socket.socket",
    "io._BufferedIOBase": "io.BufferedIOBase",
    "io._IOBase": "io.IOBase",
    "io._TextIOBase": "io.TextIOBase",
}
"""Classes whose methods call those of what they wrap, and that have no documentation of their own.

Those of `io` are what C calls the documented ones.

AnyIO says that `SocketAttribute.raw_socket` is a `socket.socket`. On Trio it is one; asyncio wraps
it. For a reader, what `setsockopt` takes and does is in the documentation of the socket on both.
"""


EITHER = ("io.TextIOBase", "io._BufferedIOBase")
"""For ty, a pipe of `Popen` is one of text, whichever it is; the method is called the same."""


@dataclass(frozen=True)
class Call:
    """Something that was called on a line of an example."""

    line: int
    kind: str
    place: str
    """Its file, or for C the module."""
    what: int | str
    """Its first line, or for C its qualified name."""
    name: str
    bases: tuple[str, ...]
    """Of its first argument: the classes that it is of, if any."""


@dataclass(frozen=True)
class Link:
    """A link whose target Python can find."""

    name: Name

    @cached_property
    def means(self) -> Any:
        """The object; None if Python doesn't find it, as an attribute that `__init__` sets."""
        return found(self.name.target)

    @property
    def called(self) -> str:
        """What it is called."""
        return self.name.target.rpartition(".")[2]

    def names(self, call: Call) -> bool:
        """Whether a call is one of something that has this name."""
        if isinstance(self.means, type):
            made = call.name in ("__init__", "__new__") and call.bases
            return bool(made) and call.bases[0].rpartition(".")[2] == self.means.__name__
        return call.name == self.called

    def is_what(self, call: Call) -> bool:
        """Whether it is what was called, or what that overrides."""
        if isinstance(self.means, type):
            return full_name(self.means) in call.bases
        path = self.name.target.rpartition(".")[0]
        if path == EITHER[0] and EITHER[1] in call.bases:
            return True
        owner = found(path)
        bases = {*call.bases, *(PASSES_ON.get(base) for base in call.bases)}
        if isinstance(owner, type) and full_name(owner) in bases:
            return True
        function = inspect.unwrap(plain(self.means))
        if code := getattr(function, "__code__", None):
            return (code.co_filename, code.co_firstlineno) == (call.place, call.what)
        return call.what == getattr(function, "__qualname__", "")


def plain(found: Any) -> Any:
    """The function inside a property or a method."""
    if isinstance(found, property):
        return found.fget
    return getattr(found, "__func__", found)


@cache
def found(path: str) -> Any:
    """What Python finds under a documented name, or None."""
    owner, _, name = path.rpartition(".")
    if path in DOCUMENTED_AS:
        return DOCUMENTED_AS[path]
    if not owner:
        return getattr(builtins, name or "builtins", None) or (imported(name) if name else None)
    return imported(path) or getattr(found(owner), name, None)


def imported(path: str) -> Any:
    """The module of a name, or None."""
    try:
        return importlib.import_module(path)
    except ImportError:
        return None


@pytest.fixture(scope="module")
def some(request: pytest.FixtureRequest) -> int:
    """Of how many examples one is run."""
    return 1 if request.config.getoption("every") else SOME


@pytest.fixture(scope="module")
def runs(some: int, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str, list[Call]]]:
    """Each example that is run, one of its runtimes, and what was called.

    It's asyncio for one and Trio for the next; uvloop runs AnyIO's same code as asyncio.
    """
    folder = tmp_path_factory.mktemp("calls")
    jobs: list[tuple[Example, Runtime]] = []
    for example in Library(ROOT / "snippets").examples()[::some]:
        is_known = example.is_run_as_written
        runtimes = [each for each in example.runtimes if is_known or each in (ASYNCIO, TRIO)]
        jobs += [(example, runtimes[len(jobs) % len(runtimes)])] if runtimes else []
    text = [
        {"path": str(example.path), "runtime": runtime.name, "clock": example.settings.clock}
        for example, runtime in jobs
    ]
    (folder / "jobs.json").write_text(json.dumps(text), "utf-8")
    command = [sys.executable, str(ROOT / "tests" / "helpers" / "calls.py"), str(folder)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    return [
        (example.name, runtime.name, [*calls(folder / f"{number}.jsonl")])
        for number, (example, runtime) in enumerate(jobs)
    ]


def calls(file: Path) -> Iterator[Call]:
    """What was taken down of a run."""
    for line in file.read_text("utf-8").splitlines():
        number, kind, place, what, name, bases = json.loads(line)
        yield Call(number, kind, place, what, name, tuple(bases))


@pytest.fixture(scope="module")
def verdicts(
    runs: list[tuple[str, str, list[Call]]], tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, Name], set[str]]:
    """What the runs say of each link: what else was called there, or nothing if it was it."""
    library = Library(ROOT / "snippets")
    examples = {example: library.example(example) for example, *_ in runs}
    names = Names(tmp_path_factory.mktemp("kept"))
    said: dict[tuple[str, Name], set[str]] = {}
    for example, runtime, seen in runs:
        file = example.rpartition("/")[2]
        for name in names.of(examples[example], lambda: [*examples.values()])[file]:
            link = Link(name)
            alike = [call for call in seen if call.line == name.line and link.names(call)]
            if alike and link.means is not None and not inspect.ismodule(link.means):
                wrong = said.setdefault((example, name), set())
                if not any(link.is_what(call) for call in alike):
                    wrong.update(f"{runtime}: {call}" for call in alike)
    return said


def test_every_example_ran(runs: list[tuple[str, str, list[Call]]]) -> None:
    """Each run called something: nothing is confirmed only because nothing happened."""
    assert [(example, runtime) for example, runtime, seen in runs if not seen] == []


def test_nothing_else_was_called(verdicts: dict[tuple[str, Name], set[str]]) -> None:
    """Where a function of the linked name was called, it was the linked one."""
    wrong = [f"{link} is {what}" for link, whats in verdicts.items() for what in whats]
    assert "\n".join(sorted(wrong)) == ""


def test_enough_was_confirmed(verdicts: dict[tuple[str, Name], set[str]], some: int) -> None:
    """So many links were confirmed that the claim above means something."""
    confirmed = [name for (_, name), wrong in verdicts.items() if not wrong]
    of_anyio = [name for name in confirmed if name.target.startswith("anyio.")]
    assert len(confirmed) >= FLOOR / some
    assert len(of_anyio) >= FLOOR_OF_ANYIO / some
