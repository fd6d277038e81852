"""Recorder: run examples in fresh processes, several at a time, and take down what they leave."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

from anyio_by_example.example import Example
from anyio_by_example.problem import Problem
from anyio_by_example.recording import Recording
from anyio_by_example.runtime import Runtime

_INHERITED = ("PATH", "LANG", "SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT")
"""The environment variables that an example sees of its surroundings."""

_MARK = "ANYIO_BY_EXAMPLE_RUN"
"""The environment variable by which the processes of a run are known."""


PREFIX = "anyio-by-example-"
"""How the names of the recorder's temporary folders start."""


@dataclass(frozen=True)
class Limits:
    """How far a run may go before it's stopped."""

    seconds: float = 20.0
    output: int = 1_000_000
    """Bytes."""


class Recorder:
    """Runs examples, each in a process of its own.

    Args:
        limits: How far a run may go.
        workers: How many run at once. Starting an interpreter keeps a core busy and a sleeping
            example doesn't, so twice the number of cores is the default.
    """

    def __init__(self, limits: Limits | None = None, workers: int | None = None) -> None:
        self.limits = limits or Limits()
        self.workers = workers or 2 * (os.cpu_count() or 1)

    def record(self, runs: Sequence[tuple[Example, Runtime]]) -> list[Recording]:
        """Run each example on its runtime; the recordings come in the order of the runs.

        Examples that measure something are run when all others are done, one after the other.
        """
        with ThreadPoolExecutor(self.workers) as pool:
            futures = [
                None if example.settings.measured else pool.submit(self._record, example, runtime)
                for example, runtime in runs
            ]
        return [
            future.result() if future else self._record(*run)
            for future, run in zip(futures, runs, strict=True)
        ]

    def _record(self, example: Example, runtime: Runtime) -> Recording:
        return _Run(example, runtime, self.limits).record()


@dataclass
class _Run:
    """One example on one runtime, on the way to its recording."""

    example: Example
    runtime: Runtime
    limits: Limits
    mark: str = field(default_factory=lambda: uuid.uuid4().hex)
    output: bytes = b""
    stopped: str = ""

    def record(self) -> Recording:
        with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name:
            folder = Path(name)
            (folder / "tmp").mkdir()
            work = folder / "work"
            work.mkdir()
            for file in (self.example.path, *self.example.support):
                shutil.copy(file, work)
            report = folder / "report"
            start = time.monotonic()
            with subprocess.Popen(
                self._command(report),
                cwd=work,
                env=self._environment(folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            ) as process:
                reader = threading.Thread(target=self._read, args=(process,))
                reader.start()
                left = self._wait(process)
                reader.join()
            seconds = time.monotonic() - start
            ended = _read_report(report)
            stack = _text_of(Path(f"{report}.stack"))
        recording = Recording(
            runtime=self.runtime.name,
            output=self._text(folder),
            exit_status=process.returncode,
            seconds=round(seconds, 3),
            date=datetime.now(timezone.utc).date().isoformat(),
            versions=_versions(self.runtime),
        )
        return replace(recording, problem=self._problem(recording, ended, left, stack))

    def _command(self, report: Path) -> list[str]:
        flags = ["-u", "-B", "-X", "utf8"]
        module = ["-m", "anyio_by_example.child"]
        arguments = [self.example.path.name, self.runtime.name, str(report)]
        return [sys.executable, *flags, *module, *arguments, *self.example.settings.leaves]

    def _environment(self, folder: Path) -> dict[str, str]:
        inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        places = dict.fromkeys(("HOME", "USERPROFILE"), str(folder)) | dict.fromkeys(
            ("TMPDIR", "TEMP", "TMP"), str(folder / "tmp")
        )
        python = {"PYTHONHASHSEED": "0", "PYTHON_COLORS": "0", "NO_COLOR": "1"}
        return {**inherited, **places, **python, _MARK: self.mark}

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout
        while chunk := os.read(process.stdout.fileno(), 65536):
            self.output += chunk
            if len(self.output) > self.limits.output and not self.stopped:
                self.stopped = "output"
                _abort(process)

    def _wait(self, process: subprocess.Popen[bytes]) -> list[str]:
        """Wait for the program's end; end what it left. Returns the commands of what was left."""
        try:
            process.wait(self.limits.seconds)
        except subprocess.TimeoutExpired:
            self.stopped = "time"
            _abort(process)
            process.wait()
        _, left = psutil.wait_procs(_marked(self.mark), timeout=0 if self.stopped else 1)
        commands = [_command_of(other) for other in left]
        while others := _marked(self.mark):
            for other in others:
                try:
                    other.kill()
                except psutil.NoSuchProcess:
                    continue
            psutil.wait_procs(others, timeout=1)
        return commands

    def _text(self, folder: Path) -> str:
        """The output, with file names as the reader would see them, without the folder's."""
        text = self.output[: self.limits.output].decode("utf-8", "backslashreplace")
        for place in (folder.resolve() / "work", folder / "work"):
            text = text.replace(str(place) + os.sep, "")
        return text.replace("\r\n", "\n")

    def _problem(
        self, recording: Recording, ended: dict[str, Any], left: list[str], stack: str
    ) -> Problem | None:
        """What is wrong with the run, or None."""
        settings = self.example.settings
        status, limits = recording.exit_status, self.limits
        running = _line_in(stack, self.example.path.name) or self.example.last_statement

        def problem(line: int | None, reason: str, remedy: str) -> Problem:
            where = f"on {self.runtime.label}: {reason}"
            return Problem(self.example.shown, line or running, where, remedy)

        if self.stopped == "time":
            return problem(
                running,
                f"it was still running after {limits.seconds:g} seconds",
                "let it end by itself, well under the limit",
            )
        if self.stopped == "output":
            return problem(
                running,
                f"it printed more than {limits.output:,} bytes",
                "print only what the reader needs to see",
            )
        if threads := [] if "thread" in settings.leaves else ended.get("threads", []):
            return problem(
                threads[0]["line"],
                f"it left a thread running: {threads[0]['name']}",
                'wait for the thread, or declare leaves = ["thread"] if the example shows that',
            )
        if left and "process" not in settings.leaves:
            return problem(
                None,
                f"it left a process running: {left[0]}",
                'wait for the process, or declare leaves = ["process"] if the example shows that',
            )
        if ended.get("by") == "error" and status != settings.exit_status:
            return problem(
                ended["line"],
                f"it raised {ended['error']}",
                f"catch what the example is about, or declare exit-status = {status}",
            )
        if not ended and status == 0:
            return problem(
                next(
                    (node.lineno for name, node in self.example.calls() if name == "os._exit"), None
                ),
                "it ended before its last line, with status 0",
                "let the program run to its end",
            )
        if status != settings.exit_status:
            by_signal = f"signal {_signal_name(-status)} ended it"
            how = by_signal if status < 0 else f"it ended with {status}"
            return problem(
                ended.get("line"),
                f"{how}, and its header declares status {settings.exit_status}",
                f"mend the program, or declare exit-status = {status} if the example shows that",
            )
        if ended.get("by") == "exit" and status == 0:
            return problem(
                ended["line"],
                "it called sys.exit(0), so what follows was not run",
                "let the program run to its end",
            )
        try:
            self.output.decode("utf-8")
        except UnicodeDecodeError as error:
            wrong = self.output[error.start : error.end]
            return problem(
                None,
                f"it printed bytes that are not UTF-8: {wrong!r} at byte {error.start}",
                "print text, or the repr of bytes",
            )
        return None


def _abort(process: subprocess.Popen[bytes]) -> None:
    """End a process; where the platform can, let it say first where it was."""
    if os.name == "posix":
        process.send_signal(signal.SIGABRT)
        try:
            process.wait(1)
        except subprocess.TimeoutExpired:
            process.kill()
    else:
        process.kill()


def _marked(mark: str) -> list[psutil.Process]:
    """The living processes of a run, whoever their parent is by now."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(_MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.Error, OSError):
            continue  # it ended meanwhile, or it belongs to somebody else
    return found


def _command_of(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return f"process {process.pid}"


def _read_report(report: Path) -> dict[str, Any]:
    """How the program ended, in its own words; empty if it couldn't say."""
    try:
        ended: dict[str, Any] = json.loads(_text_of(report))
    except ValueError:
        return {}
    return ended


def _text_of(file: Path) -> str:
    """What a file says; nothing if the child ended before it made the file."""
    return file.read_text("utf-8", "replace") if file.exists() else ""


def _line_in(stack: str, name: str) -> int | None:
    """The innermost line of the example in what faulthandler wrote."""
    found = re.search(rf'File ".*{re.escape(name)}", line (\d+)', stack)
    return int(found[1]) if found else None


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


def _versions(runtime: Runtime) -> dict[str, str]:
    names = {"AnyIO": "anyio", "Trio": "trio", "uvloop": "uvloop"}
    used = {"anyio", *runtime.distributions}
    python = ".".join(map(str, sys.version_info[:3]))
    return {"Python": python} | {n: version(d) for n, d in names.items() if d in used}
