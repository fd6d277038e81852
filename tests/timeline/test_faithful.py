"""A program that is drawn does all that it does without: compared with Python itself."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.support import ROOT

_POSIX = pytest.mark.skipif(os.name != "posix", reason="there are no signals")

RUN = "\nimport anyio\n\nasync def main():\n    await anyio.sleep(0.01)\n{}\n\nanyio.run(main)\n"

PROGRAMS = {
    "a signal that is waited for": (
        "import os, signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])"
        + RUN.format(
            "    os.kill(os.getpid(), signal.SIGUSR1)\n    await anyio.sleep(0.01)\n"
            "    print(signal.sigwait([signal.SIGUSR1]))"
        )
    ),
    "argv and path": "import sys\nprint(sys.argv, sys.path, __file__, sys.flags)",
    "streams": (
        "import sys\nfor s in (sys.stdin, sys.stdout, sys.stderr):\n"
        "    print(s, type(s), s.mode, s.encoding, s.errors, s.fileno(), s.isatty(), s.closed,\n"
        "        s.line_buffering, s.write_through, type(s.buffer), s.newlines)\n"
        "print(sys.stdout is sys.__stdout__, sys.stderr is sys.__stderr__)"
    ),
    "input": "print(input('who? '))",
    "threads": (
        "import threading\nprint(threading.enumerate(), threading.active_count())"
        + RUN.format("    print(threading.active_count(), threading.current_thread())")
    ),
    "logging": (
        "import logging\nprint(logging.root.handlers, logging.root.level)\n"
        "logging.basicConfig(level=logging.INFO, format='%(message)s')\nlogging.info('told')"
        + RUN.format("    logging.getLogger('asyncio').warning('said')")
    ),
    "names": (
        "import click, calendar\nprint(click.mine, calendar.monthrange(2026, 2))"
        + RUN.format("    print('ran')")
    ),
    "names of Python's own": "import queue, tempfile\nprint(queue.mine, tempfile.mine)",
    "asyncio": "import asyncio\n\nasync def main():\n    print(await asyncio.sleep(0.01, 5))\n\n"
    "asyncio.run(main())",
    "asyncio in debug mode": "import asyncio\n\nasync def main():\n    await asyncio.sleep(0.01)\n"
    "    asyncio.get_running_loop().call_soon(print, 'called')\n    await asyncio.sleep(0)\n\n"
    "asyncio.run(main(), debug=True)",
    "seconds of its own": (
        "import anyio\n\nclass Sec(float):\n    def __format__(self, spec):\n        return 's'\n"
        "    def __sub__(self, other):\n        print('sub')\n"
        "        return Sec(float(self) - other)\n"
        + RUN.format(
            "    with anyio.CancelScope() as scope:\n"
            "        scope.deadline = Sec(anyio.current_time() + 0.05)\n"
            "        await anyio.sleep(1)\n"
            "    with anyio.move_on_after(Sec(0.05)):\n        await anyio.sleep(1)\n"
            "    print(scope.cancelled_caught)"
        )
    ),
    "callables that answer": (
        "import asyncio\nimport anyio\n\nclass Asked(type):\n"
        "    def __getattribute__(cls, name):\n        print('asked', name)\n"
        "        return super().__getattribute__(name)\n\n"
        "class Named(metaclass=Asked):\n    __code__ = 5\n    def __init__(self):\n"
        "        self.__qualname__ = self\n    def __str__(self):\n        print('named')\n"
        "        return 'x'\n    def __getattr__(self, name):\n        print('got', name)\n"
        "        raise AttributeError(name)\n    def __call__(self):\n        return 'called'\n"
        + RUN.format(
            "    print(await anyio.to_thread.run_sync(Named()))\n"
            "    print(await asyncio.to_thread(Named()))\n"
            "    asyncio.get_running_loop().call_soon(Named())\n    await anyio.sleep(0.01)"
        )
    ),
    "coroutines of its own": (
        "import asyncio\nfrom collections.abc import Coroutine\n\nclass Own(Coroutine):\n"
        "    def __init__(self, inner):\n        self.inner = inner\n"
        "    def send(self, value):\n        return self.inner.send(value)\n"
        "    def throw(self, *error):\n        return self.inner.throw(*error)\n"
        "    def __await__(self):\n        return self.inner.__await__()\n"
        "    def __getattr__(self, name):\n        print('asked', name)\n"
        "        raise OSError(name)\n"
        + RUN.format("    print(await asyncio.create_task(Own(asyncio.sleep(0.01, 5))))")
    ),
    "trio": "import trio\n\nasync def main():\n    await trio.sleep(0.01)\n    print('slept')\n\n"
    "trio.run(main)",
    "portal": "from anyio.from_thread import start_blocking_portal\nimport anyio\n\n"
    "async def f(n):\n    await anyio.sleep(0.01)\n    return n\n\n"
    "with start_blocking_portal() as portal:\n    print(portal.call(f, 3))",
    "test client": (
        "from starlette.applications import Starlette\n"
        "from starlette.responses import PlainTextResponse\nfrom starlette.routing import Route\n"
        "from starlette.testclient import TestClient\n\n"
        "async def hi(request):\n    return PlainTextResponse('hi')\n\n"
        "with TestClient(Starlette(routes=[Route('/', hi)])) as client:\n"
        "    print(client.get('/').text)"
    ),
    "a server that is stopped": (
        "import os, signal, threading, uvicorn\nfrom starlette.applications import Starlette\n"
        "threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "uvicorn.run(Starlette(), port=0, log_level='critical')"
    ),
    "an error": RUN.format("    1 / 0"),
    "a group of errors": (
        "import anyio\n\nasync def fail(n):\n    await anyio.sleep(0.01 * n)\n"
        "    raise ValueError(n)\n\n"
        "async def main():\n    async with anyio.create_task_group() as tg:\n"
        "        tg.start_soon(fail, 1)\n        tg.start_soon(fail, 2)\n\nanyio.run(main)"
    ),
    "a syntax error": "import anyio\nanyio.run(",
    "a module that fails": "import failing\n",
    "exit": RUN.format("    raise SystemExit(7)"),
    "exit with a text": RUN.format("    raise SystemExit('no more')"),
    "exit with -2": RUN.format("    raise SystemExit(-2)"),
    "exit at once": RUN.format("    import os; print('now', flush=True); os._exit(9)"),
    "handlers of the end": (
        "import atexit, sys\natexit.register(print, 'last')\n"
        "sys.excepthook = lambda *_: print('hooked')" + RUN.format("    raise OSError")
    ),
    "an abandoned task": (
        "import asyncio\n\nasync def forever():\n    try:\n        await asyncio.sleep(9)\n"
        "    finally:\n        print('closed')\n\nasync def main():\n"
        "    task = asyncio.create_task(forever())\n    await asyncio.sleep(0.01)\n\n"
        "asyncio.run(main())"
    ),
    "elsewhere": "import os" + RUN.format("    os.chdir('/'); print(os.getcwd())"),
    "a fork": "import os" + RUN.format("    print('in', os.fork() and os.wait()[1], flush=True)"),
    "another process": (
        "from anyio import to_process\n"
        + RUN.format("    print(await to_process.run_sync(abs, -3))").replace(
            "anyio.run(main)", "if __name__ == '__main__':\n    anyio.run(main)"
        )
    ),
    "a pool of processes": (
        "import multiprocessing as mp\n\nif __name__ == '__main__':\n"
        "    with mp.get_context('spawn').Pool(1) as pool:\n        print(pool.map(abs, [-1]))"
    ),
    "killed": "import os, signal" + RUN.format("    os.kill(os.getpid(), signal.SIGTERM)"),
    "a second signal": (
        "import os, signal\nsignal.signal(signal.SIGTERM, lambda *_: print('not yet'))"
        + RUN.format("    os.kill(os.getpid(), signal.SIGTERM)")
    ),
    "interrupted": "import os, signal" + RUN.format("    os.kill(os.getpid(), signal.SIGINT)"),
    "interrupted with an open file": (
        "import atexit\nfrom pathlib import Path\n"
        "class Said:\n    def __del__(self, print=print):\n        print('finalised')\n"
        "said, file = Said(), open('out.log', 'w')\n"
        "atexit.register(lambda: print('at exit'))"
        + RUN.format("    file.write('a line'); raise KeyboardInterrupt")
    ),
    "what is let go of": (
        "class Said:\n    def __del__(self):\n        print('finalised')\n"
        + RUN.format(
            "    said = Said()\n    with anyio.CancelScope():\n        said = None\n"
            "        print('let go of')\n        await anyio.sleep(0.01)\n"
            "    mine = locals()\n    with anyio.CancelScope():\n        print(*mine)"
        )
    ),
    "what a function has": (
        "import time\nclass Said:\n    def __del__(self):\n        print('finalised')\n"
        "def work():\n    said, end = Said(), time.monotonic() + 0.1\n"
        "    while time.monotonic() < end:\n        pass\n"
        + RUN.format("    for _ in range(5):\n        work(); print('worked')")
    ),
    "callbacks of threads": (
        "import asyncio, threading\n\nasync def main():\n"
        "    loop = asyncio.get_running_loop()\n    future = loop.create_future()\n"
        "    said = []\n    def ask():\n        for value in 'ab':\n"
        "            loop.call_soon_threadsafe(future.set_result, value)\n"
        "        loop.set_debug(True)\n        for wrong in (main, 5):\n            try:\n"
        "                loop.call_soon_threadsafe(wrong)\n"
        "            except TypeError as error:\n                said.append(error)\n"
        "    thread = threading.Thread(target=ask)\n    thread.start()\n    print(await future)\n"
        "    await asyncio.sleep(0.05)\n    thread.join()\n"
        "    loop.set_debug(False)\n    print(said)\n\n"
        "asyncio.run(main())"
    ),
    "a closed loop": (
        "import asyncio, threading\n\nasync def main():\n    await asyncio.sleep(0.01)\n"
        "    return asyncio.get_running_loop()\n\nloop = asyncio.run(main())\n"
        "thread = threading.Thread(target=lambda: loop.call_soon_threadsafe(print))\n"
        "thread.start()\nthread.join()"
    ),
    "names that exec() makes": (
        "import anyio\n\nclass Runs:\n    async def main(self):\n        exec('y = 1')\n"
        "        with anyio.CancelScope():\n            exec('print(y)')\n"
        "        await anyio.sleep(0.01)\n        exec('print(y)')\n\nanyio.run(Runs().main)"
    ),
    "what locals() gave": (
        "import anyio\n\nclass Runs:\n    async def main(self):\n        x = 1\n"
        "        mine = locals()\n        x = 2\n        with anyio.CancelScope():\n"
        "            print(mine['x'], 'mine' in mine)\n\nanyio.run(Runs().main)"
    ),
    "an error after Ctrl-C": (
        "import atexit, sys\n\n@atexit.register\ndef report():\n    try:\n        1 / 0\n"
        "    except ZeroDivisionError:\n        sys.excepthook(*sys.exc_info())\n"
        + RUN.format("    raise KeyboardInterrupt")
    ),
    "a name of AnyIO's": (
        "import anyio\n\nclass Future:\n    def done(self):\n        print('asked')\n\n"
        "async def _call_func(future):\n    await anyio.sleep(0.01)\n\nasync def main():\n"
        "    async with anyio.create_task_group() as tg:\n"
        "        tg.start_soon(_call_func, 5)\n        tg.start_soon(_call_func, Future())\n\n"
        "anyio.run(main)"
    ),
    "numbers of its own": (
        "from fractions import Fraction\n\nclass Seconds:\n"
        "    def __radd__(self, other):\n        return other + 0.01\n"
        + RUN.format(
            "    with anyio.move_on_after(Fraction(1, 100)):\n"
            "        await anyio.sleep(1)\n    print('moved on')"
        )
    ),
    "groups of asyncio": (
        "import asyncio, dataclasses, traceback\n\n@dataclasses.dataclass\n"
        "class Group(asyncio.TaskGroup):\n    kind: str = 'own'\n"
        "    def __post_init__(self):\n        super().__init__()\n\n"
        "async def work(n):\n    await asyncio.sleep(0.01)\n    print(n, 1 / n)\n\n"
        "async def main():\n    async with Group() as group:\n"
        "        print(group == Group(), group.create_task(work(1), name='one').get_name())\n"
        "    try:\n        async with group:\n            pass\n"
        "    except RuntimeError:\n        traceback.print_exc()\n"
        "    async with asyncio.timeout(1) as limit:\n        await work(2)\n"
        "    print(limit, limit.expired())\n    try:\n        async with limit:\n            pass\n"
        "    except RuntimeError:\n        traceback.print_exc()\n"
        "    async with asyncio.TaskGroup() as tg:\n        tg.create_task(work(0))\n"
        "        await asyncio.sleep(1)\n\nasyncio.run(main())"
    ),
    "a task that is cancelled": (
        "import asyncio\n\nasync def stubborn():\n    try:\n        await asyncio.sleep(9)\n"
        "    except asyncio.CancelledError as error:\n        print(error.args)\n"
        "    await asyncio.sleep(0.01)\n\nasync def main():\n"
        "    task = asyncio.create_task(stubborn())\n    await asyncio.sleep(0.01)\n"
        "    print(task.cancel('why'), await task)\n    task = asyncio.create_task(stubborn())\n"
        "    task.cancel()\n    await task\n\nasyncio.run(main())"
    ),
    "scopes of trio": (
        "import trio\n\nasync def work(n):\n    await trio.sleep(0.01)\n    print(n, 1 / n)\n\n"
        "async def main():\n    with trio.move_on_after(0.01) as scope:\n"
        "        scope.relative_deadline = 0.02\n        await trio.sleep(1)\n"
        "    print(scope.cancelled_caught, scope.deadline < trio.current_time())\n"
        "    scope = trio.CancelScope(relative_deadline=5)\n    try:\n        scope.deadline\n"
        "    except RuntimeError as error:\n        print(error)\n"
        "    try:\n        trio.CancelScope(shield=1, deadline=float('nan'))\n"
        "    except ValueError as error:\n        print(error)\n"
        "    async with trio.open_nursery() as nursery:\n        nursery.start_soon(work, 1)\n"
        "        with scope, scope:\n            pass\n\ntrio.run(main)"
    ),
    "errors of threads": (
        "import anyio, asyncio, threading, traceback\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "\ndef fail():\n    raise ValueError(threading.current_thread().name)\n\n"
        "class Own(threading.Thread):\n    def run(self):\n        fail()\n\n"
        "async def main():\n    try:\n        await asyncio.to_thread(fail)\n"
        "    except ValueError:\n        traceback.print_exc()\n\n"
        "with ThreadPoolExecutor(1, 'pool') as pool:\n    try:\n"
        "        pool.submit(fail).result()\n    except ValueError:\n"
        "        traceback.print_exc()\n    print([*pool.map(abs, [-1, -2])])\n"
        "for each in (threading.Thread(target=fail, name='mine'), Own(name='own'),\n"
        "        threading.Timer(0.01, fail), threading.Thread(target=print, args=iter('ab'))):\n"
        "    each.start()\n    each.join()\n    print(each.name, each.is_alive())\n"
        "anyio.run(main)\npool.submit(fail)"
    ),
    "what a pool lets go of": (
        "import asyncio, gc, weakref\nfrom concurrent.futures import ThreadPoolExecutor\n\n"
        "class Connection:\n    pass\n\ndef fail(connection):\n    raise OSError\n\n"
        "async def main():\n    loop, kept = asyncio.get_running_loop(), []\n"
        "    with ThreadPoolExecutor(1) as pool:\n        for _ in range(5):\n"
        "            connection = Connection()\n            kept.append(weakref.ref(connection))\n"
        "            try:\n                await loop.run_in_executor(pool, fail, connection)\n"
        "            except OSError:\n                pass\n            del connection\n"
        "    print([each() is None for each in kept])\n\ngc.disable()\nasyncio.run(main())"
    ),
    "what is left of scopes": (
        "import anyio, asyncio, gc, weakref\n\nasync def main():\n    kept = []\n"
        "    for _ in range(3):\n        with anyio.CancelScope() as scope:\n"
        "            async with asyncio.timeout(9) as limit, asyncio.TaskGroup() as group:\n"
        "                kept += map(weakref.ref, (scope, limit, group))\n"
        "        del scope, limit, group\n        await anyio.sleep(0.01)\n"
        "    print([each() is None for each in kept])\n\ngc.disable()\nasyncio.run(main())"
    ),
    "threads of trio": (
        "import threading, traceback, trio\n\ndef fail(n):\n"
        "    print(threading.current_thread().name)\n    return 1 / n\n\nasync def main():\n"
        "    print(await trio.to_thread.run_sync(fail, 1))\n    try:\n"
        "        await trio.to_thread.run_sync(trio.sleep, 0)\n    except TypeError as error:\n"
        "        print(error)\n    await trio.to_thread.run_sync(fail, 0)\n\ntrio.run(main)"
    ),
    "blocked": "import time" + RUN.format("    time.sleep(0.1); sum(range(10**6)); print('done')"),
}  # fmt: skip

BESIDE = {
    "queue.py": "mine = 1\n",
    "tempfile/__init__.py": "mine = 2\n",
    "click.py": "mine = 3\n",
    "failing.py": "import anyio\n\nraise RuntimeError('here')\n",
}


def lay(folder: Path, program: str) -> None:
    """Write a program, and for that of names the modules beside it."""
    (folder / "sub").mkdir()
    (folder / "sub" / "it.py").write_text(program, "utf-8")
    for name, text in BESIDE.items():
        # beside others they'd be in the way of AnyIO, too
        if re.search(rf"import .*{re.split('[./]', name)[0]}", program):
            (folder / "sub" / name).parent.mkdir(exist_ok=True)
            (folder / "sub" / name).write_text(text, "utf-8")


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder, as from a shell in the foreground."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.run(
            [sys.executable, *words],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": "0"},
            input="me\n",
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    finally:
        signal.signal(signal.SIGINT, before)


def same(text: str) -> str:
    """A text without what differs from one run of Python to the next."""
    return re.sub(r"0x[0-9a-f]{6,}|\b\d{10,}\b|took \d+\.\d+ seconds", "…", text)


@pytest.mark.alike(3)
@pytest.mark.parametrize("name", PROGRAMS)
@_POSIX
def test_program(name: str, tmp_path: Path) -> None:
    """Output, errors and exit status are those of `python PROGRAM`."""
    lay(tmp_path, PROGRAMS[name])
    plain = run(tmp_path, "sub/it.py", "a", "--b")
    drawn = run(tmp_path, "-m", "anyio_timeline", "sub/it.py", "-o", "x.txt", "--", "a", "--b")
    said = [line for line in drawn.stderr.splitlines(True) if not line.startswith("timeline: ")]
    assert same(drawn.stdout) == same(plain.stdout)
    assert same("".join(said)) == same(plain.stderr)
    assert drawn.returncode == plain.returncode


MODULES = {
    "pack/__init__.py": "",
    "pack/__main__.py": (
        "import sys\nfrom pack import part\n"
        "print(sys.argv, sys.path[:2], __name__, __package__)"
        "\nprint(__spec__.name)\nimport anyio\nanyio.run(part.main)\n"
    ),
    "fold/__main__.py": "import sys\nprint(sys.argv, sys.path[:2], __name__)\nimport part\n",
    "fold/part.py": "import anyio\n\nasync def main():\n    1 / 0\n\nanyio.run(main)\n",
    "pack/part.py": "import anyio\n\nasync def main():\n    await anyio.sleep(0.01)\n    1 / 0\n",
    "test_it.py": (
        "import anyio, pytest\npytestmark = pytest.mark.anyio\n\n"
        "async def test_one():\n    await anyio.sleep(0.01)\n\n"
        "async def test_two():\n    assert [1] == [2]\n"
    ),
}


@pytest.mark.parametrize(
    "words",
    [
        ["-m", "pack", "a"],
        ["-m", "pack.__main__", "a"],
        ["fold", "a"],
        ["-m", "pytest", "-p", "no:cacheprovider", "-p", "no:asyncio", "test_it.py"],
    ],
    ids=["package", "module", "folder", "pytest"],
)
@_POSIX
def test_module(words: list[str], tmp_path: Path) -> None:
    """So it is with a module, a folder and a run of pytest."""
    for file, text in MODULES.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text, "utf-8")
    plain = run(tmp_path, *words)
    at = 2 if words[0] == "-m" else 1
    drawn = run(tmp_path, "-m", "anyio_timeline", *words[:at], "-o", "x.txt", "--", *words[at:])
    assert in_time(drawn.stdout) == in_time(plain.stdout)
    assert in_time(drawn.stderr) == in_time(plain.stderr)
    assert drawn.returncode == plain.returncode == 1
    assert (tmp_path / "x.txt").exists()


def in_time(text: str) -> str:
    """A text without how long something took."""
    return re.sub(r"in \d+\.\d+s =*", "in …", same(text))
