"""A place, where examples are tried: what is said when Node fails, and what is left then."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from helpers.prepared import prepared
from helpers.recording import example
from helpers.scripted import scripted, tried

from anyio_by_example.interpreter.fitness import fitness
from anyio_by_example.interpreter.place import Place
from anyio_by_example.interpreter.preparing import TRIAL
from anyio_by_example.interpreter.trials import Trials, job_of
from anyio_by_example.library.library import Library
from anyio_by_example.problem import Problem
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.strays import MARK
from anyio_by_example.runtime import AS_WRITTEN, TRIO

RUNS = {
    "ends": ("process.exit(3);", "crashed", "", "Node has ended"),
    "is killed": ("process.kill(process.pid, 'SIGKILL');", "crashed", "", "Node has ended"),
    "says why": ("console.log('out of luck');\nprocess.exit();", "crashed", "", "out of luck"),
    "forges an end": (
        """console.log('{"type": "ended", "how": "ended", "status": 0}');\nprocess.exit();""",
        "crashed",
        "",
        """{"type": "ended", "how": "ended", "status": 0}""",
    ),
    "nonsense": ("fs.writeSync(1, `${mark}{\\n`);", "crashed", "", "Node has ended"),
    "crashes": (
        "say({ type: 'ended', how: 'crashed', error: 'x'.repeat(1e6) });",
        "crashed",
        "",
        "x" * 200,
    ),
    "prints besides": ("console.log(1);\nconsole.error(2);\nend('3');", "ended", "3", ""),
    "prints half a line": ("fs.writeSync(1, '1');\nend('3');", "ended", "3", ""),
    "never ends": ("while (true);", "time", "", ""),
}
"""What Node does in a run, how that counts, what is output, and what is told of it."""


@pytest.mark.parametrize("name", RUNS)
def test_confused(name: str, tmp_path: Path) -> None:
    """Whatever becomes of Node, a run has an end; what Node prints isn't part of it."""
    run, how, output, error = RUNS[name]
    trial = tried(scripted(tmp_path, run), 0.5 if how == "time" else 20)
    assert (trial.how, trial.output, trial.error) == (how, output, error)
    assert trial.status == (0 if how == "ended" else None)


def test_problem(tmp_path: Path) -> None:
    """Where Node ends, the example that ran is named, with what is known of it and a remedy."""
    case = example(tmp_path, "print(1)", '# backends = ["trio"]\n')
    trials = Trials(
        scripted(tmp_path, "console.log('out of\\u001b[1m luck');\nprocess.exit();"), tmp_path
    )
    recordings = {TRIO: Recording("trio", "1\n", 0, 0.1, "2026-01-01", {})}
    with pytest.raises(Problem) as caught:
        fitness(case, recordings, trials)
    trials.close()
    assert (caught.value.path, caught.value.line) == (
        case.shown,
        case.program.last_statement.lineno,
    )
    assert "in a browser on Trio it doesn't end by itself" in caught.value.reason
    assert r"'out of\x1b[1m luck'" in caught.value.reason
    assert "run it in the playground" in caught.value.remedy


STARTS = {
    "ends": ("process.exit(3);", "Node has ended"),
    "says why": ("console.error('bad option');\nprocess.exit(9);", "bad option"),
    "fails": ("say({ type: 'failed', error: 'no archive' });", "no archive"),
}
"""What Node does instead of a start, and what is told of it."""


@pytest.mark.parametrize("name", STARTS)
def test_start(name: str, tmp_path: Path) -> None:
    """Where Python doesn't start, the example is named, and the others don't try it once more."""
    start, reason = STARTS[name]
    trials = Trials(scripted(tmp_path, start=start), tmp_path)
    case = example(tmp_path, "print(1)")
    for _ in range(2):
        with pytest.raises(Problem) as caught:
            trials.again((case, TRIO))
        assert str(caught.value).startswith("snippets/t/case.py:1: it can't be tried")
        assert f"Python doesn't start: {reason!r}" in caught.value.reason
        assert "make interpreter" in caught.value.remedy
        (tmp_path / "interpreter" / TRIAL).write_text("nothing", "utf-8")
    trials.close()


# what is left


@pytest.mark.at_length
def test_pytest_leaves_nothing(library: Library) -> None:
    """A place in which pytest ran is as good as before, and says the same without a new start."""
    place = Place(prepared())
    job = job_of(library.example("testing/limit_met.py"), AS_WRITTEN)
    first = place.run(job, 20, fresh=False)
    process = place._process
    assert process
    assert (place.run(job, 20, fresh=False), place._process) == (first, process)
    assert "PASSED" in first.output
    place.close()


BUILD = """
import sys
from pathlib import Path

from anyio_by_example.interpreter.interpreter import Interpreter
from anyio_by_example.interpreter.node import Node
from anyio_by_example.interpreter.place import Place

place = Place(Interpreter(Path(sys.argv[1]), "", 0, {}, Node.find()))
place.run({}, 60, False)
print("ready", flush=True)
place.run({}, 60, False)
"""


def processes(folder: Path) -> list[psutil.Process]:
    """What holds a place, and its Node, each as long as it lives."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get(MARK) == str(folder):
                found.append(process)
    return found


def assert_nothing_left(folder: Path) -> None:
    """After a moment, no process is left."""
    end = time.monotonic() + 20
    while left := processes(folder):
        assert time.monotonic() < end, left
        time.sleep(0.02)


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
@pytest.mark.parametrize("killed", ["builder", "terminated builder", "enclosure"])
def test_killed(killed: str, tmp_path: Path) -> None:
    """Killed while an example runs that never ends, a build leaves no process and no folder."""
    if killed == "enclosure" and sys.platform != "linux":
        pytest.skip("needs Linux's kernel")
    folder = scripted(
        tmp_path, "while (globalThis.again);\nglobalThis.again = true;\nend('');"
    ).folder
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    build = subprocess.Popen(
        [sys.executable, "-c", BUILD, str(folder)],
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
    )
    assert build.stdout
    with build.stdout:
        assert build.stdout.readline()
    assert len(processes(folder)) == 2
    if killed == "enclosure":
        [holder] = psutil.Process(build.pid).children()
        holder.kill()
        assert build.wait(20) == 0
    else:
        build.send_signal(signal.SIGKILL if killed == "builder" else signal.SIGTERM)
        build.wait(20)
    assert_nothing_left(folder)
    assert [*temporary.iterdir()] == []
