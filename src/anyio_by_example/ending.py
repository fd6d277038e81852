"""Ending: how a run ended, and what is wrong with that."""

from __future__ import annotations

import ast
import json
import re
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anyio_by_example.example import Example
from anyio_by_example.problem import Problem
from anyio_by_example.runtime import Runtime


@dataclass(frozen=True)
class Limits:
    """How far a run may go before it's stopped."""

    seconds: float = 20.0
    output: int = 1_000_000
    """Bytes."""


@dataclass(frozen=True)
class Ending:
    """How a run ended.

    Args:
        status: The exit status, as in `subprocess`.
        output: All that it printed, as bytes.
        left: The commands of the processes that it left running.
        stopped: What the recorder stopped it for, "time" or "output"; empty if it didn't.
        report: How it ended in the child's own words; empty if it couldn't say.
        stack: Where it was when it was stopped, as faulthandler writes it.
    """

    status: int
    output: bytes
    left: list[str]
    stopped: str
    report: dict[str, Any]
    stack: str

    def problem(self, example: Example, runtime: Runtime, limits: Limits) -> Problem | None:
        """What is wrong with a run that ended so, or None."""
        found = self._stop(limits) or self._leak(example) or self._exit(example) or self._text()
        if found is None:
            return None
        line, reason, remedy = found
        line = line or _line_in(self.stack, example.path.name) or example.last_statement.lineno
        return Problem(example.shown, line, f"on {runtime.label}: {reason}", remedy)

    def _stop(self, limits: Limits) -> tuple[int | None, str, str] | None:
        if self.stopped == "time":
            reason = f"it was still running after {limits.seconds:g} seconds"
            return None, reason, "let it end by itself, well under the limit"
        if self.stopped == "output":
            reason = f"it printed more than {limits.output:,} bytes"
            return None, reason, "print only what the reader needs to see"
        return None

    def _leak(self, example: Example) -> tuple[int | None, str, str] | None:
        leaves = example.settings.leaves
        remedy = 'wait for it, or declare leaves = ["{}"] if the example shows that'
        for thread in self.report.get("threads", []):
            if "thread" not in leaves:
                reason = f"it left a thread running: {thread['name']}"
                return thread["line"], reason, remedy.format("thread")
        for command in self.left:
            if "process" not in leaves:
                return None, f"it left a process running: {command}", remedy.format("process")
        return None

    def _exit(self, example: Example) -> tuple[int | None, str, str] | None:
        wanted, line = example.settings.exit_status, self.report.get("line")
        to_its_end = "let the program run to its end"
        declare = f"declare exit-status = {self.status} if the example shows that"
        if not self.report and self.status == 0:
            exits = (node.lineno for name, node in example.calls() if name == "os._exit")
            return next(exits, None), "it ended before its last line, with status 0", to_its_end
        if self.report.get("by") == "exit" and self.status == 0:
            last = example.last_statement
            if not isinstance(last, ast.Expr) or line != last.lineno:
                return line, "it called sys.exit(0), so what follows was not run", to_its_end
        if self.status == wanted:
            return None
        if self.report.get("by") == "error":
            return line, f"it raised {self.report['error']}", f"catch it, or {declare}"
        how = f"it ended with {self.status}"
        if self.status < 0:
            how = f"signal {_signal_name(-self.status)} ended it"
        return line, f"{how}, and its header declares status {wanted}", f"mend it, or {declare}"

    def _text(self) -> tuple[int | None, str, str] | None:
        try:
            self.output.decode("utf-8")
        except UnicodeDecodeError as error:
            wrong = self.output[error.start : error.end]
            reason = f"it printed bytes that are not UTF-8: {wrong!r} at byte {error.start}"
            return None, reason, "print text, or the repr of bytes"
        return None


def read_report(file: Path) -> dict[str, Any]:
    """How a program ended, in its own words; empty if it couldn't say."""
    try:
        report: dict[str, Any] = json.loads(read_text(file))
    except ValueError:
        return {}
    return report


def read_text(file: Path) -> str:
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
