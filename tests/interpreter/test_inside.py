"""What runs inside a reader's browser: the loops, what is refused, who waits, what is put back.

None of it needs a browser: `reader.py` runs it in a process of this Python.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers import reader
from helpers.reader import Ran, job

from anyio_by_example.interpreter.inside import absent, loops, waiting
from anyio_by_example.interpreter.inside.absent import Absent, AbsentError

if sys.platform == "win32":
    pytest.skip("select can't wait for pipes on Windows", allow_module_level=True)

BOTH = ("asyncio", "trio")

INTERRUPTED = BOTH if sys.version_info >= (3, 11) else ("trio",)
"""The backends that let a program clean up after Ctrl-C; older asyncio doesn't."""

# the queue


class Waits:
    """Waits that take no time; the next one can be interrupted by something that happens in it."""

    def __init__(self) -> None:
        self.asked: list[float | None] = []
        self.happens: Callable[[], object] = lambda: None

    def __call__(self, seconds: float | None) -> None:
        """Wait for so many seconds, or forever."""
        self.asked.append(seconds)
        self.happens()


@pytest.fixture
def waits() -> Waits:
    """What a queue waits with."""
    return Waits()


@pytest.fixture
def queue(waits: Waits) -> loops._Queue:
    """A queue that waits for nothing yet."""
    return loops._Queue(waits)


@pytest.fixture
def pair() -> Iterator[tuple[loops._End, loops._End]]:
    """Two ends that are connected: one to read from, one to write to."""
    ends = loops._socketpair()
    yield ends
    for end in ends:
        end.close()


def event(end: loops._End, kind: int, flags: int = loops._ADD, data: Any = None) -> loops._Event:
    """What is to be waited for at an end."""
    return loops._Event(end.fileno(), kind, flags, udata=data)


Pair = tuple[loops._End, loops._End]


def test_what_can_be_read_is_found(queue: loops._Queue, pair: Pair, waits: Waits) -> None:
    """An end is found to be readable as long as something is in it, and isn't waited for then."""
    wanted = event(pair[0], loops._READ, data="mine")
    assert queue.control([wanted], 5, 0) == []
    pair[1].send(b"ab")
    assert [found.udata for found in queue.control(None, 5, 9)] == ["mine"]
    assert pair[0].recv(1) == b"a"
    assert queue.control([], 5, None) == [wanted]
    assert pair[0].recv(9) == b"b"
    assert queue.control(None, 5, 0) == []
    assert waits.asked == []


def test_what_is_asked_first_is_found_first(queue: loops._Queue) -> None:
    """Ends are found in the order in which they were asked for, at most as many as are wanted."""
    pairs = [loops._socketpair() for _ in range(4)]
    asked = [pairs[number] for number in (2, 0, 3, 1)]
    for reader_, writer in pairs:
        writer.send(b"x")
        assert reader_.fileno() != writer.fileno()
    wanted = [event(reader_, loops._READ) for reader_, _ in asked]
    assert queue.control(wanted, 9, 0) == wanted
    assert queue.control(None, 2, 0) == wanted[:2]
    assert queue.control(None, 0, None) == []
    for ends in pairs:
        for end in ends:
            end.close()


def test_what_is_taken_back_is_not_found(queue: loops._Queue, pair: Pair) -> None:
    """What is deleted isn't found any more; to delete what isn't there is no error."""
    queue.control([event(pair[1], loops._WRITE), event(pair[0], loops._READ)], 0)
    assert [found.filter for found in queue.control(None, 5, 0)] == [loops._WRITE]
    for _ in range(2):
        assert queue.control([event(pair[1], loops._WRITE, loops._DELETE)], 5, 0) == []
    pair[1].send(b"x")
    assert [found.filter for found in queue.control(None, 5, 0)] == [loops._READ]


def test_once_is_once(queue: loops._Queue, pair: Pair) -> None:
    """What is asked for once is found once, and again only if it's asked for again."""
    pair[1].send(b"x")
    once = event(pair[0], loops._READ, loops._ADD | loops._ONESHOT)
    assert queue.control([once], 5, 0) == [once]
    assert queue.control(None, 5, 0) == []
    assert queue.control([once], 5, 0) == [once]


def test_once_stays_until_it_is_found(queue: loops._Queue) -> None:
    """What is asked for once and doesn't fit in an answer is in the next one."""
    pairs = [loops._socketpair() for _ in range(2)]
    wanted = [event(w, loops._WRITE, loops._ADD | loops._ONESHOT) for _, w in pairs]
    assert queue.control(wanted, 1, 0) == wanted[:1]
    assert queue.control(None, 1, 0) == wanted[1:]
    assert queue.control(None, 1, 0) == []
    for ends in pairs:
        for end in ends:
            end.close()


def test_waits_once(queue: loops._Queue, pair: Pair, waits: Waits) -> None:
    """It waits as long as it's told, once, and then finds what has come meanwhile."""
    waits.happens = lambda: pair[1].send(b"x")
    assert len(queue.control([event(pair[0], loops._READ)], 5, 1.5)) == 1
    pair[0].recv(1)
    assert len(queue.control(None, 5, None)) == 1
    assert waits.asked == [1.5, None]


def test_takes_what_has_a_number(queue: loops._Queue, pair: Pair) -> None:
    """An end can be named itself, or by its number."""
    queue.control([loops._Event(pair[0], loops._READ)], 0)
    pair[1].send(b"x")
    [found] = queue.control([event(pair[0], loops._READ)], 5, 0)
    assert found.ident == pair[0].fileno()


def test_end_of_a_pair(pair: Pair) -> None:
    """An end never blocks, takes what sockets take, and can be closed twice."""
    with pytest.raises(BlockingIOError):
        pair[0].recv(1)
    pair[0].setblocking(True)
    pair[0].setsockopt(1, 2, 3)
    with pytest.raises(BlockingIOError):
        pair[0].recv(1)
    number = pair[0].fileno()
    pair[0].close()
    pair[0].close()
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(number)


# the loops

LOOPS = """
import socket, time
import anyio

async def say(what, seconds, scope=None):
    await anyio.sleep(seconds)
    print(what)

async def main():
    began = anyio.current_time()
    async with anyio.create_task_group() as group:
        for what, seconds in (("c", 0.06), ("a", 0.02), ("b", 0.04)):
            group.start_soon(say, what, seconds)
    with anyio.move_on_after(0.02) as scope:
        await anyio.sleep(60)
    print(scope.cancelled_caught, 0.07 < anyio.current_time() - began < 5)
    send, receive = anyio.create_memory_object_stream(0)
    async with anyio.create_task_group() as group:
        group.start_soon(receive.receive)
        await send.send(1)
    print(await anyio.to_thread.run_sync(int) if not True else "done")

anyio.run(main)
"""

WAKE = {
    "asyncio": """
import asyncio, signal, selectors

async def main():
    loop, woken = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, woken.set)
    loop.call_later(0.01, signal.raise_signal, signal.SIGUSR1)
    await woken.wait()
    loop.call_soon_threadsafe(print, "soon")
    await asyncio.sleep(0.01)
    print(type(loop._selector).__name__)

asyncio.run(main())
""",
    "trio": """
import signal
import trio

async def main():
    with trio.open_signal_receiver(signal.SIGUSR1) as signals:
        signal.raise_signal(signal.SIGUSR1)
        async for number in signals:
            break
    trio.lowlevel.current_trio_token().run_sync_soon(print, "soon")
    await trio.sleep(0.01)
    print(type(trio.lowlevel.current_statistics().io_statistics).__name__)

trio.run(main)
""",
}

DEADLOCK = """
import anyio

async def child(event):
    await event.wait()  # child

async def nested():
    async with anyio.create_task_group() as group:
        for number in range(4):
            group.start_soon(child, anyio.Event(), name=f"child {number}")
        await anyio.Lock().acquire()
        await anyio.create_memory_object_stream(0)[1].receive()  # nested

async def main():
    try:
        async with anyio.create_task_group() as group:
            group.start_soon(nested)
            await anyio.sleep_forever()  # main
    finally:
        print("cleaned up")

anyio.run(main)
"""

STUCK = {
    "event": """
import anyio

async def main():
    await anyio.Event().wait()

anyio.run(main)
""",
    "forever": """
import anyio

async def main():
    await anyio.sleep_forever()

anyio.run(main)
""",
    "caught": """
import anyio

async def main():
    try:
        await anyio.Event().wait()
    finally:
        with anyio.CancelScope(shield=True):
            await anyio.sleep(0.01)
        raise ValueError

anyio.run(main)
""",
    "goes on": """
import anyio

async def main():
    await anyio.Event().wait()

try:
    anyio.run(main)
except BaseException:
    print("interrupted")
""",
}

REFUSED = {
    "sockets": [
        "import socket; socket.socket()",
        "import socket; socket.socketpair()",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import socket; socket.gethostbyname('localhost')",
    ],
    "processes": [
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.execv('/bin/true', ['true'])",
        "import os; os.posix_spawn('/bin/true', ['true'], {})",
        "import pty; pty.fork()",
        "import subprocess, sys; subprocess.run([sys.executable, '--version'])",
        "import multiprocessing; multiprocessing.Process(target=print).start()",
    ],
    "threads": [
        "import threading; threading.Thread(target=print, args=['ran']).start()",
        "import _thread; _thread.start_new_thread(print, ('ran',))",
    ],
}
"""What each of some lines asks for."""


def line_of(text: str, comment: str) -> int:
    """The line of a program that has a comment."""
    return next(n for n, line in enumerate(text.splitlines(), 1) if line.endswith(f"# {comment}"))


def refused() -> list[tuple[str, str]]:
    """Each line with what it asks for, as far as this Python tells of it."""
    return [
        (line, what)
        for what, lines in REFUSED.items()
        if what != "threads" or sys.version_info >= (3, 12)
        for line in lines
    ]


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    """All programs, under a name each: they run in one process, one after the other."""
    for backend in BOTH:
        for clock in ("real", "virtual"):
            yield f"loops {backend} {clock}", job(LOOPS, backend, clock=clock)
            yield f"deadlock {backend} {clock}", job(DEADLOCK, backend, clock=clock)
            for name, text in STUCK.items():
                yield f"{name} {backend} {clock}", job(text, backend, clock=clock)
        yield f"wake {backend}", job(WAKE[backend], "as-written")
    yield (
        "days",
        job("import anyio\nanyio.run(anyio.sleep, 200_000)\nprint('slept')", clock="virtual"),
    )
    yield "spin", job("import time\ntime.sleep(0.03)\ntime.sleep(-1)")
    for line, what in refused():
        body = f"try:\n    {line}\nexcept RuntimeError as error:\n    print(error)\n"
        yield f"{line}", job(f"{body}{line}  # again\n")
        yield (
            f"{line} {what}",
            job(
                f"def ask():\n    {line}\n\nimport helper\nhelper.call(ask)\n",
                support={"helper.py": "def call(ask):\n    ask()\n"},
            ),
        )


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ran]:
    """How all programs ran."""
    named = dict(jobs())
    found = reader.run(tmp_path_factory.mktemp("reader"), named.values())
    return dict(zip(named, found, strict=True))


@pytest.mark.parametrize("clock", ["real", "virtual"])
@pytest.mark.parametrize("backend", BOTH)
def test_loops(backend: str, clock: str, ran: dict[str, Ran]) -> None:
    """Both event loops sleep, time out and pass things on; a virtual clock lets no time pass."""
    done = ran[f"loops {backend} {clock}"]
    assert done.errors == ""
    assert done.output == "a\nb\nc\nTrue True\ndone\n"
    assert (done.status, done.line, done.waiting, done.told) == (0, None, [], [])
    assert sum(done.blocked) == 0 if clock == "virtual" else 60 < sum(done.blocked) < 1000


@pytest.mark.parametrize("backend", BOTH)
def test_loops_can_be_woken(backend: str, ran: dict[str, Ran]) -> None:
    """A signal and a call from elsewhere wake a loop, which waits with our queue."""
    done = ran[f"wake {backend}"]
    kind = {"asyncio": "KqueueSelector", "trio": "_KqueueStatistics"}[backend]
    assert (done.output, done.errors) == (f"soon\n{kind}\n", "")


@pytest.mark.parametrize("clock", ["real", "virtual"])
@pytest.mark.parametrize("backend", INTERRUPTED)
def test_deadlock(backend: str, clock: str, ran: dict[str, Ran]) -> None:
    """A program that waits forever cleans up, and it's said who waited where, the oldest first."""
    done = ran[f"deadlock {backend} {clock}"]
    assert (done.output, done.errors) == ("cleaned up\n", "")
    assert done.waiting == [
        {"task": "main", "call": "sleep_forever()", "line": line_of(DEADLOCK, "main")},
        {"task": "nested", "call": "receive()", "line": line_of(DEADLOCK, "nested")},
        *(
            {"task": f"child {number}", "call": "event.wait()", "line": line_of(DEADLOCK, "child")}
            for number in range(4)
        ),
    ]


@pytest.mark.parametrize("clock", ["real", "virtual"])
@pytest.mark.parametrize("backend", INTERRUPTED)
@pytest.mark.parametrize(
    ("name", "status", "output", "error", "waits"),
    [
        ("event", 130, "", "", True),
        ("forever", 130, "", "", True),
        ("caught", 1, "", "ValueError", False),
        ("goes on", 0, "interrupted\n", "", False),
    ],
)
def test_interruption(
    name: str,
    status: int,
    output: str,
    error: str,
    waits: bool,
    backend: str,
    clock: str,
    ran: dict[str, Ran],
) -> None:
    """What waits forever is interrupted as by Ctrl-C; what a program makes of that counts."""
    done = ran[f"{name} {backend} {clock}"]
    assert (done.status, done.output, bool(done.waiting)) == (status, output, waits)
    assert done.errors.strip().rpartition("\n")[2] == error
    if waits:
        assert [(each["task"], each["line"]) for each in done.waiting] == [("main", 5)]


def test_days_pass_on_a_virtual_clock(ran: dict[str, Ran]) -> None:
    """On a virtual clock, a wait of days is none that never ends."""
    assert (ran["days"].output, ran["days"].waiting) == ("slept\n", [])


def test_sleep(ran: dict[str, Ran]) -> None:
    """`time.sleep` blocks the thread for as long as it's asked, and no less than no time."""
    done = ran["spin"]
    assert done.blocked == [30]
    assert done.errors.endswith("ValueError: sleep length must be non-negative\n")


# what is absent


@pytest.mark.parametrize(("line", "what"), refused())
def test_refused(line: str, what: str, ran: dict[str, Ran]) -> None:
    """What a browser lacks is refused each time, and told once, with the line that asks for it."""
    done = ran[line]
    refusal = f"a browser has no {what}: run this with your own Python"
    assert done.output == f"{refusal}\n"
    assert f"AbsentError: {refusal}" in done.errors
    assert (done.told, done.status, done.line) == ([[what, 2]], 1, 5)


@pytest.mark.parametrize(("line", "what"), refused())
def test_line_is_the_programs_own(line: str, what: str, ran: dict[str, Ran]) -> None:
    """The line that is told is one of the program's file, also if another module asks."""
    assert ran[f"{line} {what}"].told == [[what, 2]]


@pytest.mark.parametrize(
    ("event", "args", "what"),
    [
        *((event, (), what) for event, what in absent._BY_EVENT.items()),
        *(("import", (module,), what) for module, what in absent._BY_MODULE.items()),
    ],
)
def test_told_once(event: str, args: tuple[str, ...], what: str) -> None:
    """Each is told once in a program, for each program anew, and never outside of one."""
    told: list[tuple[str, int]] = []
    line: int | None = 7
    watcher = Absent(lambda: line, lambda *asked: told.append(asked))

    def ask() -> None:
        if event == "import":
            watcher._audit(event, args)
        else:
            with pytest.raises(AbsentError, match=what):
                watcher._audit(event, args)

    ask()
    ask()
    assert told == [(what, 7)]
    watcher.begin()
    line = None
    ask()
    assert told == [(what, 7)]
    line = 8
    ask()
    assert told == [(what, 7), (what, 8)]


def test_all_else_is_allowed() -> None:
    """Whatever else is asked for passes."""
    told: list[str] = []
    watcher = Absent(lambda: 1, lambda what, _: told.append(what))
    for event, args in (("open", ("x", "r", 0)), ("import", ("socket",)), ("socket.bind", ())):
        watcher._audit(event, args)
    assert told == []


# what is put back

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
    "tracing": [str(sys.gettrace()), str(sys.getprofile()), sys.getrecursionlimit()],
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


# who waits


def test_nobody_waits_without_a_loop() -> None:
    """Where no loop runs, there are no tasks."""
    assert waiting.waiters("x.py") == []
