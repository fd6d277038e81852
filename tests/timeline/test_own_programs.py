"""What is drawn of any program is true, bounded, and in a form that others read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from helpers.draws import draw
from helpers.support import ROOT

BACKENDS = pytest.mark.parametrize("backend", ["asyncio", "trio"])


HOG = """
import time
import anyio

def compute():
    end = time.monotonic() + 0.3
    while time.monotonic() < end:
        pass

async def sleeper():
    await anyio.sleep(0.1)
    print("woke")

async def hog():
    await anyio.sleep(0.05)
    compute()

async def main():
    async with anyio.create_task_group() as tg:
        tg.start_soon(sleeper)
        tg.start_soon(hog)

anyio.run(main)
"""


@BACKENDS
def test_blocked(backend: str, tmp_path: Path) -> None:
    """Who blocks an event loop is named with the line, and so is who could go on meanwhile."""
    text = draw(tmp_path, HOG, "--runtime", backend)
    assert "hog blocks the event loop in it.py:" in text
    line = int(text.partition("in it.py:")[2].split()[0])
    assert line in (7, 8)
    assert "sleeper could go on, but the event loop is blocked until 0.3" in text
    assert "sleeper waits in sleep(0.1) until 0.1" in text


TURNS = """
import time
import anyio

async def busy(n):
    end = time.monotonic() + 0.01
    while time.monotonic() < end:
        pass

async def main():
    async with anyio.create_task_group() as tg:
        for n in range(3):
            tg.start_soon(busy, n)

anyio.run(main)
"""


@BACKENDS
def test_turns(backend: str, tmp_path: Path) -> None:
    """No two tasks of one event loop are drawn as running at once."""
    events = json.loads(draw(tmp_path, TURNS, "--runtime", backend, file="x.json"))["traceEvents"]
    spans = [each for each in events if each["ph"] == "X"]
    tasks = {each["tid"]: each for each in spans if each["cat"] == "task"}
    waits = defaultdict(list)
    for each in spans:
        if each["cat"] not in ("task", "scope", "blocked"):
            waits[each["tid"]].append((each["ts"], each["ts"] + each["dur"]))
    for at in range(0, max(each["ts"] + each["dur"] for each in tasks.values()), 500):
        running = [
            task["name"]
            for number, task in tasks.items()
            if task["ts"] <= at < task["ts"] + task["dur"]
            and not any(start <= at < end for start, end in waits[number])
        ]
        assert len(running) <= 1 or near(at, spans), (at, running)


def near(at: int, spans: list[dict[str, Any]]) -> bool:
    """Whether a task begins or ends at that time, but for half a millisecond."""
    edges = [edge for each in spans for edge in (each["ts"], each["ts"] + each["dur"])]
    return any(abs(edge - at) < 600 for edge in edges)


NESTED = """
import anyio

async def job(n):
    with anyio.move_on_after(0.02):
        with anyio.CancelScope():
            await anyio.sleep(n)
    print("job", n)

async def main():
    async with anyio.create_task_group() as tg:
        for n in range(3):
            tg.start_soon(job, n)
    await anyio.to_thread.run_sync(print, "in a thread")

anyio.run(main)
"""


@BACKENDS
def test_trace(backend: str, tmp_path: Path) -> None:
    """In a trace, each span lies in the one round it, on a row that has a name."""
    trace = json.loads(draw(tmp_path, NESTED, "--runtime", backend, file="x.json"))
    events = trace["traceEvents"]
    names = {each["tid"]: each["args"]["name"] for each in events if each["name"] == "thread_name"}
    assert [*names.values()][:4] == ["main", "job(0)", "job(1)", "job(2)"]
    rows = defaultdict(list)
    for each in events:
        if each["ph"] == "X":
            rows[each["tid"]].append((each["ts"], -each["dur"]))
    assert rows.keys() == names.keys()
    for spans in rows.values():
        around: list[int] = []
        for start, length in sorted(spans):
            while around and around[-1] <= start:
                around.pop()
            assert not around or start - length <= around[-1]
            around.append(start - length)
    said = [each["name"] for each in events if each["ph"] == "i"]
    assert "prints job 2" in said
    assert "move_on_after(0.02) is cancelled: deadline reached" in said


def printed(folder: Path, *words: str) -> str:
    """What Python prints when it's given these words in a folder, and ends well."""
    result = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout


MANY = """
import resource, sys
import anyio

async def one():
    await anyio.sleep(0)

async def main():
    for _ in range(int(sys.argv[1]) // 50):
        async with anyio.create_task_group() as tg:
            for _ in range(50):
                tg.start_soon(one)

anyio.run(main)

"""


@pytest.mark.at_length
@BACKENDS
@pytest.mark.parametrize("bound", ["--first", "--last"])
def test_memory(bound: str, backend: str, tmp_path: Path) -> None:
    """100,000 tasks take at most 1.2 times the memory of 10,000; the picture is made in it, too."""
    peaks = []
    for count in ("10000", "100000"):
        (tmp_path / "it.py").write_text(MANY, "utf-8")
        words = ["it.py", "-o", "x.svg", bound, "5000", "--runtime", backend, "--", count]
        code = (
            "import resource, subprocess, sys\n"
            "subprocess.run([sys.executable, '-m', 'anyio_timeline', *sys.argv[1:]], check=True)\n"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        peaks.append(int(printed(tmp_path, "-c", code, *words)))
    assert peaks[1] <= 1.2 * peaks[0], peaks


STEPS = """
import anyio

async def main():
    for n in range(40):
        await anyio.sleep(0.005)
        print("step", n)

anyio.run(main)
"""


@BACKENDS
@pytest.mark.parametrize(
    ("words", "has", "lacks"),
    [
        (["--first", "20"], ["main starts", "“step 0”", "isn't shown"], ["“step 39”"]),
        (["--last", "20"], ["main goes on", "“step 39”", "came before"], ["“step 0”"]),
        (["--from", "0.1"], ["main goes on", "“step 39”", "came before"], ["“step 0”"]),
        (["--to", "0.1"], ["main starts", "“step 0”", "isn't shown"], ["“step 39”"]),
    ],
)
def test_part(
    words: list[str], has: list[str], lacks: list[str], backend: str, tmp_path: Path
) -> None:
    """Of a long program, its first steps, its last ones or those of a time are drawn."""
    text = draw(tmp_path, STEPS, "--runtime", backend, *words)
    assert [each for each in has if each not in text] == []
    assert [each for each in lacks if each in text] == []
    picture = draw(tmp_path, STEPS, "--runtime", backend, *words, file="x.svg")
    assert "the run goes on before or after this" in picture
    assert "the run goes on" not in draw(tmp_path, STEPS, file="y.svg")


LIBRARY = """
import anyio

class Client:
    async def get(self):
        await anyio.sleep(0.01)

    async def both(self, lock):
        async with lock:
            await anyio.to_thread.run_sync(int)
"""
CALLS = """
import anyio
import client

async def main():
    it = client.Client()
    await it.get()
    lock = anyio.Lock()
    async with lock, anyio.create_task_group() as tg:
        tg.start_soon(it.both, lock)
        await anyio.sleep(0.01)
        lock.release()
        await anyio.sleep(0.05)
        await lock.acquire()

anyio.run(main)
"""


@BACKENDS
def test_libraries(backend: str, tmp_path: Path) -> None:
    """A call of a library says what it waits for inside."""
    (tmp_path / "library" / "client-1.0.dist-info").mkdir(parents=True)
    (tmp_path / "library" / "client.py").write_text(LIBRARY, "utf-8")
    text = draw(tmp_path, CALLS, "--runtime", backend)
    assert "main waits in get() → sleep(0.01) until" in text
    assert "Client.both waits in both() → acquire() until" in text
    assert "Client.both waits in both() → to_thread.run_sync() until" in text


GROUP = """
import sys
import anyio
from anyio._backends import _asyncio, _trio

class Group({}.TaskGroup):
    pass

async def job(n):
    await anyio.sleep(n)

async def main():
    async with Group() as tg:
        tg.start_soon(job, 5)
        await anyio.sleep(0.01)
        tg.cancel_scope.cancel()

anyio.run(main)
"""


@BACKENDS
def test_group_of_a_library(backend: str, tmp_path: Path) -> None:
    """A class of task groups that a library makes from AnyIO's is one, too."""
    text = draw(tmp_path, GROUP.format(f"_{backend}"), "--runtime", backend)
    assert "main opens a task group" in text
    assert "main waits for the tasks of its group" in text
    assert "job ends, cancelled by task group" in text


PORTAL = """
import anyio
from anyio.from_thread import BlockingPortal

async def job():
    await anyio.sleep(0.05)
    print("job")

def work(portal):
    portal.call(job)
    print("work")

async def main():
    async with BlockingPortal() as portal:
        await anyio.to_thread.run_sync(work, portal)

anyio.run(main)
"""


@BACKENDS
def test_thread_calls_a_portal(backend: str, tmp_path: Path) -> None:
    """A thread that calls a portal waits until the task that this makes has ended."""
    text = draw(tmp_path, PORTAL, "--runtime", backend, "--times", "asked")
    assert "thread work waits in from_thread.call() until 0.05 s" in text


TESTS = """
import anyio, pytest
pytestmark = pytest.mark.anyio

async def test_one():
    await anyio.sleep(0.01)

@pytest.mark.parametrize("n", [1])
async def test_two(n):
    with anyio.move_on_after(0.01):
        await anyio.sleep(1)

@pytest.fixture
async def resource():
    await anyio.sleep(0.01)
    yield 5

@pytest.mark.xfail
async def test_three(resource):
    await anyio.sleep(0.01)
    assert resource == 6

def test_four(anyio_backend, resource):
    assert resource == 5
"""


def drawn_tests(folder: Path, tests: str, status: int) -> dict[str, str]:
    """What is written of each test of a run of pytest that ends with a status."""
    (folder / "test_it.py").write_text(tests, "utf-8")
    words = ["-m", "pytest", "-o", "{test}.txt", "--", "-q", "-p", "no:asyncio", "test_it.py"]
    result = subprocess.run(
        [sys.executable, "-m", "anyio_timeline", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (status, "")
    return {each.stem: each.read_text("utf-8") for each in folder.glob("*.txt")}


def test_each_test(tmp_path: Path) -> None:
    """Of a run of pytest there is one picture for each test, by its name, with how it ended."""
    drawn = drawn_tests(tmp_path, TESTS, 0)
    assert drawn.keys() == {
        f"test_it.test_{name}"
        for name in (
            *("one[asyncio]", "one[trio]", "two[asyncio-1]", "two[trio-1]"),
            *("three[asyncio]", "three[trio]", "four[asyncio]", "four[trio]"),
        )
    }
    for name, text in drawn.items():
        assert text.startswith("test_it.py::")
        assert ("move_on_after" in text) is ("two" in name)
        assert ": 1 task" in text
        test = name.removeprefix("test_it.").partition("[")[0]
        # of a test that is no coroutine, only the task of its fixture is one
        task = "resource" if test == "test_four" else test
        ended = "raises AssertionError" if test == "test_three" else "finishes"
        assert f"{task} starts" in text
        assert text.endswith(f"  {task} {ended}\n")


def test_last_test(tmp_path: Path) -> None:
    """A test that ends the whole run, of which pytest reports nothing, is told of as it ends."""
    tests = (
        "import anyio, pytest\n\n@pytest.mark.anyio\nasync def test_last(anyio_backend):\n"
        "    await anyio.sleep(0.01)\n    pytest.exit('stop')\n"
    )
    [text] = drawn_tests(tmp_path, tests, 2).values()
    assert text.endswith("  test_last raises Exit\n")


COST = """
import sys, time
import anyio
from anyio.lowlevel import checkpoint

async def main():
    best = 1e9
    for _ in range(3):
        start = time.thread_time()
        for _ in range(3_000):
            await checkpoint()
        best = min(best, time.thread_time() - start)
    print(best)

anyio.run(main, backend=sys.argv[1])
"""


@pytest.mark.alone
@pytest.mark.alike(2)
@BACKENDS
def test_cost(backend: str, tmp_path: Path) -> None:
    """A checkpoint takes at most four times as long as without: the best of some turns of both."""
    plain: list[float] = []
    drawn: list[float] = []
    for _ in range(4):
        (tmp_path / "it.py").write_text(COST, "utf-8")
        for words, found in ((["it.py", backend], plain), (None, drawn)):
            words = words or ["-m", "anyio_timeline", "it.py", "-o", "x.txt", "--", backend]
            found.append(float(printed(tmp_path, *words)))
    assert min(drawn) <= 4 * min(plain), (plain, drawn)
