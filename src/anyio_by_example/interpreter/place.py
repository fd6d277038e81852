"""Place: where examples are tried, one after the other, in a process of Node that is enclosed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from threading import Timer
from typing import Any

from anyio_by_example.interpreter.interpreter import Interpreter
from anyio_by_example.interpreter.node import NodeError
from anyio_by_example.interpreter.preparing import EXTRAS, PACKED, REST, TRIAL
from anyio_by_example.recording.enclosure import enclosed
from anyio_by_example.recording.supervisor import environment
from anyio_by_example.running.streams import new_mark

_STARTING = 60.0
"""Seconds that Python has to start."""

_AFTER_ABSENT = 2.0
"""Seconds that a program has after it asked for what a browser lacks: it may wait for that."""

_MEMORY = 2_000_000_000
"""Bytes that a process of Node may have: Python's and those of its files, which the engine limits,
what a program takes beside Python, and its own."""

_LONGEST = 200
"""Characters of what is told of an error."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How an example ran in the interpreter on one backend."""

    output: str
    how: str
    """What ended it: "ended" if it did so itself, "output", "time", "crashed"."""
    status: int | None
    """The exit status as a shell has it; None if it didn't end by itself."""
    absent: str
    """What it asked for first that a browser lacks, as "threads"; empty if it asked for nothing."""
    line: int
    """In which line it did; 0 if it didn't."""
    error: str = ""
    """What is known of a crash."""
    events: str = ""
    """The events of its picture in words, if it was drawn."""

    def to_json(self) -> str:
        """The trial as text."""
        return json.dumps(asdict(self))


class Place:
    """A process of Node with an interpreter, started when it's needed, replaced when it's spoiled.

    Args:
        interpreter: What was prepared.
    """

    def __init__(self, interpreter: Interpreter) -> None:
        self._node = interpreter.node
        self._folder = interpreter.folder.resolve()
        self._process: subprocess.Popen[str] | None = None
        self._is_used = False

    def run(self, job: dict[str, Any], seconds: float, fresh: bool) -> Trial:
        """Run a program.

        Args:
            job: As `programs.py` takes it.
            seconds: How long it may take.
            fresh: Whether it needs an interpreter in which nothing ran before.

        Raises:
            NodeError: if Python doesn't start.
        """
        if fresh and self._is_used:
            self.close()
        process = self._ready()
        self._is_used = True
        output, error = "", "Node has ended"
        absent: dict[str, Any] = {"what": "", "line": 0}
        ending: dict[str, Any] = {}
        with _Patience(process, seconds) as patience:
            for said in _answers(process, {"type": "run", "run": 0, "job": job}):
                if said["type"] == "output":
                    output += said["text"]
                elif said["type"] == "absent":
                    absent = said
                    patience.shorten(_AFTER_ABSENT)
                elif said["type"] == "noise":
                    error = said["text"]
                elif said["type"] == "missed":
                    error = f"it imports {said['name']}, which isn't seen in its text"
                    break
                elif said["type"] != "began":
                    ending = said
                    break
        how = _WAYS.get(ending.get("how", ""), "crashed")
        if patience.is_over:
            how = "time"
        if how != "ended" or ending.get("spoiled"):
            self.close()
        return Trial(
            output=output,
            how=how,
            status=ending["status"] if how == "ended" else None,
            absent=absent["what"],
            line=absent["line"],
            error=ending.get("error", error)[:_LONGEST] if how == "crashed" else "",
            events=(ending.get("drawing") or {}).get("words", ""),
        )

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process:
            _end(process)
            process.wait()
            assert process.stdout
            process.stdout.close()

    def _ready(self) -> subprocess.Popen[str]:
        """The process, with Python ready in it."""
        if self._process and self._process.poll() is None:
            return self._process
        self.close()
        self._is_used = False
        archives = [f"{extra}.zip" for extra in EXTRAS]
        files = [self._folder / name for name in PACKED]
        command = self._node.command(
            self._folder / TRIAL, files, str(self._folder), REST, *archives
        )
        process = self._process = subprocess.Popen(
            enclosed(_MEMORY, command),
            # it writes no file, so it needs no folder of its own
            env=environment(self._folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            # Ctrl-C is for who tries the examples
            start_new_session=True,
        )
        reason = "Node has ended"
        with _Patience(process, _STARTING) as patience:
            for said in _answers(process, {"type": "start"}):
                if said["type"] == "ready":
                    return process
                reason = said.get("error") or said["text"]
                if said["type"] == "failed":
                    break
        self.close()
        if patience.is_over:
            reason = f"it takes more than {_STARTING:.0f} seconds"
        raise NodeError(f"Python doesn't start: {reason[:_LONGEST]!r}")


_WAYS = {"ended": "ended", "deadlock": "ended", "output": "output"}
"""How a trial ended, by what the worker says; all else, as `os._exit()`, takes Python with it."""


class _Patience:
    """Ends a process when its time is over.

    Args:
        process: The process.
        seconds: The time that it has.
    """

    def __init__(self, process: subprocess.Popen[str], seconds: float) -> None:
        self.is_over = False
        self._process = process
        self._timer = Timer(seconds, self._end)

    def __enter__(self) -> _Patience:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._timer.join()

    def shorten(self, seconds: float) -> None:
        """Let it have only so much time from now on."""
        self._timer.cancel()
        self._timer = Timer(seconds, self._end)
        self._timer.start()

    def _end(self) -> None:
        self.is_over = True
        _end(self._process)


def _end(process: subprocess.Popen[str]) -> None:
    """End a process: what encloses Node ends it, and itself, when nobody can speak any more."""
    assert process.stdin
    with suppress(OSError):
        process.stdin.close()


def _answers(process: subprocess.Popen[str], message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give a message to the worker of a process; what it says comes until the process has ended.

    What stands on a line without the mark wasn't said by the worker, but by Node, or by a program
    in some other way: it's given as "noise".
    """
    assert process.stdin
    assert process.stdout
    mark = new_mark()
    # it may be gone, or be ended meanwhile, so that the last line is cut
    with suppress(OSError, ValueError):
        process.stdin.write(f"{json.dumps({'mark': mark, 'message': message})}\n")
        process.stdin.flush()
        for line in process.stdout:
            before, found, text = line.partition(mark)
            if found:
                yield json.loads(text)
            elif before.strip():
                yield {"type": "noise", "text": before.strip()}
