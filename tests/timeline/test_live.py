"""A program that runs is shown as far as it has come, and does what it does without."""

from __future__ import annotations

import gc
import os
import re
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import pytest
from bs4 import BeautifulSoup
from helpers.support import ROOT

from anyio_timeline.cli import asking, snapshot
from anyio_timeline.cli.command import main
from anyio_timeline.cli.snapshot import take
from anyio_timeline.watching.story import Story

HELD = """
import sys
import threading
import time

import anyio
from anyio import to_thread

def hold() -> None:
    print("held", flush=True)
    input()

async def work(name: str) -> None:
    with anyio.move_on_after(0.1):
        await anyio.sleep_forever()
    print(name, "has worked")

async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(work, "one")
        tg.start_soon(work, "two")
    await to_thread.run_sync(hold)
    with anyio.CancelScope() as scope:
        scope.cancel()
        await anyio.sleep(1)
    print(threading.active_count(), [each.name for each in threading.enumerate()])

anyio.run(main)
sys.exit(3)
"""
"""A program that waits for a line when it has done the half."""

COMMAND = ("-m", "anyio_timeline", "-o", "out.html", "held.py")

BLOCKED = """
import time

import anyio

async def idle() -> None:
    await anyio.sleep(0)

async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(idle)
        print("held", flush=True)
        time.sleep(8)

anyio.run(main)
"""
"""A program whose loop is blocked before one of its tasks has begun."""


@contextmanager
def running(
    folder: Path, *words: str, program: str = HELD, times: str = "asked"
) -> Iterator[subprocess.Popen[str]]:
    """A program that is held, drawn with some options."""
    (folder / "held.py").write_text(program, "utf-8")
    process = subprocess.Popen(
        [sys.executable, *COMMAND, "--times", times, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.kill()


def until_held(process: subprocess.Popen[str]) -> str:
    """Read what a program prints until it waits for a line."""
    assert process.stdout
    said = ""
    while not said.endswith("held\n"):
        line = process.stdout.readline()
        assert line, process.communicate()
        said += line
    return said


def address(process: subprocess.Popen[str]) -> str:
    """What the command says of where the page is."""
    assert process.stderr
    line = process.stderr.readline()
    found = re.fullmatch(
        r"anyio-timeline: (http://127\.0\.0\.1:\d+/[\w-]{16}/) shows it while it runs\n", line
    )
    assert found, line
    return found[1]


def get(address: str, **headers: str) -> str:
    """What a server answers."""
    asked = urllib.request.Request(address, headers=headers)
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return str(answer.read().decode())


def events(html: str) -> list[str]:
    """The events in words."""
    return [each.get_text() for each in BeautifulSoup(html, "html.parser").select(".tl-words li")]


def test_shows_what_was_so_far(tmp_path: Path) -> None:
    """While it runs, the page has what the last picture begins with; and it says that it goes on.

    The program prints what it prints without, knows of no other thread, and ends as it does.
    """
    with running(tmp_path, "--watch") as process:
        page = address(process)
        said = until_held(process)
        shown = get(page)
        again = get(page)
        out, err = process.communicate("\n", 60)
    with running(tmp_path) as alone:
        until_held(alone)
        out_alone, err_alone = alone.communicate("\n", 60)
    assert said == "one has worked\ntwo has worked\nheld\n"
    assert (out, err, process.returncode) == (out_alone, err_alone, 3) == (out, "", 3)
    assert alone.returncode == 3
    last = (tmp_path / "out.html").read_text("utf-8")
    # of what goes on, the last picture has another end
    so_far = [each for each in events(shown) if not each.endswith("when the timeline ends")]
    assert len(so_far) > 6
    assert any("held" in event for event in so_far)
    assert events(last)[: len(so_far)] == so_far
    assert len(events(last)) > len(so_far)
    assert events(again) == events(shown)
    assert "held.py: the first " in shown
    assert "all is over after" not in shown
    assert "What is drawn of it comes into out.html, unless it was killed." in shown
    assert "What goes on is drawn as if it ended now." in shown
    assert "It runs." not in last


def test_the_last_picture_is_the_same(tmp_path: Path) -> None:
    """What is drawn at the end is what is drawn when nobody has watched."""
    pictures = []
    for words in (["--watch"], []):
        with running(tmp_path, *words) as process:
            if words:
                page = address(process)
                for _ in range(3):
                    get(page)
            until_held(process)
            process.communicate("\n", 60)
        pictures.append((tmp_path / "out.html").read_text("utf-8"))
    assert pictures[0] == pictures[1]


def test_a_blocked_loop(tmp_path: Path) -> None:
    """What is to last eight seconds has lasted until now; who can't begin is ready, not running."""
    with running(tmp_path, "--watch", program=BLOCKED, times="measured") as process:
        page = address(process)
        until_held(process)
        shown = get(page)
        sleep(0.6)
        later = get(page)
    ends = [re.search(r"held\.py: the first ([\d.]+) s", each) for each in (shown, later)]
    assert ends[0]
    assert ends[1]
    assert 0 < float(ends[0][1]) < float(ends[1][1]) < 7
    assert any(event.startswith("idle could") for event in events(later)), events(later)


@pytest.mark.parametrize(
    ("path", "headers"), [("x", {}), ("", {"Host": "example.org"})], ids=["path", "host"]
)
def test_for_who_has_the_address(path: str, headers: dict[str, str], tmp_path: Path) -> None:
    """Without the secret in it, or by another name of this machine, there is no page."""
    with running(tmp_path, "--watch") as process:
        page = address(process)
        until_held(process)
        assert "held.py" in get(page)
        with pytest.raises(urllib.error.HTTPError, match="404"):
            get(page + path, **headers)
        _, err = process.communicate("\n", 60)
    assert err == ""


def test_nobody_is_interrupted() -> None:
    """While somebody tells something, no copy is made; and one is when that is told."""
    story = Story()
    lock = threading.Lock()
    inside = threading.Event()
    file = str(Path(snapshot._TELLING, "watching", "told.py"))

    def tell() -> None:
        exec(
            compile("inside.set()\nlock.acquire()", file, "exec"), {"inside": inside, "lock": lock}
        )

    with lock:
        thread = threading.Thread(target=tell)
        thread.start()
        inside.wait()
        assert take(story) is None
    thread.join()
    assert take(story) is not None


def test_interval_comes_back() -> None:
    """How long a thread may run before others do is as it was."""
    before = sys.getswitchinterval()
    take(Story())
    assert sys.getswitchinterval() == before


def test_a_fork_is_as_usual() -> None:
    """A process forked while a copy is made collects garbage, and changes threads, as ever."""
    before = sys.getswitchinterval()
    with snapshot._undisturbed():
        assert (gc.isenabled(), sys.getswitchinterval() == before) == (False, False)
        # what a child does first
        snapshot.restore()
        assert (gc.isenabled(), sys.getswitchinterval()) == (True, before)
    assert (gc.isenabled(), sys.getswitchinterval()) == (True, before)


def test_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is interrupted again and again stops the program for little time, and is given up."""
    copies: list[float] = []
    monkeypatch.setattr(snapshot, "_state", lambda *_: object())
    monkeypatch.setattr(snapshot, "monotonic", lambda: len(copies) * 0.2)
    monkeypatch.setattr(snapshot, "_taken", lambda _: copies.append(0.2))
    assert take(Story()) is None
    assert len(copies) == 2


OWN = """
import os

import anyio

class Deadline(float):
    def __reduce__(self):
        raise RuntimeError("this is mine")

async def main() -> None:
    with anyio.CancelScope(deadline=Deadline(anyio.current_time() + 600)):
        await anyio.sleep(0.01)
        print("held", flush=True)
        input()

# as a program does that says itself which files it has
os.closerange(3, 1024)
os.dup2(1, 200)
anyio.run(main)
if not os.fork():
    os.write(200, b"from the child\\n")
    os._exit(0)
os.wait()
"""
"""A program with a number of its own, and a file where the tool's connection was."""


def test_what_is_the_programs_own(tmp_path: Path) -> None:
    """Nothing of its objects is called, and a fork has the files that it would have without."""
    with running(tmp_path, "--watch", program=OWN) as process:
        address(process)
        until_held(process)
        out, err = process.communicate("\n", 60)
    assert (out, err, process.returncode) == ("from the child\n", "", 0)
    numbers = OWN.partition("# as")[0] + "anyio.run(main)\n"
    with running(tmp_path, "--watch", program=numbers) as process:
        page = address(process)
        until_held(process)
        assert any("move" in each or "CancelScope" in each for each in events(get(page)))
        _, err = process.communicate("\n", 60)
    assert err == ""


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[asking.Asker, socket.socket, int]]:
    """Who has asked and isn't answered in time, the program's end, and the number of that."""
    monkeypatch.setattr(asking, "_PATIENCE", 0.2)
    program, server = socket.socketpair()
    with program, server:
        asker = asking.Asker(server)
        with pytest.raises(TimeoutError):
            asker.ask()
        yield asker, program, asking.asked(program)


def test_answers_nobody_waits_for(late: tuple[asking.Asker, socket.socket, int]) -> None:
    """A program that is late with a large answer doesn't wait until somebody asks again."""
    asker, program, number = late
    content = bytes(10_000_000)
    answers = threading.Thread(target=asking.answer, args=(program, number, content))
    answers.start()
    while answers.is_alive():
        asker.drain()
    threading.Timer(0.1, lambda: asking.answer(program, asking.asked(program), b"new")).start()
    assert asker.ask() == b"new"


def test_while_the_last_picture_is_drawn(tmp_path: Path) -> None:
    """Who has ended isn't said to run, although its last picture takes some time."""
    held = HELD.replace("sys.exit(3)", "import atexit; atexit.register(print, 'over', flush=True)")
    held += "\nfrom anyio_timeline.editing import Edition\n"
    held += "Edition.__init__ = lambda *_: time.sleep(60)\n"
    with running(tmp_path, "--watch", program=held) as process:
        where = address(process)
        until_held(process)
        assert "It runs" in get(where)
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
        while process.stdout and process.stdout.readline() != "over\n":
            pass
        sleep(1)
        with pytest.raises(OSError):  # noqa: PT011 (there are many kinds of it)
            get(where)
        assert process.poll() is None


def test_not_wanted_any_more() -> None:
    """Who has something else to do, as to end before a fork, doesn't try."""
    assert take(Story(), is_unwanted=lambda: True) is None


EXPIRED = """
import asyncio
import sys

async def main() -> None:
    async with asyncio.timeout(0.01):
        try:
            await asyncio.sleep(9)
        finally:
            print("held", flush=True)
            await asyncio.to_thread(sys.stdin.readline)

asyncio.run(main())
"""


@pytest.mark.skipif("sys.version_info < (3, 11)", reason="asyncio has no timeout()")
def test_shows_what_asyncio_has_cancelled(tmp_path: Path) -> None:
    """What a timeout of asyncio's has ended is on the page while its task goes on."""
    with running(tmp_path, "--watch", program=EXPIRED) as process:
        page = address(process)
        until_held(process)
        shown = get(page)
        process.communicate("\n", 60)
    assert any("when timeout(0.01) cancels it" in event for event in events(shown))


def test_says_that_it_failed(tmp_path: Path) -> None:
    """If the timeline itself fails, the page says that."""
    held = HELD.replace("def hold()", "from anyio_timeline.watching.story import Story\ndef hold()")
    second = '        tg.start_soon(work, "two")\n'
    held = held.replace(second, f"        Story.spawn = None\n{second}")
    with running(tmp_path, "--watch", program=held) as process:
        where = address(process)
        until_held(process)
        assert "the timeline itself has failed (TypeError)" in get(where)


def test_late_answers(late: tuple[asking.Asker, socket.socket, int]) -> None:
    """Who isn't answered in time gets the answer to the next question, and not the late one."""
    asker, program, number = late
    threading.Timer(0.1, lambda: asking.answer(program, asking.asked(program), b"new")).start()
    # and half of what was wanted before comes now
    asking.answer(program, number, b"old")
    assert asker.ask() == b"new"
    assert asking.asked(program) == 0


def test_threads_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where threads don't wait for each other, nothing can be copied, and the command says so."""
    monkeypatch.setattr(sys, "_is_gil_enabled", lambda: False, raising=False)
    with pytest.raises(SystemExit, match="2"):
        main(["--watch", "-o", "out.html", "held.py"])
    assert "--watch needs POSIX, and a Python whose threads wait" in capsys.readouterr().err
