"""Names in code: each means what Python would find there, and nothing is claimed that isn't so."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import psutil
import pytest
from helpers.support import ROOT

from anyio_by_example.api.inventory import inventory
from anyio_by_example.api.public import public_api
from anyio_by_example.crossref import names as names_module
from anyio_by_example.crossref.names import Name, Names
from anyio_by_example.crossref.server import LanguageServer, ServerError
from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library

HEADER = """\
# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio>=4"]
# ///
\"\"\"A program.\"\"\"
"""

Links = list[tuple[str, str]]


class Counting:
    """Starts language servers, and counts them."""

    def __init__(self) -> None:
        self.started = 0

    def __call__(self) -> LanguageServer:
        """Start one."""
        self.started += 1
        return LanguageServer()


def written(root: Path, code: str, name: str = "program", header: str = HEADER) -> Example:
    """An example with some code."""
    path = root / "snippets" / "topic" / f"{name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header + textwrap.dedent(code), "utf-8")
    return Example.load(root / "snippets", f"topic/{name}.py")


def shown(text: str, names: Iterable[Name]) -> Links:
    """The text of each link, and what it means."""
    lines = text.splitlines()
    return [(lines[name.line - 1][name.column : name.end], name.target) for name in names]


def links(root: Path, code: str) -> Links:
    """The links of a program."""
    example = written(root, code)
    return shown(example.text, Names(root / "kept").of(example)["program.py"])


KINDS: dict[str, tuple[str, Links]] = {
    "a module, and a function of it": (
        "import anyio\nanyio.sleep",
        [("anyio", "anyio"), ("anyio.sleep", "anyio.sleep")],
    ),
    "a module in a package": (
        "import anyio.abc\nimport collections.abc as c\nc.Callable\nanyio.abc.TaskGroup",
        [
            ("anyio.abc", "anyio.abc"),
            ("collections.abc", "collections.abc"),
            ("c.Callable", "collections.abc.Callable"),
            ("anyio.abc.TaskGroup", "anyio.abc.TaskGroup"),
        ],
    ),
    "names that an import gives": (
        "import anyio as a\nfrom anyio import sleep as pause\na.run\npause",
        [
            ("anyio", "anyio"),
            ("anyio", "anyio"),
            ("sleep", "anyio.sleep"),
            ("a.run", "anyio.run"),
            ("pause", "anyio.sleep"),
        ],
    ),
    "an import over several lines": (
        "from anyio.abc import (\n    TaskGroup,  # one\n    TaskStatus,\n)",
        [
            ("anyio.abc", "anyio.abc"),
            ("TaskGroup", "anyio.abc.TaskGroup"),
            ("TaskStatus", "anyio.abc.TaskStatus"),
        ],
    ),
    "the class of what is called": (
        "from anyio import Event, Lock\nEvent()\nLock()\nValueError()",
        [
            ("anyio", "anyio"),
            ("Event", "anyio.Event"),
            ("Lock", "anyio.Lock"),
            ("Event", "anyio.Event"),
            ("Lock", "anyio.Lock"),
            ("ValueError", "ValueError"),
        ],
    ),
    "methods and properties of what is inferred": (
        """
        from anyio import CapacityLimiter as C, create_task_group as g
        async def main():
            async with g() as tg:
                tg.cancel_scope.cancel()
                C(1).borrowed_tokens
        """,
        [
            ("anyio", "anyio"),
            ("CapacityLimiter", "anyio.CapacityLimiter"),
            ("create_task_group", "anyio.create_task_group"),
            ("g", "anyio.create_task_group"),
            ("tg.cancel_scope", "anyio.abc.TaskGroup.cancel_scope"),
            (".cancel", "anyio.CancelScope.cancel"),
            ("C", "anyio.CapacityLimiter"),
            ("borrowed_tokens", "anyio.CapacityLimiter.borrowed_tokens"),
        ],
    ),
    "a property of a generic class": (
        "from anyio import TaskHandle\ndef f(h: TaskHandle[int, int]): h.return_value",
        [
            ("anyio", "anyio"),
            ("TaskHandle", "anyio.TaskHandle"),
            ("TaskHandle", "anyio.TaskHandle"),
            ("int", "int"),
            ("int", "int"),
            ("h.return_value", "anyio.TaskHandle.return_value"),
        ],
    ),
    "a field of a data class": (
        "from anyio import Event\nEvent().statistics().tasks_waiting",
        [
            ("anyio", "anyio"),
            ("Event", "anyio.Event"),
            ("Event", "anyio.Event"),
            ("statistics", "anyio.Event.statistics"),
            ("tasks_waiting", "anyio.EventStatistics.tasks_waiting"),
        ],
    ),
    "built-in functions, types and their methods": (
        "print(len('a'), ' '.join(['b']), {1: 2}.items(), {3}.add(4))\ndef f(x: float) -> str: ...",
        [
            ("print", "print"),
            ("len", "len"),
            ("join", "str.join"),
            ("items", "dict.items"),
            ("add", "frozenset.add"),
            ("float", "float"),
            ("str", "str"),
        ],
    ),
    "the types of parameters that have a default": (
        "def f(unit: str = 'ms', *, size: int=1) -> bool: ...",
        [("str", "str"), ("int", "int"), ("bool", "bool")],
    ),
    "what a private module of Python defines": (
        "from asyncio import sleep, Task\ndef f(t: Task): t.cancel\nopen('f').write",
        [
            ("asyncio", "asyncio"),
            ("sleep", "asyncio.sleep"),
            ("Task", "asyncio.Task"),
            ("Task", "asyncio.Task"),
            ("t.cancel", "asyncio.Task.cancel"),
            ("open", "open"),
            ("write", "io.TextIOBase.write"),
        ],
    ),
    "what a package of Python has in a private module": (
        """
        from anyio.from_thread import start_blocking_portal
        with start_blocking_portal() as portal:
            future = portal.start_task_soon(len, [])
            future.result()
        """,
        [
            ("anyio.from_thread", "anyio.from_thread"),
            ("start_blocking_portal", "anyio.from_thread.start_blocking_portal"),
            ("start_blocking_portal", "anyio.from_thread.start_blocking_portal"),
            ("portal.start_task_soon", "anyio.from_thread.BlockingPortal.start_task_soon"),
            ("len", "len"),
            ("future.result", "concurrent.futures.Future.result"),
        ],
    ),
    "a class of `typing` or of `collections.abc`, as it's imported": (
        "from typing import Callable\nCallable\nfrom collections.abc import Iterator\nIterator",
        [
            ("typing", "typing"),
            ("Callable", "typing.Callable"),
            ("Callable", "typing.Callable"),
            ("collections.abc", "collections.abc"),
            ("Iterator", "collections.abc.Iterator"),
            ("Iterator", "collections.abc.Iterator"),
        ],
    ),
    "what a base class hands down": (
        "from anyio.abc import SocketStream\nclass S(SocketStream):\n"
        "    def f(self): self.extra; self.f; super().f\n"
        "try: S()\nexcept ConnectionError as e: e.errno",
        [
            ("anyio.abc", "anyio.abc"),
            ("SocketStream", "anyio.abc.SocketStream"),
            ("SocketStream", "anyio.abc.SocketStream"),
            ("self.extra", "anyio.TypedAttributeProvider.extra"),
            ("super", "super"),
            ("ConnectionError", "ConnectionError"),
            ("e.errno", "OSError.errno"),
        ],
    ),
    "what a private base class hands down": (
        """
        from anyio.streams.file import FileReadStream
        async def f(stream: FileReadStream):
            await stream.aclose()
        """,
        [
            ("anyio.streams.file", "anyio.streams.file"),
            ("FileReadStream", "anyio.streams.file.FileReadStream"),
            ("FileReadStream", "anyio.streams.file.FileReadStream"),
            ("stream.aclose", "anyio.abc.AsyncResource.aclose"),
        ],
    ),
    "Trio's names": (
        """
        import trio, trio.lowlevel
        from trio.testing import MockClock
        async def main():
            async with trio.open_nursery() as n:
                n.start_soon(trio.sleep, 1)
                trio.lowlevel.current_task().name
        """,
        [
            ("trio", "trio"),
            ("trio.lowlevel", "trio.lowlevel"),
            ("trio.testing", "trio.testing"),
            ("MockClock", "trio.testing.MockClock"),
            ("trio.open_nursery", "trio.open_nursery"),
            ("n.start_soon", "trio.Nursery.start_soon"),
            ("trio.sleep", "trio.sleep"),
            ("trio.lowlevel.current_task", "trio.lowlevel.current_task"),
            ("name", "trio.lowlevel.Task.name"),
        ],
    ),
    "decorators, annotations and base classes": (
        "from contextlib import asynccontextmanager as m\nimport anyio.abc as b\n"
        "@m\nasync def f(x: b.TaskGroup | None): yield\nclass A(b.AsyncResource): ...",
        [
            ("contextlib", "contextlib"),
            ("asynccontextmanager", "contextlib.asynccontextmanager"),
            ("anyio.abc", "anyio.abc"),
            ("m", "contextlib.asynccontextmanager"),
            ("b.TaskGroup", "anyio.abc.TaskGroup"),
            ("b.AsyncResource", "anyio.abc.AsyncResource"),
        ],
    ),
    "what stands in an f-string, behind characters of any width": (
        "import anyio\nf'{\"ä😀\"!r} {len([])} {anyio.Event().is_set()}'",
        [
            ("anyio", "anyio"),
            ("len", "len"),
            ("anyio.Event", "anyio.Event"),
            ("is_set", "anyio.Event.is_set"),
        ],
    ),
    "the parts of a chain on several lines": (
        "import anyio\n(anyio\n    .Event()\n    .set)",
        [("anyio", "anyio"), ("anyio", "anyio"), ("Event", "anyio.Event"),
         ("set", "anyio.Event.set")],
    ),
    "an exception that is built in since Python 3.11": (
        "import sys\nif sys.version_info < (3, 11):\n"
        "    from exceptiongroup import ExceptionGroup\n"
        "def f():\n    try: f()\n    except ExceptionGroup as group: group.split",
        [
            ("sys", "sys"),
            ("sys.version_info", "sys.version_info"),
            ("ExceptionGroup", "ExceptionGroup"),
            ("group.split", "BaseExceptionGroup.split"),
        ],
    ),
}  # fmt: skip

NOTHING = {
    "a method of its own that is called like one of AnyIO's": """
        class Crowd:
            def start_soon(self): ...
            def set(self): self.start_soon()
        Crowd().start_soon()
        """,
    "a name of its own that is called like a built-in one": """
        def print(): ...
        def f(len):
            len()
            for max in 1, 2: max
        print()
        """,
    "keyword arguments, its own variables, attributes of them": """
        def f(file, *, max=1): file.read
        f(file=1, max =2)
        f(**{}).start_soon
        timeout = 1
        timeout
        """,
    "comments, strings and keywords": """
        # anyio.sleep print
        "anyio.sleep print"
        b"len"
        None
        True
        """,
    "a module that isn't there, or isn't documented here": """
        import nothing_like_this
        nothing_like_this.sleep
        from pytest import raises
        raises
        """,
    "what AnyIO keeps to itself": "from anyio._core import _eventloop\n_eventloop.threadlocals",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_is_found(kind: str, tmp_path: Path) -> None:
    """Each kind of name is linked to the entry that says what it is."""
    code, expected = KINDS[kind]
    assert links(tmp_path, code) == expected


@pytest.mark.parametrize("kind", NOTHING)
def test_nothing_is_claimed(kind: str, tmp_path: Path) -> None:
    """What isn't AnyIO's, Trio's or Python's, or can't be known, is not linked."""
    if kind == "what AnyIO keeps to itself":
        found = links(tmp_path, NOTHING[kind])
        assert [each for each in found if "_" in each[1]] == []
    else:
        assert links(tmp_path, NOTHING[kind]) == []


def test_support_files_have_names(tmp_path: Path) -> None:
    """What an example imports from beside it is its own; what stands in there is found too."""
    header = HEADER.replace(
        '# ///\n"', '#\n# [tool.example]\n# support = ["kit.py", "kit.txt"]\n# ///\n"'
    )
    folder = tmp_path / "snippets" / "topic"
    folder.mkdir(parents=True)
    folder.joinpath("kit.txt").write_text("import anyio")
    folder.joinpath("kit.py").write_text("import anyio\ndef pause() -> anyio.Event: ...\n")
    example = written(tmp_path, "import kit\nkit.pause().is_set()\n", header=header)
    found = Names(tmp_path / "kept").of(example)
    assert shown(example.text, found["program.py"]) == [("is_set", "anyio.Event.is_set")]
    assert found["kit.txt"] == ()
    expected = [("anyio", "anyio"), ("anyio.Event", "anyio.Event")]
    assert shown("import anyio\ndef pause() -> anyio.Event: ...\n", found["kit.py"]) == expected


def test_what_is_known_is_kept(tmp_path: Path) -> None:
    """One server finds the names in all; after that none is started, unless a text changes."""
    one, two = (written(tmp_path, f"print({n})", f"p{n}") for n in (1, 2))
    count = Counting()
    names = Names(tmp_path / "kept", count)
    found = names.of(one, lambda: [one, two])
    assert names.of(two, lambda: pytest.fail("asked for others")) == {"p2.py": found["p1.py"]}
    assert names.of(one) == Names(tmp_path / "kept", count).of(one) == found
    assert count.started == 1
    changed = written(tmp_path, "print(3) or len", "p1")
    again = Names(tmp_path / "kept", count)
    assert [name.target for name in again.of(changed)["p1.py"]] == ["print", "len"]
    assert again.of(two)["p2.py"] == found["p1.py"]
    assert count.started == 2


def test_what_failed_is_not_tried_for_each_example(tmp_path: Path) -> None:
    """A server that hangs costs a build its time limit once, until an example changes."""
    one, two = (written(tmp_path, f"print({n})", f"p{n}") for n in (1, 2))
    started = []

    def start() -> LanguageServer:
        started.append(1)
        return LanguageServer(["no such ty"])

    names = Names(tmp_path / "kept", start)
    for example in (one, two, one):
        with pytest.raises(ServerError):
            names.of(example, lambda: [two])
    assert len(started) == 1
    with pytest.raises(ServerError):
        names.of(written(tmp_path, "print(3)", "p1"))
    assert len(started) == 2


def test_a_library_outside_of_the_environment_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """AnyIO may be anywhere where Python finds it, as in the folder of a user."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert ("anyio.sleep", "anyio.sleep") in links(tmp_path, "import anyio\nanyio.sleep")


@pytest.mark.parametrize("damage", ["", "x", "0" * 64 + "\n{}", "\xff"])
def test_what_is_damaged_is_found_again(damage: str, tmp_path: Path) -> None:
    """A file that is cut short or was changed counts as missing."""
    example = written(tmp_path, "print()")
    found = Names(tmp_path / "kept").of(example)
    (file,) = (tmp_path / "kept").iterdir()
    file.write_bytes(damage.encode("latin-1"))
    assert Names(tmp_path / "kept").of(example) == found


def test_a_folder_that_takes_nothing_costs_only_time(tmp_path: Path) -> None:
    """Where nothing can be kept, names are found all the same."""
    example = written(tmp_path, "print()")
    (tmp_path / "kept").write_text("a file")
    names = Names(tmp_path / "kept")
    assert len(names.of(example)["program.py"]) == 1


@pytest.mark.parametrize("what", ["version", "_finder"])
def test_what_finds_names_is_part_of_the_address(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version of a library or of these modules has names found anew."""
    example, count = written(tmp_path, "print()"), Counting()
    names_module._finder.cache_clear()
    Names(tmp_path / "kept", count).of(example)
    with monkeypatch.context() as patch:
        patch.setattr(names_module, what, lambda *_: "another")
        if what == "version":
            names_module._finder.cache_clear()
        Names(tmp_path / "kept", count).of(example)
    if what == "version":
        names_module._finder.cache_clear()
    Names(tmp_path / "kept", count).of(example)
    assert count.started == 2


WRONG = {
    "can't be started": ([str(Path("no", "such", "ty"))], "can't be started"),
    "ends at once": ([sys.executable, "-c", "raise SystemExit('no licence')"], "no licence"),
    "says something else": ([sys.executable, "-c", "print('Hello!\\n')"], "ended with status"),
    "says nonsense": (
        [sys.executable, "-c", "print('Content-Length: x\\n\\n', flush=True); input()"],
        "ended with status",
    ),
    "refuses, and stays": (
        [
            sys.executable,
            "-c",
            "import json, time\n"
            "text = json.dumps({'id': 1, 'error': {'message': 'no licence'}})\n"
            "print(f'Content-Length: {len(text)}', '', text, sep='\\n', flush=True)\n"
            "time.sleep(60)",
        ],
        "can't answer: no licence",
    ),
    "says nothing": ([sys.executable, "-c", "import time; time.sleep(60)"], "longer than 1 sec"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_server_that_fails_is_named(kind: str, tmp_path: Path) -> None:
    """A server that is missing, crashes or hangs is a clear error, soon, and leaves nothing."""
    command, message = WRONG[kind]
    example = written(tmp_path, "print()")
    before = set(psutil.Process().children())
    started = time.monotonic()
    with pytest.raises(ServerError, match=message):
        Names(tmp_path / "kept", lambda: LanguageServer(command, seconds=1)).of(example)
    assert time.monotonic() - started < 5
    assert set(psutil.Process().children()) <= before
    assert len(Names(tmp_path / "kept").of(example)["program.py"]) == 1


def test_no_server_is_left(tmp_path: Path) -> None:
    """A server ends with the lookup, and its files with it."""
    before = set(psutil.Process().children())
    with LanguageServer() as server:
        folder = server.folder
        assert set(psutil.Process().children()) > before
        server.open(folder / "a.py", "print")
    assert set(psutil.Process().children()) <= before
    assert not folder.parent.exists()
    links(tmp_path, "print()")
    assert set(psutil.Process().children()) <= before


@pytest.mark.skipif(os.name != "posix", reason="kills without a word")
def test_a_server_ends_with_its_parent() -> None:
    """A server doesn't outlive a build that was killed."""
    code = """
import os, signal
from anyio_by_example.crossref.server import LanguageServer
server = LanguageServer().__enter__()
print(server._process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    pid, deadline = int(run.stdout), time.monotonic() + 10

    def lives() -> bool:
        try:
            return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False

    while lives() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not lives()


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    """The project's examples, none of them recorded."""
    return Library(ROOT / "snippets").examples()


@pytest.fixture(scope="module")
def find(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[list[Example]], dict[str, object]]:
    """Finds the names in examples anew."""

    def find(examples: list[Example]) -> dict[str, object]:
        names = Names(tmp_path_factory.mktemp("kept"))
        return {each.name: names.of(each, lambda: examples) for each in examples}

    return find


def test_order_does_not_matter(
    examples: list[Example], find: Callable[[list[Example]], dict[str, object]]
) -> None:
    """The names in an example are the same whichever others are asked about, and when."""
    found = find(examples)
    backwards = examples[::-1]
    mixed = random.Random(1).sample(examples, len(examples))
    assert find(backwards) == find(mixed) == found
    for example in mixed[:8]:
        assert find([example]) == {example.name: found[example.name]}


def test_every_target_is_documented(examples: list[Example], tmp_path: Path) -> None:
    """Each name has an entry, stands in one line, and none overlaps with another."""
    documented = {*public_api().all, *public_api().modules, *inventory()}
    names = Names(tmp_path)
    for example in examples:
        for file, found in names.of(example, lambda: examples).items():
            assert {name.target for name in found} <= documented
            ends: dict[int, int] = {}
            for name in found:
                assert ends.get(name.line, 0) <= name.column < name.end, (example.name, file, name)
                ends[name.line] = name.end


EXPECTED_UNLINKED = {
    ("benefits/compare_errors.py", "replace"),  # a Callable needn't have a name
}


def test_no_name_of_anyio_is_overlooked(examples: list[Example], tmp_path: Path) -> None:
    """Each attribute that is called like a member of AnyIO's is linked, or the example's own.

    This reads the code as text, independently of what found the names.
    """
    members = {path.rpartition(".")[2] for path in public_api().members}
    names = Names(tmp_path)
    overlooked = set()
    for example in examples:
        linked = {
            (name.line, column)
            for name in names.of(example, lambda: examples)[example.path.name]
            for column in range(name.column, name.end)
        }
        own = re.findall(r"\bdef (\w+)|\bself\.(\w+) ?[:=]|^ +(\w+):", example.text, re.M)
        known = {word for words in own for word in words}
        lines = enumerate(example.text.splitlines(), 1)
        for number, line in lines:
            if number < example.first_line:
                continue
            code = re.sub(r"(?<![\"'])#.*|\"[^\"{]*\"", lambda hit: " " * len(hit[0]), line)
            for hit in re.finditer(r"(?<=[\w)\]]\.)[a-z_]+\b(?! *=[^=])", code):
                if hit[0] in members - known and (number, hit.start()) not in linked:
                    overlooked.add((example.name, hit[0]))
    assert overlooked == EXPECTED_UNLINKED
