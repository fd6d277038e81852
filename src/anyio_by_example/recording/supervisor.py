"""Supervisor: carry out one run. Start it, stop it at its limits, and end what it left.

Whoever does this is a worker of the forkserver, or a thread of the recorder where there is no fork.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import IO, Any, Protocol

from anyio_by_example.recording.linux import IS_LINUX
from anyio_by_example.recording.strays import MARK, end_descendants, end_marked
from anyio_by_example.running.job import GRACE, REPORT, STACK, WORK, Ending, Job
from anyio_by_example.running.streams import Output

_INHERITED = ("PATH", "LANG", "SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT")
"""The environment variables that an example sees of its surroundings."""

PYTHON = (sys.executable, "-u", "-B", "-X", "utf8")
"""How the interpreters of examples are started."""


class _Event(Enum):
    """What can happen to a run."""

    ENDED = b"e"
    TOO_LOUD = b"l"
    TOO_LONG = b"t"
    UNWANTED = b"u"


class Process(Protocol):
    """A started program: the part of `subprocess.Popen` that supervision needs."""

    pid: int
    stdout: IO[bytes] | None
    returncode: int | None

    def wait(self) -> int:
        """Wait for its end. Returns the exit status."""

    def send_signal(self, sig: int) -> None:
        """Send it a signal."""

    def kill(self) -> None:
        """End it at once."""


def environment(folder: Path, order: str = "pinned") -> dict[str, str]:
    """All that an example, and whatever it starts, sees of its surroundings.

    Args:
        folder: The folder of the run.
        order: Where chance decides it, it decides the order of sets of strings too.
    """
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    places = dict.fromkeys(("HOME", "USERPROFILE"), str(folder)) | dict.fromkeys(
        ("TMPDIR", "TEMP", "TMP"), str(folder / "tmp")
    )
    seed = "random" if order in {"shuffled", "free"} else "0"
    python = {"PYTHONHASHSEED": seed, "PYTHON_COLORS": "0", "NO_COLOR": "1"}
    return {**inherited, **places, **python, MARK: str(folder)}


def spawn(job: Job, folder: Path) -> subprocess.Popen[bytes]:
    """Start a program in an interpreter of its own."""
    file = folder / "job.json"
    file.write_text(job.to_json(), "utf-8")
    return subprocess.Popen(
        [*PYTHON, "-m", "anyio_by_example.running.child", str(file)],
        cwd=folder / WORK,
        env=environment(folder, job.order),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def carry_out(
    job: Job,
    folder: Path,
    start: Callable[[Job, Path], Process],
    asker: socket.socket | None = None,
) -> Ending | None:
    """Run a program, bounded, and leave nothing of it but how it ended.

    Args:
        job: What is to be run.
        folder: A folder for this run; made here and removed here.
        start: Starts the program in its own session, in the folder `WORK`.
        asker: The connection to whoever waits for the result; None if it can't go away. If there
            is one, this process has no children but those of the run.

    Returns:
        How it ended, or None if nobody waits for it.
    """
    try:
        folder.mkdir()
        (folder / WORK).mkdir()
        (folder / "tmp").mkdir()
        for name, text in job.files:
            (folder / WORK / name).write_text(text, "utf-8", newline="\n")
        return _Run(job, folder, start(job, folder), asker).watch()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Run:
    """A program that was started, watched by two threads that tell this one what happens."""

    def __init__(
        self, job: Job, folder: Path, process: Process, asker: socket.socket | None
    ) -> None:
        self.job = job
        self.folder = folder
        self.process = process
        self.asker = asker
        self.output = Output(job.mark)

    def watch(self) -> Ending | None:
        start = time.monotonic()
        self.events, self.happened = socket.socketpair()
        reader = threading.Thread(target=self._read, daemon=True)
        waiter = threading.Thread(target=self._wait, daemon=True)
        with self.events, self.happened:
            reader.start()
            waiter.start()
            event = self._next(self.job.limits.seconds)
            seconds = time.monotonic() - start
            if event is not _Event.ENDED:
                self._abort()
            waiter.join()
            left = self._sweep(GRACE if event is _Event.ENDED else 0)
            reader.join(self.job.limits.seconds)
        if reader.is_alive():
            left.append("one that hides, and holds the output open")
        if event is _Event.UNWANTED:
            return None
        if event is _Event.ENDED and self.output.size > self.job.limits.output:
            event = _Event.TOO_LOUD
        assert self.process.returncode is not None
        output, stderr = self.output.told_apart()
        return Ending(
            status=self.process.returncode,
            seconds=round(seconds, 4),
            cpu=round(getattr(self.process, "cpu", 0.0), 4),
            output=output,
            stderr=stderr,
            left=left,
            stopped={_Event.TOO_LONG: "time", _Event.TOO_LOUD: "output"}.get(event, ""),
            report=_read_json(self.folder / REPORT),
            stack=_read(self.folder / STACK),
        )

    def _next(self, seconds: float) -> _Event:
        """Wait for what happens next."""
        watched = [self.events, self.asker] if self.asker else [self.events]
        ready, _, _ = select.select(watched, [], [], seconds)
        if self.events in ready:
            return _Event(self.events.recv(1))
        # it has nothing to say during a run, so if there is something to read it's the end
        return _Event.UNWANTED if ready else _Event.TOO_LONG

    def _read(self) -> None:
        assert self.process.stdout
        size = self.job.limits.output
        while chunk := os.read(self.process.stdout.fileno(), 65536):
            if self.output.size <= size:
                self.output.add(chunk)
                if self.output.size > size:
                    self._tell(_Event.TOO_LOUD)
        self.process.stdout.close()

    def _wait(self) -> None:
        self.process.wait()
        self._tell(_Event.ENDED)

    def _tell(self, event: _Event) -> None:
        with suppress(OSError):  # nobody listens any more
            self.happened.send(event.value)

    def _abort(self) -> None:
        """End the program; where the platform can, let it say first where it was."""
        if os.name == "posix":
            self.process.send_signal(signal.SIGABRT)
            select.select([self.events], [], [], 1)
        self.process.kill()

    def _sweep(self, grace: float) -> list[str]:
        """End the processes that the program left. Returns their commands."""
        if IS_LINUX and self.asker:
            return end_descendants(grace)
        return end_marked(self.process.pid, str(self.folder), grace)


def _read(file: Path) -> str:
    """What a file says; nothing if the program ended before it made the file."""
    return file.read_text("utf-8", "replace") if file.exists() else ""


def _read_json(file: Path) -> dict[str, Any]:
    try:
        report: dict[str, Any] = json.loads(_read(file))
    except ValueError:
        return {}
    return report
