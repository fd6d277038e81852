"""Programs, one after the other: each ends as `python FILE` does, and finds nothing of the last."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers import reader
from helpers.reader import BOTH, NEEDS_PIPES, Ran, job

pytestmark = NEEDS_PIPES

LOOK = """
import asyncio, builtins, gc, json, logging, os, signal, sys, threading, warnings
import anyio
import trio._core._run as trio
from anyio import from_thread
from anyio._backends._asyncio import CancelScope
from anyio_by_example.clock import VirtualLoop
from trio.testing import MockClock

def named(what):
    return f"{getattr(what, '__module__', '')}.{getattr(what, '__qualname__', what)}"

folder = os.getcwd()
asyncio_ = logging.getLogger("asyncio")
print(json.dumps({
    "the folder": [folder, sorted(os.listdir())],
    "the environment": dict(os.environ),
    "arguments and path": [sys.argv, sys.path],
    "own modules": [
        name for name, module in sys.modules.items()
        if str(getattr(module, "__file__", "")).startswith(folder)
    ],
    "names": [sorted(globals()), [hasattr(builtins, name) for name in ("print", "mine")]],
    "print": named(builtins.print),
    "warnings": [[str(each) for each in warnings.filters], named(warnings.showwarning)],
    "logging": [
        [each.level, len(each.handlers), each.propagate, each.disabled, each.manager.disable]
        for each in (logging.root, asyncio_, logging.getLogger("mine"))
    ],
    "signals": {str(each): named(signal.getsignal(each)) for each in signal.valid_signals()},
    "hooks": [
        named(each) for each in
        (sys.excepthook, sys.displayhook, sys.unraisablehook, threading.excepthook)
    ],
    "streams": [
        [type(each).__name__, each.encoding] for each in (sys.stdin, sys.stdout, sys.stderr)
    ],
    "tracing": [
        str(sys.gettrace()), str(sys.getprofile()), sys.getrecursionlimit(),
        sys.get_coroutine_origin_tracking_depth(),
    ],
    "garbage": [gc.isenabled(), gc.get_threshold()],
    "defaults of AnyIO": [
        str(anyio.run.__kwdefaults__),
        str(from_thread.start_blocking_portal.__wrapped__.__defaults__),
        str(from_thread.BlockingPortalProvider.__init__.__defaults__),
    ],
    "order": [
        named(type(trio._r)), trio._ALLOW_DETERMINISTIC_SCHEDULING,
        CancelScope.__init__.__code__.co_firstlineno,
    ],
    "clock": [named(VirtualLoop.jump), named(MockClock._autojump)],
    "loop": [str(asyncio._get_running_loop()), str(asyncio.events._event_loop_policy)],
}))
"""


CHANGES = {
    "the folder": "import os; os.mkdir('sub'); os.chdir('sub'); open('file', 'w').write('x')",
    "no folder": "import os, shutil; shutil.rmtree(os.getcwd())",
    "the environment": "import os; os.environ['MINE'] = '1'; del os.environ['PATH']",
    "arguments and path": "import sys; sys.path.insert(0, '/x'); sys.argv[:] = ['x', 'y']",
    "own modules": "import helper; helper.changed = True",
    "names": "import builtins, __main__; builtins.print = None; __main__.more = 1",
    "warnings": "import warnings; warnings.simplefilter('error'); warnings.showwarning = print",
    "logging": """
import logging
logging.basicConfig(level=logging.DEBUG)
logging.disable()
logging.captureWarnings(True)
for logger in map(logging.getLogger, ("asyncio", "mine")):
    logger.setLevel(logging.ERROR)
    logger.addHandler(logging.NullHandler())
    logger.propagate, logger.disabled = False, True
""",
    "signals": """
import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.signal(signal.SIGTERM, print)
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
""",
    "hooks": """
import sys, threading
sys.excepthook = sys.displayhook = sys.unraisablehook = threading.excepthook = print
""",
    "streams": "import io, sys; sys.stdin = sys.stdout = io.StringIO(); sys.stderr = None",
    "closed streams": "import sys; sys.stdout.close(); sys.stderr.close()",
    "detached streams": "import sys; sys.stdout.detach(); sys.stderr.detach()",
    "tracing": """
import sys
sys.setrecursionlimit(9999)
sys.setprofile(lambda *_: None)
sys.settrace(lambda *_: None)
sys.set_coroutine_origin_tracking_depth(3)
""",
    "garbage": "import gc; gc.disable(); gc.set_threshold(1)",
    "defaults of AnyIO": "import anyio; anyio.run.__kwdefaults__ = {'backend': 'none'}",
    "loop": """
import asyncio
asyncio.events._set_event_loop_policy(asyncio.DefaultEventLoopPolicy())
loop = asyncio.new_event_loop()
asyncio.events.set_event_loop(loop)
asyncio._set_running_loop(loop)
""",
    "nothing": "",
    "an error": "raise ValueError",
    "an exit": "raise SystemExit(3)",
    "a deadlock": "import anyio; anyio.run(anyio.sleep_forever)",
}
"""What programs change; whatever it is, all of what `LOOK` sees is as before."""


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Ran, Ran]]:
    """What each program did, and what another saw after it; the first one is there beforehand."""
    work = [job("", name) for name in BOTH] + [job(LOOK)]
    more = {"order": "free", "clock": "virtual", "support": {"helper.py": ""}}
    for text in CHANGES.values():
        work += [job(text, "trio", **more), job(LOOK)]
    _, _, first, *rest = reader.run(tmp_path_factory.mktemp("reader"), work)
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return {"": (first, first), **dict(zip(CHANGES, pairs, strict=True))}


@pytest.mark.parametrize("name", CHANGES)
def test_put_back(name: str, looked: dict[str, tuple[Ran, Ran]]) -> None:
    """Whatever a program changes, the next one finds an interpreter as it was."""
    first, (change, after) = looked[""][1], looked[name]
    assert change.errors.strip() == "" or name in ("an error", "loop")
    assert (after.errors, after.status) == ("", 0)
    before, now = json.loads(first.output), json.loads(after.output)
    assert now == before


def test_only_its_own_files_are_there(looked: dict[str, tuple[Ran, Ran]]) -> None:
    """A program starts in a folder with its own file, its name and nothing else."""
    found = json.loads(looked[""][1].output)
    assert found["the folder"][1] == ["program.py"]
    assert found["arguments and path"][0] == ["program.py"]
    assert found["arguments and path"][1][0] == found["the folder"][0]
    assert found["own modules"] == ["__main__"]


def test_end_of_a_program(tmp_path: Path) -> None:
    """Status, line, output and what runs at the exit are those of `python FILE`."""
    done = reader.run(
        tmp_path,
        [
            job(
                "import atexit\n\natexit.register(print, 'bye')\nprint('hello')\nraise KeyError(1)"
            ),
            job("import sys\n\nsys.exit('no more')"),
            job("raise KeyboardInterrupt"),
            job("import os\n\nos.write(1, b'raw\\n')\nraise SystemExit(258)"),
            job("1 +"),
            job("import helper\n\nprint(helper.x)", support={"helper.py": "x = 1\n"}),
            job("import helper"),
        ],
    )
    assert [(each.status, each.line, each.output) for each in done] == [
        (1, 5, "hello\nbye\n"),
        (1, 3, ""),
        (130, 1, ""),
        (2, 4, "raw\n"),
        (1, None, ""),
        (0, None, "1\n"),
        (1, 1, ""),
    ]
    errors = [each.errors.strip().rpartition("\n")[2].partition(":")[0] for each in done]
    wanted = ["KeyError", "no more", "KeyboardInterrupt", "", "SyntaxError", ""]
    assert errors == [*wanted, "ModuleNotFoundError"]
    assert not any(each.waiting for each in done)
