"""Everything that can be wrong with a snippet: what its error says, and where."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.site_builder import snippet

LINUX = ("linux",)
POSIX = ("linux", "darwin")

VIRTUAL = '#\n# [tool.example]\n# clock = "virtual"\n'
SCOPE = (
    "import anyio\n\nasync def main() -> None:\n    with anyio.CancelScope():\n"
    "        pass\n\nanyio.run(main)"
)
DONE = """\
     0 s  main starts
     0 s  main enters CancelScope()
     0 s  main leaves CancelScope()
     0 s  main finishes
"""
"""The timeline of that."""

MAIN = "import anyio\n\nasync def main() -> None:\n    {}\n\nanyio.run(main)"


@dataclass
class Case:
    """A snippet that something is wrong with. Its text marks the line to be named with HERE."""

    name: str
    reason: str
    """What the error says."""
    body: str = 'print("hello")'
    more: str = ""
    """Further lines of the header."""
    out: dict[str, str] | None = None
    """The reviewed output, by the suffix of its file."""
    timelines: dict[str, str] | None = None
    """The reviewed timeline, likewise."""
    text: str | bytes | None = None
    """The whole file, where it isn't a header, a docstring and the body."""
    named: str = ""
    """The place that the error names, where it isn't the line marked HERE."""
    seconds: float = 60
    """The time limit."""
    platforms: tuple[str, ...] = ("linux", "darwin", "win32")


CASES = [
    Case("doesn't parse", "it doesn't parse", "x = (1,  # HERE\n"),
    Case("is not UTF-8", "it is not UTF-8", text=b'# a\n"""b"""\n# \xff\n', named="case.py:3"),
    Case("has no header", "it has no header", text='"""A case."""\n', named="case.py:1"),
    Case(
        "has no docstring", "it has no docstring", text=snippet("", docstring=""), named="case.py:1"
    ),
    Case("header is not TOML", "its header is not TOML", more="# x = ]  # HERE\n"),
    Case(
        "unknown header key",
        "unknown header key 'clok'",
        more='#\n# [tool.example]\n# clok = ""  # HERE\n',
    ),
    Case(
        "wrong header value",
        "takes a list",
        more='#\n# [tool.example]\n# leaves = "thread"  # HERE\n',
    ),
    Case(
        "names no file", "doesn't exist", more='#\n# [tool.example]\n# right = "t/no.py"  # HERE\n'
    ),
    Case("raises", "it raised ValueError: boom", MAIN.format('raise ValueError("boom")  # HERE')),
    Case(
        "raises in a task",
        "it raised ValueError: boom",
        "import anyio\n\nasync def task() -> None:\n    raise ValueError('boom')  # HERE\n\n"
        "async def main() -> None:\n    async with anyio.create_task_group() as tg:\n"
        "        tg.start_soon(task)\n\nanyio.run(main)",
    ),
    Case("exits with 3", "it ended with 3", MAIN.format("raise SystemExit(3)  # HERE")),
    Case(
        "doesn't exit as declared",
        "it ended with 0, and its header declares status 1",
        "pass  # HERE",
        more="#\n# [tool.example]\n# exit-status = 1\n",
    ),
    Case(
        "calls sys.exit(0)",
        "it called sys.exit(0)",
        'import sys\n\nsys.exit(0)  # HERE\nprint("lost")',
    ),
    Case(
        "calls os._exit(0)",
        "it ended before its last line",
        'import os\n\nos._exit(0)  # HERE\nprint("lost")',
    ),
    Case(
        "hangs",
        "still running after 2 seconds",
        "while True:  # HERE\n    pass  # HERE",
        seconds=2,
    ),
    Case(
        "hangs in the loop",
        "still running after 2 seconds",
        "import anyio\n\nanyio.run(anyio.sleep_forever)  # HERE",
        seconds=2,
    ),
    Case(
        "prints 100 MB",
        "it printed more than 1,000,000 bytes",
        'for _ in range(100):  # HERE\n    print("x" * 1_000_000)  # HERE',
    ),
    Case(
        "prints bytes that are not UTF-8",
        "not UTF-8: b'\\xff' at byte 1",
        'import sys\n\nsys.stdout.buffer.write(b"a\\xff\\n")  # HERE',
    ),
    Case(
        "is killed",
        "signal SIGKILL ended it",
        "import os\nimport signal\n\nos.kill(os.getpid(), signal.SIGKILL)  # HERE",
        platforms=POSIX,
    ),
    Case(
        "leaves a process",
        "it left a process running",
        "import subprocess\nimport sys\n\n"
        'subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])  # HERE',
    ),
    Case(
        "leaves a process in a session of its own, without output",
        "it left a process running",
        "import subprocess\nimport sys\n\n"
        'subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"],  # HERE\n'
        "    start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)",
    ),
    Case(
        "leaves a process without its environment",
        "it left a process running",
        "import subprocess\nimport sys\n\n"
        'subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"],  # HERE\n'
        "    env={'SYSTEMROOT': 'C:\\\\Windows'})",
        platforms=POSIX,
    ),
    Case(
        "leaves a thread",
        "it left a thread running: late",
        "import threading\nimport time\n\ndef work() -> None:\n    time.sleep(60)  # HERE\n\n"
        'threading.Thread(target=work, name="late").start()',
    ),
    Case(
        "leaves a daemon that shares nothing with it",
        "it left a process running",
        "import os\nimport time\n\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        "        os.closerange(0, 100)\n        os.environ.clear()\n        time.sleep(60)\n"
        "    os._exit(0)\nos.wait()  # HERE",
        platforms=LINUX,
    ),
    Case(
        "forgets an await",
        "it left a coroutine that was never awaited: forgotten",
        "async def forgotten() -> None: ...\n\nforgotten()  # HERE",
    ),
    Case(
        "forgets an await until its end, and ignores warnings",
        "it left a coroutine that was never awaited: forgotten",
        'import warnings\n\nwarnings.simplefilter("ignore")\n\n'
        "async def forgotten() -> None: ...\n\nkept = forgotten()  # HERE",
    ),
    Case(
        "leaves a stream open",
        "it left something open: Unclosed <MemoryObject",
        "import anyio\n\nasync def main() -> None:\n"
        "    anyio.create_memory_object_stream[int]()  # HERE\n\nanyio.run(main)",
    ),
    Case(
        "leaves a socket open",
        "it left something open: unclosed <socket",
        "import socket\n\nkept = socket.socket()  # HERE",
    ),
    Case(
        "leaves a task pending",
        "it left a task pending",
        "import asyncio\n\nloop = asyncio.new_event_loop()\n"
        "loop.create_task(asyncio.Event().wait())\n"
        "loop.run_until_complete(asyncio.sleep(0))\nloop.close()  # HERE",
        more="#\n# [tool.example]\n# backends = []\n",
    ),
    Case(
        "needs too much memory",
        "it needed more memory than 1,000,000,000 bytes",
        "x = bytearray(2_000_000_000)  # HERE",
        platforms=LINUX,
    ),
    Case(
        "reaches out",
        "it tried to reach 192.0.2.1",
        "import socket\n\nsocket.create_connection(('192.0.2.1', 80))  # HERE",
    ),
    Case(
        "reaches out and hides it",
        "it tried to reach example.com",
        "import anyio\n\nasync def main() -> None:\n    try:\n"
        "        await anyio.connect_tcp('example.com', 80)\n    except OSError:\n"
        "        pass\n\nanyio.run(main)  # HERE",
    ),
    Case(
        "lets another program reach out",
        "it raised CalledProcessError",
        'import subprocess\nimport sys\n\nreach = "import socket; socket.create_connection('
        "('198.51.100.1', 80), 2)\"\n"
        "subprocess.run([sys.executable, '-c', reach], check=True)  # HERE",
        platforms=LINUX,
    ),
    Case(
        "starts a thread with a virtual clock",
        "it tried to start a thread, and its clock is virtual",
        "import anyio\n\nasync def main() -> None:\n"
        "    await anyio.to_thread.run_sync(print)  # HERE\n\nanyio.run(main)",
        more=VIRTUAL,
    ),
    Case(
        "starts a process with a virtual clock",
        "it tried to start a process, and its clock is virtual",
        "import sys\n\nimport anyio\n\nasync def main() -> None:\n"
        "    await anyio.run_process([sys.executable, '--version'])  # HERE\n\nanyio.run(main)",
        more=VIRTUAL,
    ),
    Case(
        "uses a socket with a virtual clock",
        "it tried to use a socket, and its clock is virtual",
        "import socket\n\nimport anyio\n\nasync def main() -> None:\n"
        "    socket.create_server(('127.0.0.1', 0)).close()  # HERE\n\nanyio.run(main)",
        more=VIRTUAL,
    ),
    Case(
        "waits for ever with a virtual clock",
        "still running after 2 seconds",
        "import anyio\n\nanyio.run(anyio.sleep_forever)  # HERE",
        more=VIRTUAL,
        seconds=2,
    ),
    Case(
        "chooses its loop with a virtual clock",
        "it chooses its event loop itself",
        'import anyio\n\nanyio.run(anyio.sleep, 1, backend="trio")',
        more='#\n# [tool.example]\n# clock = "virtual"  # HERE\n',
    ),
    Case(
        "declares a clock that there isn't",
        "the header key 'clock' can't be 'fast'",
        more='#\n# [tool.example]\n# clock = "fast"  # HERE\n',
    ),
    Case(
        "declares unordered lines in another way",
        "the header key 'unordered' can't be '4'",
        more='#\n# [tool.example]\n# unordered = ["4"]  # HERE\n',
    ),
    Case(
        "hangs at its end",
        "still running after 2 seconds",
        "import atexit\nimport time\n\natexit.register(time.sleep, 60)  # HERE",
        seconds=2,
    ),
    Case(
        "stops itself",
        "still running after 2 seconds",
        "import os\nimport signal\n\nos.kill(os.getpid(), signal.SIGSTOP)  # HERE",
        seconds=2,
        platforms=POSIX,
    ),
    Case(
        "can't be asked to stop",
        "still running after 2 seconds",
        "import signal\n\nsignal.signal(signal.SIGABRT, signal.SIG_IGN)\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True:  # HERE\n    pass",
        seconds=2,
        platforms=POSIX,
    ),
    Case(
        "hangs without its output",
        "still running after 2 seconds",
        "import os\nimport time\n\nos.closerange(0, 3)\ntime.sleep(60)  # HERE",
        seconds=2,
    ),
    Case(
        "becomes another program",
        "it ended before its last line",
        "import os\nimport sys\n\nos.execv(sys.executable, [sys.executable, '-c', ''])  # HERE",
        platforms=POSIX,
    ),
    Case(
        "crashes the interpreter",
        "signal SIGSEGV ended it",
        "import ctypes\n\nctypes.string_at(0)  # HERE",
        platforms=POSIX,
    ),
    Case(
        "kills what watches over it",
        "it ended or stopped the process that watched over it",
        "import os\nimport signal\n\nos.kill(os.getppid(), signal.SIGKILL)  # HERE",
        platforms=LINUX,
    ),
    Case(
        "leaves a process and kills what watches over it",
        "it ended or stopped the process that watched over it",
        "import os\nimport signal\nimport subprocess\nimport sys\n\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'],\n"
        "    start_new_session=True, stdout=subprocess.DEVNULL)\n"
        "os.kill(os.getppid(), signal.SIGKILL)  # HERE",
        platforms=LINUX,
    ),
    Case("has no reviewed output", "has no reviewed output", named="case.out:1"),
    Case(
        "prints something else",
        "prints 'b' where this has 'x'",
        'print("a\\nb")',
        out={"": "a\nx\n"},
        named="case.out:2",
    ),
    Case("prints less", "prints nothing more", out={"": "hello\nyou\n"}, named="case.out:2"),
    Case(
        "is reviewed for a runtime that there isn't",
        "no runtime has this name",
        out={"": "hello\n", ".trioo": "hello\n"},
        named="case.trioo.out:1",
    ),
    Case("prints more", "prints 'hello' where this has the end", out={"": ""}, named="case.out:1"),
    Case(
        "prints no newline at the end",
        "prints 'hello' where this has 'hello\\n'",
        'print("hello", end="")',
        out={"": "hello\n"},
        named="case.out:1",
    ),
    Case(
        "prints another line end",
        "prints 'a\\rb' where this has 'a'",
        'print("a", end="\\rb\\n")',
        out={"": "a\nb\n"},
        named="case.out:1",
    ),
    Case(
        "names a folder of the machine",
        "line 2 of its output names",
        'import os\n\nprint("x")\nprint(os.__file__)  # HERE',
    ),
    Case(
        "differs undeclared",
        "on Trio prints 'trio' where this has 'asyncio'",
        "import anyio\nfrom anyio.lowlevel import current_token\n\nasync def main() -> None:\n"
        "    print(current_token().backend_class.__module__.rpartition('_')[2])\n\nanyio.run(main)",
        out={"": "asyncio\n"},
        named="case.out:1",
    ),
    Case(
        "declares a difference that isn't there",
        "declares a difference that isn't there",
        out={".asyncio": "hello\n", ".trio": "hello\n"},
        named="case.trio.out:1",
    ),
    Case(
        "has no reviewed timeline",
        "has no reviewed timeline",
        SCOPE,
        out={"": ""},
        named="case.timeline:1",
    ),
    Case(
        "does something else",
        "does '     0 s  main leaves CancelScope()' where this has '     0 s  main sleeps'",
        SCOPE,
        out={"": ""},
        timelines={"": DONE.replace("main leaves CancelScope()", "main sleeps")},
        named="case.timeline:3",
    ),
    Case(
        "declares two timelines that are the same",
        "declares a difference that isn't there",
        SCOPE,
        out={"": ""},
        timelines={".asyncio": DONE, ".trio": DONE},
        named="case.trio.timeline:1",
    ),
    Case(
        "has a timeline for nothing",
        "has no timeline any more",
        out={"": "hello\n"},
        timelines={"": DONE},
        named="case.timeline:1",
    ),
    Case(
        "does too much for a timeline",
        "it does more than a timeline can hold",
        MAIN.format("for _ in range(30_000): await anyio.lowlevel.checkpoint()  # HERE"),
        named="case.py:11",
    ),
    Case(
        "chooses times that there aren't",
        "can't be 'guessed'",
        more='#\n# [tool.example]\n# timeline = "guessed"  # HERE\n',
    ),
]
