"""Trials: examples run in the interpreter, to find out which of them a reader's browser can run.

They run under Node, which needs no browser; a test then runs them in one.
"""

from __future__ import annotations

import atexit
import gzip
import hashlib
import json
import logging
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from anyio_by_example.examples.example import Example
from anyio_by_example.interpreter.interpreter import Interpreter
from anyio_by_example.interpreter.preparing import EXTRAS
from anyio_by_example.runtime import AS_WRITTEN, ASYNCIO, TRIO, Runtime
from anyio_by_example.shelf import Shelf

_logger = logging.getLogger("mkdocs.anyio_by_example")

SECONDS = 20
"""How long an example may take, as when it's recorded."""

Run = tuple[Example, Runtime]


@dataclass(frozen=True, slots=True)
class Trial:
    """How an example ran in the interpreter on one backend."""

    output: str
    how: str
    """What ended it: "ended" if it did so itself, "time", "crashed"."""
    status: int | None
    """The exit status as a shell has it; None if it didn't end by itself."""
    absent: str
    """What it asked for first that a browser lacks, as "threads"; empty if it asked for nothing."""
    line: int
    """In which line it did; 0 if it didn't."""


class Trials:
    """The trials of examples.

    Args:
        interpreter: Where they run.
        folder: Where their results are kept.
    """

    def __init__(self, interpreter: Interpreter, folder: Path) -> None:
        self.interpreter = interpreter
        self._shelf = Shelf(folder, ".trial")
        self._held: dict[str, Trial] = {}
        self._node: _Node | None = None

    def prepare(self, example: Example, others: Callable[[], Iterable[Example]]) -> None:
        """See to it that an example's trials are there; if one isn't, make all that are missing.

        Args:
            example: The example.
            others: The examples that are tried with it.
        """
        if all(self.get(run) for run in browser_runs(example)):
            return
        wanted = [run for each in (example, *others()) for run in browser_runs(each)]
        self._make([run for run in dict.fromkeys(wanted) if not self.get(run)])

    def again(self, run: Run) -> Trial:
        """Try an example once more, when nothing else runs."""
        self._make([run])
        trial = self.get(run)
        assert trial is not None
        return trial

    def get(self, run: Run) -> Trial | None:
        """The trial of an example on a backend, or None if there is none yet."""
        address = self._address(run)
        if address not in self._held:
            text = self._shelf.get(address)
            if text is None:
                return None
            with suppress(ValueError, TypeError):
                self._held[address] = Trial(**json.loads(text))
        return self._held.get(address)

    def _make(self, runs: list[Run]) -> None:
        count = len({example.name for example, _ in runs})
        _logger.info("Trying %d runs of %d examples in the browser's Python", len(runs), count)
        if self._node is None or not self._node.is_alive:
            self._node = _Node(self.interpreter, min(len(runs), 2 * (os.cpu_count() or 1)))
        for run, trial in tqdm(self._node.run(runs), total=len(runs), leave=False, disable=None):
            address = self._address(run)
            self._held[address] = trial
            with suppress(OSError):
                self._shelf.put(address, json.dumps(asdict(trial)))

    def _address(self, run: Run) -> str:
        example, runtime = run
        facts = [
            self.interpreter.content,
            example.name,
            example.text,
            example.support,
            runtime.name,
        ]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def browser_runs(example: Example) -> list[Run]:
    """An example with each of the runtimes that a browser can have; none if it can't run here."""
    if example.unsuited:
        return []
    if example.is_run_as_written:
        return [(example, AS_WRITTEN)]
    backends = example.settings.backends
    return [(example, runtime) for runtime in (ASYNCIO, TRIO) if runtime.backend in backends]


def job_of(example: Example, runtime: Runtime) -> dict[str, Any]:
    """A run as `programs.py` takes it."""
    return {
        "files": [[example.path.name, example.text], *map(list, example.support)],
        "backend": runtime.name,
        "clock": example.settings.clock,
        "order": example.settings.order,
    }


class _Node:
    """A process of Node with some interpreters, which stays ready until this process ends.

    Args:
        interpreter: What was prepared.
        many: How many run at once.
    """

    def __init__(self, interpreter: Interpreter, many: int) -> None:
        # Pyodide reads it from a file
        self._folder = tempfile.mkdtemp()
        library = Path(self._folder, "library.zip")
        library.write_bytes(gzip.decompress((interpreter.folder / "library.zip.gz").read_bytes()))
        archives = ",".join(["packages.zip", *(f"{extra}.zip" for extra in EXTRAS)])
        modules = interpreter.folder / "npm" / "node_modules"
        self._process = subprocess.Popen(
            [
                shutil.which("node") or "node",
                str(interpreter.folder / "trial.mjs"),
                str(interpreter.folder),
                f"{modules / 'pyodide'}{os.sep}",
                str(library),
                archives,
                str(many),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        atexit.register(self.close)

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def run(self, runs: list[Run]) -> Iterator[tuple[Run, Trial]]:
        """Run examples, some at a time; each trial comes as soon as it's there."""
        assert self._process.stdin
        assert self._process.stdout
        for number, (example, runtime) in enumerate(runs):
            task = {
                "id": number,
                "seconds": SECONDS,
                "fresh": example.settings.fresh,
                "job": job_of(example, runtime),
            }
            self._process.stdin.write(f"{json.dumps(task)}\n")
        self._process.stdin.flush()
        for _ in runs:
            line = self._process.stdout.readline()
            if not line:
                raise RuntimeError(f"Node ended with {self._process.wait()}")
            ending = json.loads(line)
            absent = ending["absent"] or {"what": "", "line": 0}
            yield (
                runs[ending["id"]],
                Trial(
                    output=ending["output"],
                    how=ending["how"],
                    status=ending.get("status"),
                    absent=absent["what"],
                    line=absent["line"],
                ),
            )

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()
        shutil.rmtree(self._folder, ignore_errors=True)
