"""Programs that a page must survive, and how each has to end there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_ANYIO = "import anyio\n\nasync def main():\n"
_RUN = "\nanyio.run(main)\n"


@dataclass(frozen=True)
class Hostile:
    """A program and its end."""

    text: str
    how: str = "ended"
    status: int | None = None
    """The exit status; None if it isn't said or doesn't matter."""
    says: str = ""
    """What is in its output."""
    stop: float | None = None
    """After how many milliseconds it's stopped; None if it isn't."""
    more: dict[str, Any] = field(default_factory=dict)


def _main(body: str) -> str:
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    return f"{_ANYIO}{lines}\n{_RUN}"


def _stopped(text: str, stop: float = 300, **more: Any) -> Hostile:
    return Hostile(text, "stopped", stop=stop, more=more)


def _timed(text: str, **more: Any) -> Hostile:
    return Hostile(text, "time", more={"limit": 0.5, **more})


_TRIO: dict[str, Any] = {"backend": "trio"}
_VIRTUAL: dict[str, Any] = {"clock": "virtual"}

ENDLESS = {
    "loop": _stopped("while True: pass"),
    "loop until the limit": _timed("while True: pass"),
    "checkpoints": _stopped(_main("while True: await anyio.sleep(0)")),
    "checkpoints on Trio": _stopped(_main("while True: await anyio.sleep(0)"), **_TRIO),
    "virtual time": _timed(_main("while True: await anyio.sleep(1e6)"), **_VIRTUAL),
    "cleanup under cancellation": _stopped(
        _main(
            "with anyio.move_on_after(0.1):\n    try:\n        await anyio.sleep(5)\n"
            "    finally:\n        while True: pass"
        ),
        stop=600,
    ),
    "deadlock that catches everything": _timed(
        _main("while True:\n    try: await anyio.Event().wait()\n    except BaseException: pass")
    ),
    "deadlock begun again": _timed(
        f"{_ANYIO}    await anyio.sleep_forever()\nwhile True:\n"
        "    try: anyio.run(main)\n    except KeyboardInterrupt: pass\n"
    ),
    "time.sleep": _timed("import time\ntime.sleep(1e9)"),
    "a regular expression": _stopped("import re\nre.match(r'(a+)+$', 'a' * 40 + 'b')"),
    "a power": _stopped("x = 7 ** 10**8"),
    "exit": _stopped("import atexit\n\n@atexit.register\ndef last():\n    while True: pass"),
    "excepthook": _stopped(
        "import sys\n\ndef hook(*_):\n    while True: pass\n\nsys.excepthook = hook\n1 / 0"
    ),
    "a finalizer": _stopped(
        "class Case:\n    def __del__(self):\n        while True: pass\n\nCase()"
    ),
    "collection of garbage": _stopped(
        "import gc\n\ndef each(*_):\n    while True: pass\n\ngc.callbacks.append(each)"
    ),
}
"""What doesn't end by itself."""

DEADLOCKS = {
    "sleep for ages": Hostile("import anyio\nanyio.run(anyio.sleep, 1e9)", "deadlock", 130),
    "sleep for ages on Trio": Hostile(
        "import anyio\nanyio.run(anyio.sleep, 1e9)", "deadlock", 130, more=_TRIO
    ),
    "virtual time forever": Hostile(
        "import anyio\nanyio.run(anyio.sleep_forever)", "deadlock", 130, more=_VIRTUAL
    ),
}

FLOODS = {
    "lines": Hostile("while True: print('x' * 50)", "output"),
    "empty lines": Hostile("while True: print()", "output"),
    "one print": Hostile("print('x' * 10**8)", "output"),
    "no newline": Hostile("while True: print('x', end='')", "output"),
    "one by one": Hostile("while True: print('x', end='', flush=True)", "output"),
    "stderr": Hostile("import sys\nwhile True: print('x', file=sys.stderr)", "output"),
    "beside Python's streams": Hostile("import os\nwhile True: os.write(1, b'x')", "output"),
    "messages": Hostile("import js\nwhile True: js.postMessage('x')", "output"),
}

MEMORY = {
    "bytearray": Hostile(
        "b = bytearray(1)\nwhile True: b.extend(b[:])", status=1, says="MemoryError"
    ),
    "list": Hostile("b = []\nwhile True: b.append([0] * 1000)", status=1, says="MemoryError"),
    "text": Hostile("b = 'x'\nwhile True: b += b", status=1, says="MemoryError"),
    "generator": Hostile("list(iter(int, 1))", status=1, says="MemoryError"),
    "caught": Hostile(
        "b = []\ntry:\n    while True: b.append(bytes(10**7))\n"
        "except MemoryError: print(len(b) < 52)",
        status=0,
        says="True",
    ),
    "a file": Hostile(
        "f = open('a', 'wb')\nwhile True: f.write(bytes(10**7))", status=1, says="No space left"
    ),
    "a file with a hole": Hostile(
        "f = open('a', 'wb')\nf.truncate(10**10)", status=1, says="No space left"
    ),
}

DEPTHS = {
    "recursion": Hostile("def f(): f()\n\nf()", status=1, says="RecursionError"),
    "recursion without a limit": Hostile(
        "import sys\nsys.setrecursionlimit(10**9)\n\ndef f(): f()\n\nf()", "crashed"
    ),
    "printing": Hostile("x = []\nfor _ in range(10**6): x = [x]\nprint(x)", "crashed"),
    "forgetting": Hostile("x = []\nfor _ in range(10**6): x = [x]\ndel x", "crashed"),
    "json": Hostile("import json\njson.loads('[' * 10**6)", "crashed"),
    "ast": Hostile("import ast\nast.parse('(' * 10**5)", "crashed"),
    "compile": Hostile("compile('-' * 10**6 + '1', 'x', 'eval')", "crashed"),
}

ENDS = {
    "os._exit": Hostile("import os\nprint('a')\nos._exit(3)", "exited", 3, "a\n"),
    "os.abort": Hostile("import os\nos.abort()", "crashed"),
    "SIGKILL": Hostile("import os\nos.kill(os.getpid(), 9)", "exited", 137),
    "SIGTERM": Hostile("import os\nos.kill(os.getpid(), 15)", "exited", 143),
    "SIGSEGV": Hostile("import signal\nsignal.raise_signal(signal.SIGSEGV)", "crashed"),
    "foreign memory": Hostile("import ctypes\nctypes.memset(0, 255, 10**7)", "crashed"),
    "exit with a text": Hostile("import sys\nsys.exit('bye')", status=1, says="bye\n"),
    "exit with -1": Hostile("import sys\nsys.exit(-1)", status=255),
    "exit with a large number": Hostile("import sys\nsys.exit(10**30)"),
    "exit with what has no text": Hostile(
        "import sys\n\nclass Case:\n    def __str__(self): 1 / 0\n\nsys.exit(Case())", status=1
    ),
    "exit from a hook": Hostile(
        "import sys\nsys.excepthook = lambda *_: sys.exit(4)\n1 / 0", status=4
    ),
    "no hook": Hostile("import sys\nsys.excepthook = None\n1 / 0", status=1),
    "worker closed": Hostile("import js\njs.close()"),
}

SOURCES = {
    "syntax": Hostile("def f(:\n", status=1, says="SyntaxError"),
    "indentation": Hostile("if 1:\nprint(1)", status=1, says="IndentationError"),
    "2 MB": Hostile("x = 1\n" * 350_000 + "print(x)", status=0, says="1\n"),
    "one line of 2 MB": Hostile(f"x = [{'1,' * 10**6}]\nprint(len(x))", status=1),
    "null bytes": Hostile("print(1)\0\nprint(2)", status=1, says="SyntaxError"),
    "half a character": Hostile("print('\ud800')", status=1, says="SyntaxError"),
    "half a character printed": Hostile("print(chr(0xD800))", status=1, says="UnicodeEncodeError"),
    "unknown encoding": Hostile("# coding: foo\nprint(1)", status=1, says="SyntaxError"),
    "no text": Hostile("import sys\nsys.stdout.buffer.write(bytes(range(256)))", status=0),
    "nothing": Hostile("", status=0),
    "input": Hostile("input()", status=1, says="EOFError"),
    "threads": Hostile(
        "import threading\nthreading.Thread(target=print).start()", status=1, says="no threads"
    ),
}

SPOILERS = {
    "closed output": Hostile("import sys\nsys.stdout.close()\nsys.stderr.close()\n1 / 0"),
    "closed files": Hostile("import os\nos.close(1)\nos.close(2)\nos.close(0)", "crashed ended"),
    "all files closed": Hostile("import os\nos.closerange(0, 100)", "crashed ended"),
    "no output": Hostile("import sys\nsys.stdout = sys.stderr = None\n1 / 0"),
    "output that fails": Hostile(
        "import sys\n\nclass Case:\n    def write(self, _): raise KeyboardInterrupt\n\n"
        "sys.stdout = sys.stderr = Case()\n1 / 0"
    ),
    "no builtins": Hostile(
        "import builtins\nfor name in list(vars(builtins)): delattr(builtins, name)",
        "crashed ended",
    ),
    "no AnyIO": Hostile("import sys\ndel sys.modules['anyio']"),
    "no modules": Hostile("import sys\nsys.modules.clear()", "crashed ended"),
    "no way to import": Hostile("import sys\nsys.meta_path.clear()\nsys.path = None"),
    "a tracer": Hostile("import sys\n\ndef trace(*_): raise RuntimeError\n\nsys.settrace(trace)"),
    "an audit hook": Hostile(
        "import sys\n\ndef hook(*_): raise RuntimeError\n\nsys.addaudithook(hook)", "crashed ended"
    ),
    "no files": Hostile("import shutil\nshutil.rmtree('/', ignore_errors=True)", "crashed ended"),
    "no rights": Hostile("import os\nos.mkdir('x')\nos.chmod('x', 0)\nos.chmod('.', 0)"),
    "timer in the worker": Hostile(
        "import js\nfrom pyodide.code import run_js\n"
        "run_js('setInterval(() => { while (true); }, 0); undefined')"
    ),
}
"""What leaves behind something that could keep the next program from running."""

GROUPS = {
    "endless": ENDLESS,
    "deadlock": DEADLOCKS,
    "flood": FLOODS,
    "memory": MEMORY,
    "depth": DEPTHS,
    "end": ENDS,
    "source": SOURCES,
    "spoiler": SPOILERS,
}

CASES = {
    f"{group}: {name}": case for group, cases in GROUPS.items() for name, case in cases.items()
}

CHANGES = {
    "anyio.sleep": (
        "import anyio\n\nasync def fake(_): print('fake')\n\nanyio.sleep = fake",
        "import anyio\nanyio.run(anyio.sleep, 0)\nprint('real')",
    ),
    "a method of Trio": (
        "import trio\ntrio.Nursery.start_soon = None",
        "import trio\nprint('real' if trio.Nursery.start_soon else 'fake')",
    ),
    "a method of asyncio": (
        "import asyncio\nasyncio.BaseEventLoop.call_soon = lambda *_: None",
        "import asyncio\nasyncio.run(asyncio.sleep(0))\nprint('real')",
    ),
    "a patch that stays": (
        "from unittest import mock\nmock.patch('anyio.sleep').start()",
        "import anyio\nanyio.run(anyio.sleep, 0)\nprint('real')",
    ),
    "time.sleep": ("import time\ntime.sleep = None", "import time\ntime.sleep(0)\nprint('real')"),
    "print": (
        "import builtins\nbuiltins.print = lambda *_: None",
        "print('real')",
    ),
    "chance": (
        "import random\nrandom.seed(1)",
        "import random\nx = random.random()\nrandom.seed(1)\n"
        "print('fake' if x == random.random() else 'real')",
    ),
    "a file in /tmp": (
        "open('/tmp/x', 'w').write('x' * 1_000_000)",
        "import os\nprint(os.listdir('/tmp') or 'real')",
    ),
    "a file in /lib": (
        "import os\nos.mkdir('/lib/x')\nopen('/lib/x/y', 'w').close()",
        "import os\nprint('fake' if os.path.exists('/lib/x') else 'real')",
    ),
    "a file that stays open": (
        "import os\nos.open('/tmp/x', os.O_CREAT | os.O_RDWR)\nos.unlink('/tmp/x')",
        "import os\nn = os.open('/', os.O_RDONLY)\nprint('real' if n <= 4 else f'fake {n}')",
    ),
    "decimals": (
        "import decimal\ndecimal.getcontext().prec = 2",
        "import decimal\nprint('real' if decimal.getcontext().prec == 28 else 'fake')",
    ),
    "a warning that was shown": (
        "import warnings\nwarnings.warn('x', stacklevel=1)",
        "import sys, warnings\nsys.stderr = sys.stdout\nwarnings.warn('real', stacklevel=1)",
    ),
    "a handler of a logger": (
        "import logging\nlogging.getLogger('a').addHandler(logging.StreamHandler())",
        "import logging\nprint('fake' if logging.getLogger('a').handlers else 'real')",
    ),
    "a file": (
        "open('a', 'w').close()",
        "import os\nprint('fake' if os.path.exists('a') else 'real')",
    ),
    "a module of its own": (
        "import sys, types\nsys.modules['a'] = types.ModuleType('a')",
        "try: import a\nexcept ImportError: print('real')",
    ),
    "a name": ("x = 1", "print('real' if 'x' not in globals() else 'fake')"),
}
"""What a program changes, and a program that shows whether it sees it."""
