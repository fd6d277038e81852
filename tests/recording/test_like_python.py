"""A recording is what `python FILE` leaves, however the recorder starts it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from helpers.kinds import one_of_each
from helpers.recording import as_python, example

from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library
from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.recording.review import problems
from anyio_by_example.runtime import ASYNCIO

ADDRESS = re.compile("0x[0-9a-f]+")

PROGRAMS = {
    "prints": "print('a', end='')\nimport sys\nprint('b', file=sys.stderr)",
    "raises": "def fail():\n    raise ValueError('boom') from KeyError('x')\n\nfail()",
    "raises a group": """
import anyio

async def fail():
    raise ValueError("boom")

async def main():
    async with anyio.create_task_group() as tg:
        tg.start_soon(fail)
        tg.start_soon(fail)

try:
    anyio.run(main)
except BaseException as group:
    print(type(group).__name__, sorted(type(e).__name__ for e in group.exceptions))
    raise group.exceptions[0] from None
""",
    "looks at its module": """
names = ("__builtins__", "__loader__", "__cached__", "__annotations__", "__spec__", "__package__")
print([(name, type(globals().get(name)).__name__) for name in names])
print(__loader__.get_source("__main__") == open(__file__).read(), vars(__builtins__)["print"])
""",
    "exits with a number": "raise SystemExit(7)",
    "exits with a text": "raise SystemExit('no more')",
    "exits with an object": "raise SystemExit(('no', 'more'))",
    "exits with True": "raise SystemExit(True)",
    "exits with a large number": "raise SystemExit(258)",
    "is interrupted": "raise KeyboardInterrupt",
    "ends in order": """
import atexit
import threading
import time

class Last:
    def __del__(self):
        print("destroyed", NAME)

NAME = "last"
last = Last()
cycle = [Last()]
cycle.append(cycle)
atexit.register(print, "atexit")
threading.Thread(target=lambda: (time.sleep(0.2), print("thread"))).start()
print("end")
""",
    "has its name": """
import sys
import __main__

print(__name__, __main__ is sys.modules["__main__"], sys.argv, __main__.print is print)
print(__file__.rpartition("/")[2], __builtins__.len([1]), __doc__)
""",
    "hooks errors": """
import sys

sys.excepthook = lambda kind, error, traceback: print("hooked", kind.__name__, traceback.tb_lineno)
raise ValueError
""",
    "warns": """
import warnings

async def forgotten():
    pass

warnings.warn("now", stacklevel=1)
forgotten()
""",
    "fails in a destructor": """
class Bad:
    def __del__(self):
        raise ValueError("lost")

Bad()
""",
    "logs": """
import logging

logging.warning("to stderr")
logging.getLogger("asyncio").error("from asyncio")
""",
    "closes its output": "import sys\n\nprint('a')\nsys.stdout.close()",
    "loses its output": "import sys\n\nprint('a')\nsys.stdout = None",
    "asks for its warnings": """
import socket
import warnings

warnings.simplefilter("always", ResourceWarning)
with warnings.catch_warnings(record=True) as caught:
    socket.socket()
print([str(w.message)[:15] for w in caught])
""",
    "works in another process": """
import anyio
from anyio import to_process

def work(n):
    return n * n

async def main():
    print(await to_process.run_sync(work, 7))

if __name__ == "__main__":
    # on asyncio a loaded machine may add "Unknown child process pid", with python too
    anyio.run(main, backend="trio")
""",
    "imports late": "import colorsys\n\nprint(colorsys.rgb_to_hsv(1, 1, 1))",
    "raises in a thread": """
import threading

def fail():
    raise ValueError("boom")

thread = threading.Thread(target=fail, name="worker")
thread.start()
thread.join()
""",
    "prints its stack": "import sys\n\nprint(sys._getframe().f_code.co_name, sys.flags.dev_mode)",
    "uses the event loop": """
import asyncio

import anyio

async def main():
    await anyio.sleep(0)
    print(type(asyncio.get_running_loop()).__name__, anyio.get_cancelled_exc_class().__name__)

anyio.run(main)
""",
}


Left = tuple[str, int]
"""Output without addresses, and exit status."""


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Example]:
    """The programs as examples, each in a folder of its own."""
    return {name: example(tmp_path_factory.mktemp("case"), PROGRAMS[name]) for name in PROGRAMS}


@pytest.fixture(scope="module")
def left(cases: dict[str, Example]) -> dict[str, Left]:
    """What the interpreter leaves of each."""
    found = {}
    for name, case in cases.items():
        result = as_python(case.path)
        output = result.stdout.replace(f"{case.path.parent}{os.sep}", "")
        found[name] = ADDRESS.sub("", output), result.returncode
    return found


@pytest.fixture(scope="module", params=[True, False], ids=["forked", "spawned"])
def recorded(cases: dict[str, Example], request: pytest.FixtureRequest) -> dict[str, Left]:
    """What is recorded of each."""
    fork: bool = request.param
    if fork and os.name != "posix":
        pytest.skip("needs a fork")
    names = {id(case): name for name, case in cases.items()}
    return {
        names[id(case)]: (ADDRESS.sub("", recording.output), recording.exit_status)
        for (case, _), recording in Recorder(workers=2, fork=fork).record(
            (case, ASYNCIO) for case in cases.values()
        )
    }


@pytest.mark.parametrize("name", PROGRAMS)
def test_same_as_python(name: str, recorded: dict[str, Left], left: dict[str, Left]) -> None:
    """Output and exit status are those of the interpreter."""
    if name == "is interrupted" and os.name != "posix":
        pytest.skip("needs signals")
    assert recorded[name] == left[name]


def test_warning_at_the_end(tmp_path: Path) -> None:
    """What warns when the last objects go names no file of the recorder's.

    It's the one place known where a recording says more than the interpreter, which can't explain
    a warning, nor show the line of an error, when it has taken its own modules down.
    """
    body = "async def forgotten():\n    pass\n\nkept = forgotten()"
    case = example(tmp_path, body, '# leaves = ["coroutine"]\n')
    [(_, recording)] = Recorder(workers=1).record([(case, ASYNCIO)])
    # Python 3.12 and older say "sys:1", later ones "<sys>:0"
    assert re.match(
        r"<?sys>?:\d: RuntimeWarning: coroutine 'forgotten' was never awaited\n", recording.output
    )


def test_spawned_examples(library: Library, request: pytest.FixtureRequest) -> None:
    """An example says the same in an interpreter of its own, as it's recorded without a fork.

    One of every third kind is asked, or with `--every` of each: each takes as long as Python takes
    to start, and what it does from then on is the same.
    """
    step = 1 if request.config.getoption("every") else 3
    examples = one_of_each(library.examples(), {}, and_topic=False)[::step]
    runs = [(each, each.runtimes[-1]) for each in examples if each.runtimes]
    found = [
        str(problem)
        for (each, runtime), recording in Recorder(fork=False).record(runs)
        for problem in problems(each, {runtime: recording})
    ]
    assert found == []
