"""Supervisor: carry out one run. Start it, stop it at its limits, and end what it left.

Whoever does this is a worker of the forkserver, or a thread of the recorder where there is no fork.
"""

from __future__ import annotations

import json
import os
import select
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
from typing import IO, Protocol

from anyio_by_example.recording.linux import IS_LINUX
from anyio_by_example.recording.removal import remove
from anyio_by_example.recording.strays import MARK, end_descendants, end_marked
from anyio_by_example.running.channel import Channel, Step
from anyio_by_example.running.job import GRACE, STACK, WORK, Ending, Job
from anyio_by_example.running.streams import Output

_INHERITED = ("PATH", "LANG", "SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT")
"""The environment variables that an example sees of its surroundings."""

_PYTEST = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "anyio.pytest_plugin"}
"""What keeps pytest from loading plugins that no example has declared: those that this project's
own tests need. That would take longer than all else that it does."""

OPTIONS = ("-u", "-X", "utf8")
"""The options of the interpreters of examples."""

PYTHON = (sys.executable, "-B", *OPTIONS)
"""How they are started, where they are those of this process."""


class _Event(Enum):
    """What can happen to a run."""

    ENDED = b"e"
    TOO_LOUD = b"l"
    TOO_LONG = b"t"
    UNWANTED = b"u"
    FAILED = b"f"


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


def inherited() -> dict[str, str]:
    """What an example sees of the builder's environment."""
    return {name: os.environ[name] for name in _INHERITED if name in os.environ}


def environment(folder: Path, order: str = "pinned") -> dict[str, str]:
    """All that an example, and whatever it starts, sees of its surroundings.

    Args:
        folder: The folder of the run.
        order: Where chance decides it, it decides the order of sets of strings too.
    """
    places = dict.fromkeys(("HOME", "USERPROFILE"), str(folder)) | dict.fromkeys(
        ("TMPDIR", "TEMP", "TMP"), str(folder / "tmp")
    )
    seed = "random" if order in {"shuffled", "free"} else "0"
    python = {"PYTHONHASHSEED": seed, "PYTHON_COLORS": "0", "NO_COLOR": "1"}
    return {**inherited(), **places, **python, **_PYTEST, MARK: str(folder)}


Start = Callable[[Job, Path], tuple[Process, Channel]]
"""Starts a program in its own session, in the folder `WORK` of the folder of its run."""


def spawn(job: Job, folder: Path) -> tuple[subprocess.Popen[bytes], Channel]:
    """Start a program in an interpreter of its own."""
    file, shared = folder / "job.json", folder / "channel"
    file.write_text(job.to_json(), "utf-8")
    channel = Channel.at(shared)
    process = subprocess.Popen(
        [*PYTHON, "-m", "anyio_by_example.running.child", str(file), str(shared)],
        cwd=folder / WORK,
        env=environment(folder, job.order),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    return process, channel


def carry_out(
    job: Job, folder: Path, start: Start, asker: socket.socket | None = None
) -> Ending | None:
    """Run a program, bounded, and leave nothing of it but how it ended.

    Args:
        job: What is to be run.
        folder: A folder for this run; made here and removed here.
        start: Starts the program.
        asker: The connection to whoever waits for the result; None if it can't go away. If there
            is one, this process has no children but those of the run.

    Returns:
        How it ended, or None if nobody waits for it.

    Raises:
        OSError: if the system lacks what that takes, as processes, descriptors or room.
        RuntimeError: if it lacks threads.
    """
    try:
        folder.mkdir()
        (folder / WORK).mkdir()
        (folder / "tmp").mkdir()
        for name, text in job.files:
            (folder / WORK / name).write_text(text, "utf-8", newline="\n")
        # opened now, since the program may forbid it
        with (folder / STACK).open("w+b") as stack:
            run = _Run(job, folder, stack, start, asker)
            try:
                return run.watch()
            except BaseException:
                run.give_up()
                raise
            finally:
                run.channel.close()
    finally:
        with suppress(OSError):  # whoever removes the folder around it will say so
            remove(folder)


class _Run:
    """A program that was started, watched by two threads that tell this one what happens."""

    def __init__(
        self,
        job: Job,
        folder: Path,
        stack: IO[bytes],
        start: Start,
        asker: socket.socket | None,
    ) -> None:
        self.job = job
        self.folder = folder
        self.stack = stack
        self.asker = asker
        self.output = Output(job.mark)
        self.failure: BaseException | None = None
        self.process, self.channel = start(job, folder)

    def watch(self) -> Ending | None:
        start = time.monotonic()
        self.events, self.happened = socket.socketpair()
        reader = threading.Thread(target=self._do, args=(self._read,), daemon=True)
        waiter = threading.Thread(target=self._do, args=(self._wait,), daemon=True)
        with self.events, self.happened:
            reader.start()
            waiter.start()
            event = self._next(self.job.limits.seconds)
            if self.failure:
                raise self.failure
            seconds = time.monotonic() - start
            if event is not _Event.ENDED:
                self._abort()
            waiter.join()
            left = self._sweep(GRACE if event is _Event.ENDED else 0)
            reader.join(self.job.limits.seconds)
        if reader.is_alive():
            left.append("one that hides, and holds the output open")
        if self.failure:
            raise self.failure
        if event is _Event.UNWANTED:
            return None
        if event is _Event.ENDED and self.output.size > self.job.limits.output:
            event = _Event.TOO_LOUD
        assert self.process.returncode is not None
        output, stderr = self.output.told_apart()
        stopped = {_Event.TOO_LONG: "time", _Event.TOO_LOUD: "output"}.get(event, "")
        step, said = self.channel.heard()
        self.stack.seek(0)
        return Ending(
            status=self.process.returncode,
            seconds=round(seconds, 4),
            cpu=round(getattr(self.process, "cpu", 0.0), 4),
            output=output,
            stderr=stderr,
            left=left,
            stopped=stopped,
            report=json.loads(said) if step is Step.REPORTED else {},
            stack=self.stack.read().decode("utf-8", "replace"),
            failure=said if step is Step.FAILED else self._unsaid(step, stopped, output),
            began=step is not Step.PREPARING,
        )

    def _unsaid(self, step: Step, stopped: str, output: bytes) -> str:
        """How the recorder failed in the child where that couldn't say so; empty if it didn't."""
        if step not in {Step.PREPARING, Step.REPORTING}:
            return ""
        what = "report" if step is Step.REPORTING else "begin"
        how = f"ended with status {self.process.returncode}"
        if stopped:
            how = f"was stopped at its limit of {stopped}"
        # what an interpreter says that doesn't start
        said = f"{output.decode('utf-8', 'replace')}\n" if step is Step.PREPARING else ""
        return f"{said}the process of the run {how} when it was about to {what}"

    def give_up(self) -> None:
        """End what was started, as far as that can be done in a process that has failed."""
        with suppress(Exception):
            self.process.kill()
        with suppress(Exception):
            self._sweep(0)

    def _next(self, seconds: float) -> _Event:
        """Wait for what happens next."""
        watched = [self.events, self.asker] if self.asker else [self.events]
        ready, _, _ = select.select(watched, [], [], seconds)
        if self.events in ready:
            return _Event(self.events.recv(1))
        # it has nothing to say during a run, so if there is something to read it's the end
        return _Event.UNWANTED if ready else _Event.TOO_LONG

    def _do(self, part: Callable[[], object]) -> None:
        """Do the part of a thread; if that fails, the one that waits fails of it."""
        try:
            part()
        except BaseException as error:
            self.failure = error
            self._tell(_Event.FAILED)

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
