"""The recorder: each run is what it would be if a reader ran the file."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import psutil
import pytest
from helpers.recording import example, record

from anyio_by_example.recording import recorder as recorder_module
from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.recording.starter import Spawns
from anyio_by_example.running.job import Limits
from anyio_by_example.runtime import AS_WRITTEN, ASYNCIO, EAGER, RUNTIMES, TRIO, UVLOOP, Runtime

IN_THE_LOOP = """
import anyio
from anyio.from_thread import BlockingPortalProvider, start_blocking_portal

async def loop() -> str:
    from anyio.lowlevel import current_token
    name = current_token().backend_class.__module__.rpartition("_")[2]
    if name == "trio":
        return name
    import asyncio
    running = asyncio.get_running_loop()
    factory = running.get_task_factory()
    eager = factory is not None and factory is getattr(asyncio, "eager_task_factory", 0)
    return f"{name} {type(running).__module__.partition('.')[0]} {'eager' if eager else 'lazy'}"

print(anyio.run(loop))
with start_blocking_portal() as portal:
    print(portal.call(loop))
with BlockingPortalProvider() as portal:
    print(portal.call(loop))
"""

LOOPS = {
    ASYNCIO: "asyncio asyncio lazy",
    UVLOOP: "asyncio uvloop lazy",
    EAGER: "asyncio asyncio eager",
    TRIO: "trio",
}


@pytest.mark.parametrize("runtime", [r for r in RUNTIMES if not r.missing], ids=str)
def test_runtime_is_what_it_is_called(runtime: Runtime, tmp_path: Path) -> None:
    """`anyio.run` and both kinds of blocking portal start the runtime's own event loop."""
    recording = record(tmp_path, IN_THE_LOOP, runtime)
    assert recording.problem is None
    assert recording.output.splitlines() == [LOOPS[runtime]] * 3


def test_named_backend_is_left_alone(tmp_path: Path) -> None:
    """A file that names a backend runs as it stands."""
    body = IN_THE_LOOP.replace("anyio.run(loop)", 'anyio.run(loop, backend="trio")')
    lines = record(tmp_path, body, AS_WRITTEN).output.splitlines()
    assert lines == [LOOPS[TRIO], LOOPS[ASYNCIO], LOOPS[ASYNCIO]]


@pytest.mark.parametrize(
    ("body", "output"),
    [
        ("print(__name__)", "__main__"),
        ("import sys\nprint(sys.argv)", "['case.py']"),
        ("import os\nprint(os.path.basename(__file__), os.listdir())", "case.py ['case.py']"),
        ("import sys\nprint(repr(sys.stdin.read()))", "''"),
        ("import sys\nprint(sys.stdout.encoding, 'é')", "utf-8 é"),
        ("import os\nprint('SECRET' in os.environ)", "False"),
        ("import sys\nprint(sys.modules['__main__'].__file__ == __file__)", "True"),
    ],
)
def test_surroundings(
    body: str, output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program is `__main__`, alone in its folder, with nothing to read and no secrets."""
    monkeypatch.setenv("SECRET", "x")
    assert record(tmp_path, body).output == output + "\n"


def test_all_output_in_order(tmp_path: Path) -> None:
    """Both streams, direct writes and child processes are taken down in order."""
    body = """
import os
import subprocess
import sys

print("1", "2", sep="-", end="\\n")
print("3", file=sys.stderr)
sys.stdout.write("4\\n")
os.write(2, b"5\\n")
os.write(1, b"6\\n")
subprocess.run([sys.executable, "-c", "print(7)"], check=True)
print("8")
"""
    recording = record(tmp_path, body)
    assert recording.output.replace(os.linesep, "\n") == "1-2\n3\n4\n5\n6\n7\n8\n"


def test_processes_are_fresh(tmp_path: Path) -> None:
    """Each run has a process of its own, so what one changes another never sees."""
    body = "import os, anyio\nprint(os.getpid(), hasattr(anyio, 'mark'))\nanyio.mark = 1"
    first, second = record(tmp_path, body), record(tmp_path, body)
    assert first.output.split()[1] == second.output.split()[1] == "False"
    assert first.output != second.output


def test_traceback_starts_in_the_example(tmp_path: Path) -> None:
    """An uncaught error reads as it does for a reader: no frame and no path of the recorder."""
    more = "# exit-status = 1\n"
    recording = record(tmp_path, "def fail():\n    raise ValueError('boom')\n\nfail()", more=more)
    assert (recording.problem, recording.exit_status) == (None, 1)
    lines = recording.output.splitlines()
    assert lines[:2] == [
        "Traceback (most recent call last):",
        '  File "case.py", line 12, in <module>',
    ]
    assert lines[-1] == "ValueError: boom"
    assert "anyio_by_example" not in recording.output


@pytest.mark.parametrize(
    ("body", "more", "status"),
    [
        ("import sys\nsys.exit(3)", "# exit-status = 3\n", 3),
        ("import sys\nsys.exit(0)\nprint()", "# exit-status = 0\n", None),
        ("import sys\nprint()\nsys.exit(0)", "# exit-status = 0\n", 0),
        pytest.param(
            "import os, signal\nos.kill(os.getpid(), signal.SIGTERM)",
            "# exit-status = -15\n",
            -15,
            marks=pytest.mark.skipif(os.name != "posix", reason="needs signals"),
        ),
        (
            "import threading, time\nthreading.Thread(target=time.sleep, args=[1.5]).start()",
            '# leaves = ["thread"]\n',
            0,
        ),
        (
            "import subprocess, sys\n"
            "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])",
            '# leaves = ["process"]\n',
            0,
        ),
    ],
    ids=["exit 3", "exit 0 early", "exit 0 at the end", "signal", "thread", "process"],
)
def test_declared_ends(body: str, more: str, status: int | None, tmp_path: Path) -> None:
    """What a header declares is no problem; leaving early with status 0 always is one."""
    recording = record(tmp_path, body, more=more)
    if status is None:
        assert recording.problem
    else:
        assert (recording.problem, recording.exit_status) == (None, status)


def test_stamp(tmp_path: Path) -> None:
    """A recording says which versions made it, when, and how long it took."""
    recording = record(tmp_path, "import time\ntime.sleep(0.3)", TRIO)
    assert recording.versions["Python"] == ".".join(map(str, sys.version_info[:3]))
    assert set(recording.versions) == {"Python", "AnyIO", "Trio"}
    assert recording.seconds >= 0.3
    assert len(recording.date.split("-")) == 3


def test_many_at_once(tmp_path: Path) -> None:
    """Runs overlap: one of two can only end when it sees the other."""
    meeting = tmp_path / "meeting"
    meeting.mkdir()
    body = f"""
import os
import pathlib
import time

meeting = pathlib.Path({str(meeting)!r})
(meeting / str(os.getpid())).touch()
while len(list(meeting.iterdir())) < 2:
    time.sleep(0.01)
"""
    runs = [(example(tmp_path, body, name=name), ASYNCIO) for name in ("one", "two")]
    recordings = Recorder(Limits(seconds=30), workers=2).record(runs)
    assert [recording.problem for _, recording in recordings] == [None, None]


def test_measured_work_alone(tmp_path: Path) -> None:
    """An example that measures work runs when no other does, after all others."""
    log = tmp_path / "log"
    body = f"""
import pathlib
import time

with pathlib.Path({str(log)!r}).open("a") as file:
    file.write("in {{0}}\\n")
    file.flush()
    time.sleep(0.3)
    file.write("out {{0}}\\n")
print({{0}})
"""
    work = '# measured = "work"\n'
    measured = {"1": work, "2": work, "3": ""}
    runs = [
        (example(tmp_path, body.replace("{0}", name), more, f"e{name}"), ASYNCIO)
        for name, more in measured.items()
    ]
    assert [r.output for _, r in Recorder(workers=3).record(runs)] == ["3\n", "1\n", "2\n"]
    wanted = "in 3 out 3 in 1 out 1 in 2 out 2"
    assert " ".join(log.read_text("utf-8").split()) == wanted


@pytest.mark.skipif(sys.platform != "linux", reason="there may be no such folder")
def test_place_of_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs run in memory where programs may, unless another temporary folder was chosen."""
    memory = os.statvfs("/dev/shm")
    is_fit = not memory.f_flag & os.ST_NOEXEC and memory.f_bavail * memory.f_frsize >= 1 << 30
    for chosen, wanted in (("/tmp", "/dev/shm" if is_fit else "/tmp"), (str(tmp_path),) * 2):
        monkeypatch.setattr(tempfile, "tempdir", chosen)
        starter = Spawns(1)
        starter.open()
        assert starter.folder(1).parents[1] == Path(wanted).resolve()
        starter.close()
        assert not starter.folder(1).parent.exists()


def processes() -> set[int]:
    """All that descends from this process."""
    return {process.pid for process in psutil.Process().children(recursive=True)}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a fork")
def test_stays_warm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is warm is used again until it's closed, or until a package has changed."""
    before = processes()
    body = "import os\n\nprint(os.getppid())"
    cold = Recorder(workers=1)
    assert len({record(tmp_path, body, recorder=cold).output for _ in range(2)}) == 2
    warm = Recorder(workers=1, stays_warm=True)
    first = {record(tmp_path, body, recorder=warm).output for _ in range(3)}
    monkeypatch.setattr(recorder_module, "_packages", lambda: 1)
    second = {record(tmp_path, body, recorder=warm).output for _ in range(3)}
    assert (len(first), len(second), len(first | second)) == (1, 1, 2)
    warm.close()
    assert processes() == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a fork")
def test_warm_after_an_error(tmp_path: Path) -> None:
    """Recordings that are given up leave no process, and no unfinished run for later ones."""
    before = processes()
    recorder = Recorder(workers=2, stays_warm=True)
    cases = [
        example(tmp_path, f"import time\n\ntime.sleep({seconds})\nprint({seconds})", name=f"e{n}")
        for n, seconds in enumerate((0, 30))
    ]
    recordings = recorder.record([(case, ASYNCIO) for case in cases])
    next(recordings)
    recordings.close()  # type: ignore[attr-defined]
    assert processes() == before
    assert record(tmp_path, "print('new')", recorder=recorder).output == "new\n"
    recorder.close()
