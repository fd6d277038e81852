"""Progress: a bar on a terminal, lines elsewhere, a summary everywhere."""

from __future__ import annotations

import logging
import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.recording import example

from anyio_by_example.library.library import Library
from anyio_by_example.problem import Problem
from anyio_by_example.recording import progress as progress_module
from anyio_by_example.recording.progress import Progress
from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.recording.recording import Recording
from anyio_by_example.runtime import ASYNCIO, available

pytestmark = pytest.mark.alone


def test_summary(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A build says how many runs it recorded and reused, how long it took, and which were slow."""
    caplog.set_level(logging.INFO)
    for seconds in (0, 1, 2, 3, 4, 5):
        example(tmp_path, f"import time\n\ntime.sleep({seconds} / 10)", name=f"e{seconds}")
    library = Library(tmp_path / "snippets", Recorder(workers=4))
    library.record([library.example("t/e5.py")])
    library.record(library.examples())
    runs = len(available())
    first, second = re.findall(r"Recorded (\d+) runs in [\d.]+ s; reused (\d+)\.", caplog.text)
    assert (first, second) == ((f"{runs}", "0"), (f"{5 * runs}", f"{runs}"))
    slowest = caplog.messages[-1].partition("The slowest: ")[2]
    assert slowest.count("t/e") == 5
    assert slowest.startswith("t/e4.py on ")
    seconds_shown = [float(each) for each in re.findall(r"([\d.]+) s", slowest)]
    assert seconds_shown == sorted(seconds_shown, reverse=True)


def test_lines_without_a_terminal(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no terminal, plain lines tell how far it is; problems are counted."""
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(progress_module, "_EVERY", -1.0)
    case = example(tmp_path, "print()")
    problem = Problem(case.shown, 1, "wrong", "mend it")
    with Progress(2, 0) as progress:
        progress.step(case, ASYNCIO, Recording("asyncio", "", 0, 0.1, "2026-01-01", {}))
        progress.step(
            case, ASYNCIO, Recording("asyncio", "", 0, 0.1, "2026-01-01", {}, problem=problem)
        )
    assert caplog.messages[:2] == ["Recorded 1 of 2 runs", "Recorded 2 of 2 runs"]
    assert "1 with a problem" in caplog.messages[2]


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_bar_on_a_terminal(tmp_path: Path) -> None:
    """On a terminal there is a bar, and no line for each step; without one there is no bar."""
    case = example(tmp_path, "print('hello')")
    case.path.with_suffix(".out").write_text("hello\n", "utf-8", newline="\n")
    command = [sys.executable, "-m", "anyio_by_example", "run", "t/case"]
    import fcntl
    import termios

    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    subprocess.run(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=theirs, check=True)
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    os.close(ours)
    assert b"%|" in shown
    assert f"/{len(available())} [".encode() in shown
    for file in (tmp_path / ".recordings").iterdir():
        file.unlink()
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert b"%|" not in result.stderr
    assert b"Recorded" in result.stderr


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""  # Linux's way to say that the other end is closed
