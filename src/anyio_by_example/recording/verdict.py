"""Verdict: what is wrong with how a run ended."""

from __future__ import annotations

import ast
import json
import re
import signal
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from sysconfig import get_paths
from textwrap import indent

from anyio_by_example.examples.example import Example
from anyio_by_example.problem import Problem
from anyio_by_example.running.job import Ending, Limits
from anyio_by_example.running.ours import OURS
from anyio_by_example.runtime import Runtime

_Finding = tuple[int | None, str, str]
"""The line, the reason and the remedy."""

_LEFT = {
    "coroutine": ("a coroutine that was never awaited", "await it"),
    "process": ("a process running", "wait for it"),
    "resource": ("something open", "close it"),
    "task": ("a task pending", "await or cancel it"),
    "thread": ("a thread running", "wait for it"),
}
"""How each kind of leftover reads, and how to mend it."""


def problem(ending: Ending, example: Example, runtime: Runtime, limits: Limits) -> Problem | None:
    """What is wrong with a run that ended so, or None."""
    found = (
        _failure(ending)
        or _stop(ending, limits)
        or _refused(ending)
        or _left(ending, example)
        or _memory(ending, limits)
        or _exit(ending, example)
        or _frames(ending)
        or _text(ending)
        or _length(ending)
    )
    if found is None:
        return None
    line, reason, remedy = found
    line = (
        line or _line_in(ending.stack, example.path.name) or example.program.last_statement.lineno
    )
    return Problem(example.shown, line, f"on {runtime.label}: {reason}", remedy)


def _failure(ending: Ending) -> _Finding | None:
    if not ending.failure:
        return None
    how = ending.failure.strip()
    reason = f"the recorder failed: {how.splitlines()[-1]}\n{indent(how, '    ')}"
    remedy = (
        "record it again. If that fails too, the example takes from the recorder what it needs, "
        "so do without that; or the fault is in the recorder"
    )
    return 1, reason, remedy


def place(output: str, example: Example, runtime: Runtime, runs: Path) -> Problem | None:
    """Where an output names a folder that is there only on the machine that builds, or None.

    Args:
        output: What the example printed.
        example: The example.
        runtime: What it ran on.
        runs: The folder of the folders of all runs.
    """
    found = _places(example.root.parent, runs).search(output)
    if found is None:
        return None
    number = output.count("\n", 0, found.start()) + 1
    reason = f"line {number} of its output names {found[0]}, which only this machine has"
    line, remedy = example.program.last_statement.lineno, "print what is the same on every machine"
    return Problem(example.shown, line, f"on {runtime.label}: {reason}", remedy)


@cache
def _places(*folders: Path) -> re.Pattern[str]:
    """What finds a folder of the builder's, also where it's written as Python writes it."""
    own = map(Path, (sys.prefix, sys.base_prefix, *get_paths().values()))
    every = {str(found) for folder in (*folders, *own) for found in (folder, folder.resolve())}
    # `/usr` or `/root` tells nothing of a machine
    telling = {folder for folder in every if len(Path(folder).parts) > _TELLING}
    written = telling | {repr(folder)[1:-1] for folder in telling}
    longest = sorted(written, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest))})(?![\w-])")


_TELLING = 2
"""How many parts a path has, the root among them, that is the same on many machines."""


def _stop(ending: Ending, limits: Limits) -> _Finding | None:
    if ending.stopped == "time":
        reason = f"it was still running after {limits.seconds:g} seconds"
        return None, reason, "let it end by itself, well under the limit"
    if ending.stopped == "output":
        reason = f"it printed more than {limits.output:,} bytes"
        return None, reason, "print only what the reader needs to see"
    if ending.stopped == "lost":
        reason = "it ended or stopped the process that watched over it"
        return None, reason, "let it signal no process but its own"
    return None


def _refused(ending: Ending) -> _Finding | None:
    refused = ending.report.get("refused")
    if not refused:
        return None
    reason = f"it tried to {refused['what']}"
    if refused["virtual"]:
        return refused["line"], f"{reason}, and its clock is virtual", 'remove clock = "virtual"'
    return refused["line"], reason, "let it talk to a server of its own, on 127.0.0.1"


def _left(ending: Ending, example: Example) -> _Finding | None:
    for kind, what, line in _leftovers(ending):
        if kind not in example.settings.leaves:
            name, mend = _LEFT[kind]
            remedy = f'{mend}, or declare leaves = ["{kind}"] if the example shows that'
            return line, f"it left {name}" + (f": {what}" if what else ""), remedy
    return None


def _leftovers(ending: Ending) -> Iterator[tuple[str, str, int | None]]:
    inside = [(each["kind"], each["what"], each["line"]) for each in ending.report.get("left", [])]
    # what was seen inside knows the line
    yield from (each for each in inside if each[0] == "process")
    for command in ending.left:
        yield "process", command, None
    yield from (each for each in inside if each[0] != "process")


def _memory(ending: Ending, limits: Limits) -> _Finding | None:
    if not ending.report.get("error", "").startswith("MemoryError"):
        return None
    reason = f"it needed more memory than {limits.memory:,} bytes"
    return ending.report["line"], reason, "let it need less"


def _exit(ending: Ending, example: Example) -> _Finding | None:
    wanted, line = example.settings.exit_status, ending.report.get("line")
    to_its_end = "let the program run to its end"
    declare = f"declare exit-status = {ending.status} if the example shows that"
    if not ending.report and ending.status == 0:
        exits = (node.lineno for name, node in example.program.calls() if name == "os._exit")
        return next(exits, None), "it ended before its last line, with status 0", to_its_end
    if ending.report.get("by") == "exit" and ending.status == 0:
        last = example.program.last_statement
        if not isinstance(last, ast.Expr) or line != last.lineno:
            return line, "it called sys.exit(0), so what follows was not run", to_its_end
    if ending.status == wanted:
        return None
    if ending.report.get("by") == "error":
        return line, f"it raised {ending.report['error']}", f"catch it, or {declare}"
    how = f"it ended with {ending.status}"
    if ending.status < 0:
        how = f"signal {_signal_name(-ending.status)} ended it"
    return line, f"{how}, and its header declares status {wanted}", f"mend it, or {declare}"


def _frames(ending: Ending) -> _Finding | None:
    shown = ending.output.decode("utf-8", "replace")
    ours = [line for line in shown.splitlines() if any(each in line for each in OURS)]
    if not ours:
        return None
    reason = f"its output shows the recorder: {ours[-1].strip()}"
    remedy = 'show errors, not the stack below the program, or declare timeline = "none"'
    return None, reason, remedy


def _text(ending: Ending) -> _Finding | None:
    try:
        ending.output.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = ending.output[error.start : error.end]
        reason = f"it printed bytes that are not UTF-8: {wrong!r} at byte {error.start}"
        return None, reason, "print text, or the repr of bytes"
    try:
        json.dumps(ending.report.get("timeline"), ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        reason = f"a name in its timeline is no text: {error.object[error.start : error.end]!a}"
        return None, reason, "name tasks in characters that UTF-8 has"
    return None


def _length(ending: Ending) -> _Finding | None:
    if ending.report.get("is_whole", True):
        return None
    reason = "it does more than a timeline can hold"
    return None, reason, 'let it do less, or declare timeline = "none"'


def _line_in(stack: str, name: str) -> int | None:
    """The innermost line of the example in what faulthandler wrote."""
    found = re.search(rf'File ".*{re.escape(name)}", line (\d+)', stack)
    return int(found[1]) if found else None


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
