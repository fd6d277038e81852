"""Names in code: each means what Python would find there, and nothing is claimed that isn't so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from helpers.naming import HEADER, Links, links, shown, written

from anyio_by_example.crossref.names import Names

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
    "an attribute that a method annotates": (
        "from anyio import TaskInfo\ndef f(t: TaskInfo): t.parent_id",
        [
            ("anyio", "anyio"),
            ("TaskInfo", "anyio.TaskInfo"),
            ("TaskInfo", "anyio.TaskInfo"),
            ("t.parent_id", "anyio.TaskInfo.parent_id"),
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
        from exceptiongroup import catch
        catch
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


def test_a_library_outside_of_the_environment_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """AnyIO may be anywhere where Python finds it, as in the folder of a user."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert ("anyio.sleep", "anyio.sleep") in links(tmp_path, "import anyio\nanyio.sleep")
