"""The recorder's own failure: told as such with its traceback, never blamed on an example."""

from __future__ import annotations

import errno
import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from helpers import broken_step
from helpers.breaking import FAILING
from helpers.broken_step import SERVER, STEPS, WORKER
from helpers.recording import example, record

from anyio_by_example.library.library import Library
from anyio_by_example.recording import starter as starter_module
from anyio_by_example.recording import supervisor
from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.recording.starter import Forks, Starter
from anyio_by_example.recording.verdict import problem
from anyio_by_example.running.failure import RecorderError
from anyio_by_example.running.job import Ending, Job, Limits
from anyio_by_example.runtime import ASYNCIO

fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a fork")

PROGRAM = "import atexit\n\natexit.register(print, 'b')\nprint('a')"


def options(step: str) -> tuple[str, ...]:
    """What the interpreter of a warm process gets of which one step is broken."""
    return (*supervisor.OPTIONS, broken_step.__file__, step)


@pytest.fixture(scope="module")
def endings() -> Iterator[dict[str, Ending]]:
    """How runs end of which a step is broken, by that step."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(starter_module, "OPTIONS", options(""))
        # one that has failed isn't asked again
        starter = Forks(len(WORKER) + 2, "pinned", patience=10)
        starter.open()
        found = {}
        todo = list(STEPS)
        for number, _ in enumerate(todo):
            starter.start(number, Job(((f"{number}.py", PROGRAM),), "asyncio", timeline="asked"))
            done, ending = starter.next()
            found[todo[done]] = ending
        starter.close()
    yield found
    assert not starter.folder(1).parent.exists()


@fork
@pytest.mark.parametrize("step", STEPS)
def test_broken_step(step: str, endings: dict[str, Ending], tmp_path: Path) -> None:
    """Whatever step breaks, it's the recorder that failed, whatever the header declares."""
    ending = endings[step]
    assert ending.failure.splitlines()[-1] == "OSError: broken on purpose"
    assert ending.failure.startswith("Traceback (most recent call last):\n")
    assert b"Traceback" not in ending.output
    case = example(tmp_path, PROGRAM, f"# exit-status = {ending.status}\n")
    found = problem(ending, case, ASYNCIO, Limits())
    assert found
    assert "the recorder failed: OSError: broken on purpose\n    Traceback" in found.reason
    assert "exit-status" not in found.remedy


@fork
@pytest.mark.parametrize("step", SERVER)
def test_broken_warm_process(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the warm process fails, that's said with its traceback, and nothing is left."""
    monkeypatch.setattr(starter_module, "OPTIONS", options(step))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(RecorderError, match="no example is to blame: OSError: broken on") as caught:
        record(tmp_path, PROGRAM)
    assert "Traceback (most recent call last)" in str(caught.value)
    assert not [*tmp_path.glob(f"{starter_module.PREFIX}*")]


@pytest.mark.parametrize("command", [("raise OSError('broken')",), ("import os; os.abort()",)])
def test_interpreter_that_does_not_start(
    command: tuple[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An interpreter that ends before the program begins is the recorder's matter."""
    monkeypatch.setattr(supervisor, "PYTHON", (sys.executable, "-S", "-c", *command))
    with pytest.raises(RecorderError, match="when it was about to begin"):
        record(tmp_path, PROGRAM, recorder=Recorder(workers=1, fork=False))


@pytest.mark.parametrize("name", FAILING)
@fork
def test_what_it_can_not_do_without(name: str, tmp_path: Path) -> None:
    """A program that takes from the recorder what it needs can't declare what comes of it."""
    recording = record(tmp_path, FAILING[name], more="# exit-status = 70\n")
    assert recording.problem
    assert "the recorder failed: TypeError: 'NoneType' object is not callable" in str(
        recording.problem
    )
    assert recording.output == ""


class Acting(Starter):
    """A starter whose runs end as they are told to.

    Args:
        endings: How they end, one after the other, and the last one for ever.
    """

    def __init__(self, *endings: Ending) -> None:
        super().__init__(2)
        self._endings = [*endings]
        self._running: list[int] = []
        self.started = 0

    @property
    def has_room(self) -> bool:
        """Two at once."""
        return len(self._running) < 2

    def start(self, number: int, job: Job) -> None:
        """Take a job."""
        del job
        self.started += 1
        self._running.append(number)

    def next(self) -> tuple[int, Ending]:
        """End one."""
        ending = self._endings.pop(0) if len(self._endings) > 1 else self._endings[0]
        return self._running.pop(0), ending

    def _open(self) -> None: ...

    def _close(self) -> None: ...


GOOD = Ending(0, 0.1, 0.1, b"", [], "", {"by": "end"}, "")
SHORT = Ending.of_failure("BlockingIOError: no more processes")
BROKEN = Ending(70, 0.1, 0.1, b"", [], "", {}, "", failure="ValueError: a fault", began=True)


@pytest.mark.parametrize(
    ("endings", "expected", "most"),
    [
        ((SHORT, SHORT, GOOD), [None, None], 4),
        ((BROKEN, GOOD), [None, None], 3),
        ((SHORT,), "no example is to blame: BlockingIOError: no more processes", 6),
        ((BROKEN,), ["ValueError: a fault", "ValueError: a fault"], 6),
        ((GOOD, SHORT), "no example is to blame", 6),
    ],
    ids=["short for a while", "fails once", "always short", "always fails", "short at last"],
)
def test_tries(
    endings: tuple[Ending, ...],
    expected: str | list[str | None],
    most: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What fails is tried again; if nothing can be run at all, that's said once."""
    acting = Acting(*endings)
    monkeypatch.setattr(Recorder, "_starter", lambda *_: acting)
    runs = [(example(tmp_path, "print()", name=name), ASYNCIO) for name in ("one", "two")]
    recordings = Recorder(workers=2).record(runs)
    if isinstance(expected, str):
        with pytest.raises(RecorderError, match=expected):
            list(recordings)
    else:
        problems = [recording.problem for _, recording in recordings]
        for problem_, wanted in zip(problems, expected, strict=True):
            assert (problem_ is None) == (wanted is None)
            assert wanted is None or wanted in str(problem_)
    assert acting.started <= most


SYSTEM: dict[str, Callable[[pytest.MonkeyPatch, Callable[..., NoReturn]], None]] = {
    "a folder": lambda patch, lacks: patch.setattr(tempfile, "mkdtemp", lacks),
    "descriptors": lambda patch, lacks: patch.setattr(socket, "socketpair", lacks),
    "a process": lambda patch, lacks: patch.setattr(subprocess, "Popen", lacks),
}


@fork
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE, errno.EAGAIN])
@pytest.mark.parametrize("lacking", SYSTEM)
def test_what_the_system_lacks(
    lacking: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system can't give is said once, nothing is left, and it's asked for anew."""

    def lacks(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    recorder = Recorder(workers=1)
    with monkeypatch.context() as patch:
        SYSTEM[lacking](patch, lacks)
        with pytest.raises(RecorderError, match=re.escape(os.strerror(number))):
            record(tmp_path, PROGRAM, recorder=recorder)
    assert not [*tmp_path.glob(f"{starter_module.PREFIX}*")]
    recorder.close()


def test_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build asks for each example again; the reason is said once, and nothing is tried again."""
    acting: list[Acting] = []

    def start(*_: object) -> Acting:
        acting.append(Acting(SHORT))
        return acting[-1]

    monkeypatch.setattr(Recorder, "_starter", start)
    names = ("one", "two")
    cases = [example(tmp_path, "print()", name=name) for name in names]
    library = Library(tmp_path / "snippets", Recorder(workers=2))
    said = []
    for case in cases:
        with pytest.raises(RecorderError) as caught:
            library.recordings(library.example(case.name))
        said.append("BlockingIOError" in str(caught.value))
    assert (said, len(acting)) == ([True, False], 1)
    cases[0].path.write_text(cases[0].text + "# changed\n", "utf-8")
    with pytest.raises(RecorderError, match="BlockingIOError"):
        library.recordings(library.example(cases[0].name))
    assert len(acting) == 2
