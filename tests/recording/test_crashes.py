"""Builds that are killed, interrupted, or not alone: never a wrong result, and nothing left."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from helpers.recording import example

from anyio_by_example.library.library import Library
from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.recording.starter import PREFIX
from anyio_by_example.runtime import available

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs signals")

NAMES = [f"e{number}" for number in range(8)]

ROUNDS = int(os.environ.get("ANYIO_BY_EXAMPLE_KILLS", "10"))
"""How often something is killed at random. Each run of the tests has other moments."""

VICTIMS = ("builder", "warm process", "worker")
"""What is killed."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of examples of which each waits a little, and starts another process."""
    (tmp_path / "tmp").mkdir()
    for number, name in enumerate(NAMES):
        body = (
            "import subprocess\nimport sys\nimport time\n\n"
            f"time.sleep(0.0{number})\nprint({name!r})\n"
            f"subprocess.run([sys.executable, '-c', 'import time; time.sleep(0.1)'])"
        )
        case = example(tmp_path, body, name=name)
        case.path.with_suffix(".out").write_text(f"{name}\n", "utf-8", newline="\n")
    return tmp_path


def start(root: Path) -> subprocess.Popen[str]:
    """Start to record all examples, as a build does."""
    return subprocess.Popen(
        [sys.executable, "-m", "anyio_by_example", "run", *(f"t/{name}" for name in NAMES)],
        cwd=root,
        env={**os.environ, "TMPDIR": str(root / "tmp")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def processes(root: Path) -> list[psutil.Process]:
    """The processes of recordings that are still alive."""
    found = []
    for process in psutil.process_iter():
        try:
            mark = process.environ().get("ANYIO_BY_EXAMPLE_RUN", "")
            if mark.startswith(str(root)) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


def assert_nothing_left(root: Path) -> None:
    """After a moment, no process and no temporary folder is left."""
    end = time.monotonic() + 20
    while left := [*processes(root), *(root / "tmp").glob(f"{PREFIX}*")]:
        assert time.monotonic() < end, left
        time.sleep(0.05)


def assert_right(root: Path) -> None:
    """The store holds nothing but right recordings: what is there is used, the rest made anew."""
    library = Library(root / "snippets", Recorder(workers=4))
    for name in NAMES:
        recordings = library.recordings(library.example(f"t/{name}.py"))
        assert [recording.output for recording in recordings.values()] == (
            [f"{name}\n"] * len(available())
        )
    assert {file.suffix for file in library.store.folder.iterdir()} == {".json"}


def warm_process(root: Path, build: subprocess.Popen[str]) -> psutil.Process:
    """The warm process of a build, as soon as it's there."""
    while not (found := processes(root)):
        assert build.poll() is None
        time.sleep(0.01)
    return next(process for process in found if process.ppid() == build.pid)


def children(process: psutil.Process | None) -> list[psutil.Process]:
    """The children of a process, if it's there."""
    with suppress(psutil.NoSuchProcess):
        return process.children() if process else []
    return []


def kill(victim: str, build: subprocess.Popen[str], root: Path, chance: random.Random) -> bool:
    """Kill a part of a build at this moment. Returns whether it was there."""
    found: list[psutil.Process] = []
    with suppress(psutil.NoSuchProcess):
        found = [psutil.Process(build.pid)]
        if victim != "builder":
            found = [each for each in processes(root) if each.ppid() == build.pid]
        if victim == "worker":
            found = [worker for server in found for worker in children(server)]
        if found:
            chance.choice(found).kill()
            return True
    return False


@pytest.mark.at_length
def test_killed_at_random(root: Path) -> None:
    """Whatever is killed at any moment, no process, folder or wrong recording is left, nor blame.

    A build that lost its warm process says so and ends, or has got another one.
    """
    seed = random.randrange(1_000_000)
    chance = random.Random(seed)
    killed: Counter[str] = Counter()
    for number in range(ROUNDS):
        victim = VICTIMS[number % len(VICTIMS)]
        build = start(root)
        server = warm_process(root, build) if victim != "builder" else None
        while victim == "worker" and build.poll() is None and not children(server):
            time.sleep(0.01)
        with suppress(subprocess.TimeoutExpired):
            build.wait(chance.uniform(0.1, 1.2) if victim == "builder" else chance.uniform(0, 0.6))
        was_there = build.poll() is None and kill(victim, build, root, chance)
        killed[victim] += was_there
        output, _ = build.communicate(timeout=60)
        said = f"{victim}, seed {seed}, round {number}: {output}"
        assert "To mend it" not in output, said
        if not (was_there and victim == "builder"):
            has_failed = was_there and "no example is to blame" in output
            assert (build.returncode == 0) != has_failed, said
            assert "Traceback" not in output, said
        assert_nothing_left(root)
        stored = sorted((root / ".recordings").glob("*.json"))
        for file in chance.sample(stored, len(stored) // 2):
            file.unlink()
    print(f"killed, of {ROUNDS}: {dict(killed)} (seed {seed})")
    assert killed.total() > 0, f"nothing was killed in time (seed {seed})"
    assert_right(root)


def test_interrupted(root: Path) -> None:
    """Ctrl-C ends a build at once, and leaves nothing."""
    # what a shell starts in the background ignores it, and so does what that starts
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    build = start(root)
    signal.signal(signal.SIGINT, before)
    server = warm_process(root, build)
    while not server.children():  # a fixed wait could outlast all runs
        time.sleep(0.01)
    build.send_signal(signal.SIGINT)
    output, _ = build.communicate(timeout=20)
    assert build.returncode != 0, output
    assert_nothing_left(root)
    assert_right(root)


def test_warm_process_is_killed(root: Path) -> None:
    """Without the process that forks, a build fails with an error or gets another one."""
    build = start(root)
    server = warm_process(root, build)
    time.sleep(0.4)
    for process in (server, *server.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            process.kill()
    output, _ = build.communicate(timeout=60)
    # or it was seen before it was dead, and another one has taken its place
    assert build.returncode == 0 or "the process that starts examples has failed" in output
    assert_nothing_left(root)
    assert_right(root)


def test_workers_are_killed(root: Path) -> None:
    """If the system kills what watches over a run, the run is made again."""
    build = start(root)
    server = warm_process(root, build)
    while len(workers := server.children()) < 4:
        time.sleep(0.01)
    time.sleep(0.2)
    for worker in workers[::2]:
        with suppress(psutil.NoSuchProcess):
            worker.kill()
    output, _ = build.communicate(timeout=60)
    assert build.returncode == 0, output
    assert_nothing_left(root)
    assert_right(root)


def test_two_at_once(root: Path) -> None:
    """Two builds at a time on one store are both right."""
    builds = [start(root), start(root)]
    for build in builds:
        output, _ = build.communicate(timeout=120)
        assert build.returncode == 0, output
        assert all(output.count(f"\n{name}\n") == len(available()) for name in NAMES)
    assert_nothing_left(root)
    assert_right(root)
