"""Recorder: run examples in fresh processes, several at a time, and take down what they leave."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

import psutil

from anyio_by_example.child import GRACE
from anyio_by_example.ending import Ending, Limits, read_report, read_text
from anyio_by_example.example import Example
from anyio_by_example.recording import Recording
from anyio_by_example.runtime import Runtime

_INHERITED = ("PATH", "LANG", "SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT")
"""The environment variables that an example sees of its surroundings."""

_MARK = "ANYIO_BY_EXAMPLE_RUN"
"""The environment variable by which the processes of a run are known."""


PREFIX = "anyio-by-example-"
"""How the names of the recorder's temporary folders start."""


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
        pool = ThreadPoolExecutor(self.workers)
        try:
            futures = [
                None if example.settings.measured else pool.submit(self._record, example, runtime)
                for example, runtime in runs
            ]
            wait(future for future in futures if future)
            return [
                future.result() if future else self._record(*run)
                for future, run in zip(futures, runs, strict=True)
            ]
        finally:
            pool.shutdown(cancel_futures=True)

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
                reader = threading.Thread(target=self._read, args=(process,), daemon=True)
                reader.start()
                left = self._wait(process)
                reader.join(self.limits.seconds)
                if reader.is_alive():
                    left.append("one that hides, and holds the output open")
            seconds = time.monotonic() - start
            ending = Ending(
                status=process.returncode,
                output=self.output,
                left=left,
                stopped=self.stopped,
                report=read_report(report),
                stack=read_text(Path(f"{report}.stack")),
            )
        return Recording(
            runtime=self.runtime.name,
            output=self._text(folder),
            exit_status=process.returncode,
            seconds=round(seconds, 3),
            date=datetime.now(timezone.utc).date().isoformat(),
            versions=_versions(self.runtime),
            problem=ending.problem(self.example, self.runtime, self.limits),
        )

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
            if self.stopped:
                continue
            self.output += chunk
            if len(self.output) > self.limits.output:
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
        _, left = psutil.wait_procs(self._alive(process.pid), 0 if self.stopped else GRACE)
        commands = [_command_of(other) for other in left]
        while others := self._alive(process.pid):
            for other in others:
                try:
                    other.kill()
                except psutil.NoSuchProcess:
                    continue
            psutil.wait_procs(others, timeout=1)
        return commands

    def _alive(self, session: int) -> list[psutil.Process]:
        """The living processes of the run, whoever their parent is by now.

        They are known by their environment and, where there are sessions, by theirs.
        """
        found = []
        for process in psutil.process_iter():
            try:
                ours = process.environ().get(_MARK) == self.mark
                if os.name == "posix":
                    ours = ours or os.getsid(process.pid) == session
                if ours and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
            except (psutil.Error, OSError):
                continue  # it ended meanwhile, or it belongs to somebody else
        return found

    def _text(self, folder: Path) -> str:
        """The output, with file names as the reader would see them, without the folder's."""
        text = self.output.decode("utf-8", "backslashreplace")
        for place in (folder.resolve() / "work", folder / "work"):
            text = text.replace(str(place) + os.sep, "")
        return text.replace("\r\n", "\n")


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


def _command_of(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return f"process {process.pid}"


def _versions(runtime: Runtime) -> dict[str, str]:
    names = {"AnyIO": "anyio", "Trio": "trio", "uvloop": "uvloop"}
    used = {"anyio", *runtime.distributions}
    python = ".".join(map(str, sys.version_info[:3]))
    return {"Python": python} | {n: version(d) for n, d in names.items() if d in used}
