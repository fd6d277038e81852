"""What a browser lacks: it's refused, and told once, with the line that asks for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from helpers import reader
from helpers.reader import NEEDS_PIPES, Ran, job

from anyio_by_example.interpreter.inside import absent
from anyio_by_example.interpreter.inside.absent import Absent, AbsentError

pytestmark = NEEDS_PIPES

REFUSED = {
    "sockets": [
        "import socket; socket.socket()",
        "import socket; socket.socketpair()",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import socket; socket.gethostbyname('localhost')",
    ],
    "processes": [
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.execv('/bin/true', ['true'])",
        "import os; os.posix_spawn('/bin/true', ['true'], {})",
        "import pty; pty.fork()",
        "import subprocess, sys; subprocess.run([sys.executable, '--version'])",
        "import multiprocessing; multiprocessing.Process(target=print).start()",
    ],
    "threads": [
        "import threading; threading.Thread(target=print, args=['ran']).start()",
        "import _thread; _thread.start_new_thread(print, ('ran',))",
    ],
}
"""What each of some lines asks for."""


def refused() -> list[tuple[str, str]]:
    """Each line with what it asks for, as far as this Python tells of it."""
    return [
        (line, what)
        for what, lines in REFUSED.items()
        if what != "threads" or sys.version_info >= (3, 12)
        for line in lines
    ]


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    """All programs, under a name each: they run in one process, one after the other."""
    for line, what in refused():
        body = f"try:\n    {line}\nexcept RuntimeError as error:\n    print(error)\n"
        yield f"{line}", job(f"{body}{line}  # again\n")
        yield (
            f"{line} {what}",
            job(
                f"def ask():\n    {line}\n\nimport helper\nhelper.call(ask)\n",
                support={"helper.py": "def call(ask):\n    ask()\n"},
            ),
        )


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ran]:
    """How all programs ran."""
    named = dict(jobs())
    found = reader.run(tmp_path_factory.mktemp("reader"), named.values())
    return dict(zip(named, found, strict=True))


@pytest.mark.parametrize(("line", "what"), refused())
def test_refused(line: str, what: str, ran: dict[str, Ran]) -> None:
    """What a browser lacks is refused each time, and told once, with the line that asks for it."""
    done = ran[line]
    refusal = f"a browser has no {what}: run this with your own Python"
    assert done.output == f"{refusal}\n"
    assert f"AbsentError: {refusal}" in done.errors
    assert (done.told, done.status, done.line) == ([[what, 2]], 1, 5)


@pytest.mark.parametrize(("line", "what"), refused())
def test_line_is_the_programs_own(line: str, what: str, ran: dict[str, Ran]) -> None:
    """The line that is told is one of the program's file, also if another module asks."""
    assert ran[f"{line} {what}"].told == [[what, 2]]


@pytest.mark.parametrize(
    ("event", "args", "what"),
    [
        *((event, (), what) for event, what in absent._BY_EVENT.items()),
        *(("import", (module,), what) for module, what in absent._BY_MODULE.items()),
    ],
)
def test_told_once(event: str, args: tuple[str, ...], what: str) -> None:
    """Each is told once in a program, for each program anew, and never outside of one."""
    told: list[tuple[str, int]] = []
    line: int | None = 7
    watcher = Absent(lambda: line, lambda *asked: told.append(asked))

    def ask() -> None:
        if event == "import":
            watcher._audit(event, args)
        else:
            with pytest.raises(AbsentError, match=what):
                watcher._audit(event, args)

    ask()
    ask()
    assert told == [(what, 7)]
    watcher.begin()
    line = None
    ask()
    assert told == [(what, 7)]
    line = 8
    ask()
    assert told == [(what, 7), (what, 8)]


def test_all_else_is_allowed() -> None:
    """Whatever else is asked for passes."""
    told: list[str] = []
    watcher = Absent(lambda: 1, lambda what, _: told.append(what))
    for event, args in (("open", ("x", "r", 0)), ("import", ("socket",)), ("socket.bind", ())):
        watcher._audit(event, args)
    assert told == []
