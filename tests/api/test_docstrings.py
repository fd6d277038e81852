"""The docstrings of AnyIO: all are read, no word is lost, and names mean something."""

from __future__ import annotations

import builtins
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import griffe
import pytest
from docutils import nodes

from anyio_by_example.api import public, rst
from anyio_by_example.api.extension import CORRECTIONS, NAMESPACE, RstDocstrings, summary


def objects(obj: griffe.Object) -> Iterator[griffe.Object]:
    """All that Griffe knows of AnyIO."""
    yield obj
    for member in obj.members.values():
        if isinstance(member, griffe.Object):
            yield from objects(member)
    if isinstance(obj, griffe.Function):
        for overload in obj.overloads or ():
            yield from objects(overload)
    if isinstance(obj, griffe.Attribute):
        yield from (accessor for accessor in (obj.setter, obj.deleter) if accessor)


Key = tuple[str, "int | None"]


@cache
def before() -> dict[Key, tuple[griffe.Object, str]]:
    """The objects of AnyIO that have docstrings, which are as AnyIO has them."""
    return {
        (obj.path, obj.lineno): (obj, obj.docstring.value)
        for obj in objects(public.load())
        if obj.docstring
    }


@cache
def after() -> tuple[RstDocstrings, dict[Key, griffe.Object]]:
    """The objects of AnyIO that have docstrings, which have been read."""
    extension = RstDocstrings()
    found = {
        (obj.path, obj.lineno): obj for obj in objects(public.load(extension)) if obj.docstring
    }
    return extension, found


def found_at(path: str) -> griffe.Object:
    """The object at a path, which has been read."""
    _, found = after()
    (obj,) = (obj for (key, _), obj in found.items() if key == path)
    return obj


def sections(obj: griffe.Object) -> list[griffe.DocstringSection]:
    """What an object's docstring says."""
    assert obj.docstring
    return obj.docstring.parsed


def texts(obj: griffe.Object) -> Iterator[str]:
    """All Markdown of an object's docstring."""
    for section in sections(obj):
        if isinstance(section.value, str):
            yield section.value
        else:
            yield from (item.description for item in section.value)
    told = obj.extra[NAMESPACE]
    yield from (change.text for change in (told["deprecated"],) if change)


def test_all_is_read() -> None:
    """Every docstring of AnyIO is read, and the extension does so for everyone that loads AnyIO."""
    _, found = after()
    assert len(before()) > 300
    assert {key for key in before() if key not in found} == set()
    assert all(NAMESPACE in obj.extra for obj in found.values())


RAW = re.compile(r":[\w:]+:`|^\s*\.\. |::\s|::$|^\s*:\w[^:`]*:(\s|$)|\w`_|``", re.MULTILINE)


def test_nothing_is_raw() -> None:
    """No role, directive, field or literal of reStructuredText is left in any text."""
    _, found = after()
    raw = [
        (path, text)
        for (path, _), obj in found.items()
        for text in [*texts(obj), summary(obj)]
        if RAW.search(re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    ]
    assert raw == []


def test_parameters() -> None:
    """Every parameter that a docstring describes is described on the page, with its annotation."""
    _, found = after()
    for key, (obj, text) in before().items():
        named = re.findall(r"^:param (?:[^:]* )?(\w+):", text, re.MULTILINE)
        values = [
            item
            for section in sections(found[key])
            if isinstance(section, griffe.DocstringSectionParameters)
            for item in section.value
        ]
        assert [item.name.lstrip("*") for item in values] == named, obj.path
        assert [item.name for item in values if not item.annotation] == [], obj.path
        assert all(item.description for item in values), obj.path


DROPPED = re.compile(r"(rtype|type|vartype)\b")
"""Fields whose content is not shown, because the signature has it."""


def words(text: str) -> Counter[str]:
    """The words of a text and how often each occurs."""
    return Counter(re.findall(r"\w+", text))


def corrected(path: str, text: str) -> str:
    """A docstring as it is meant."""
    return text.replace(*CORRECTIONS.get(path, ("", "")))


def said(text: str) -> Counter[str]:
    """The words of a docstring, with the names in its fields and without markup."""
    tree = rst.read(text)
    counted: Counter[str] = Counter()
    for node in tree.findall(nodes.Text):
        field: Any = node
        while field is not None and not isinstance(field, nodes.field):
            field = field.parent
        if not field:
            counted += words(node)
    for field in tree.findall(nodes.field):
        label, body = field.children
        if not DROPPED.match(label.astext()):
            name = label.astext().split()[1:]
            counted += words(rst.name(name[-1])[0] if name else "") + words(body.astext())
            counted += Counter({"new": 0})
    for version in tree.findall(rst.Version):
        counted += words(version["version"])
    for attribute in tree.findall(rst.Attribute):
        counted += words(attribute["name"])
    return counted


def on_page(obj: griffe.Object) -> Counter[str]:
    """The words of what is shown of a docstring, without the addresses of links."""
    told = obj.extra[NAMESPACE]
    parts = [*texts(obj), told["added"]]
    parts += [change.version for change in (told["deprecated"],) if change]
    for section in sections(obj):
        if not isinstance(section.value, str):
            parts += [getattr(item, "name", "") or str(item.annotation) for item in section.value]
    for member in obj.members.values():
        own = (member.path, member.lineno) in before()
        if isinstance(member, griffe.Attribute) and member.docstring and not own:
            parts += [member.name, *texts(member)]
    return words(re.sub(r"\]\([^()\s]*\)|\]\[[\w.]+\]", " ", "\n".join(parts)))


def test_no_word_is_lost() -> None:
    """Every word of every docstring, once corrected, is shown as often as it is there."""
    _, found = after()
    lost = {
        path: missing
        for (path, line), (_, text) in before().items()
        if (missing := said(corrected(path, text)) - on_page(found[path, line]))
    }
    assert lost == {}


def test_every_correction_is_needed() -> None:
    """What is corrected in AnyIO is still wrong there."""
    originals = {path: text for (path, _), (_, text) in before().items()}
    for path, (wrong, _) in CORRECTIONS.items():
        assert wrong in originals[path]


def test_correction() -> None:
    """What is corrected reads as it is meant."""
    extra = found_at("anyio._core._typedattr.TypedAttributeProvider.extra")
    assert summary(extra) == "Return the value of the given typed extra attribute."
    assert summary(found_at("anyio._core._tasks.TaskHandle.start_value")).endswith("started().")
    assert "socket family (`AF_INET`, ...)" in [
        *texts(found_at("anyio._core._sockets.getaddrinfo"))
    ]


def test_members_say_it_themselves() -> None:
    """What a class says of its attributes is their docstring, and none is left in the class."""
    _, found = after()
    kinds = {section.kind.value for obj in found.values() for section in sections(obj)}
    assert kinds == {"text", "parameters", "returns", "raises"}
    statistics = found_at("anyio._core._synchronization.EventStatistics.tasks_waiting")
    assert [*texts(statistics)] == ["number of tasks waiting on [`wait()`][anyio.Event.wait]"]
    told = {path: summary(obj) for (path, _), obj in found.items()}
    assert told["anyio._core._tasks.TaskHandle.Status.PENDING"] == "The task has not finished yet."
    assert told["anyio._core._testing.TaskInfo.id"] == "the unique identifier of the task"
    assert told["anyio.abc._tasks.TaskGroup.cancel_scope"].startswith("the cancel scope inherited")
    assert told["anyio.abc._sockets.SocketAttribute.family"].startswith("the address family")
    assert told["anyio.streams.tls.TLSStream.transport_stream"] == "the wrapped stream"


UNRESOLVED = {
    # names of newer or older Pythons than the one whose inventory is here
    "concurrent.interpreters",
    "pathlib.Path.copy",
    "pathlib.Path.copy_into",
    "pathlib.Path.info",
    "pathlib.Path.link_to",
    "pathlib.Path.move",
    "pathlib.Path.move_into",
    # AnyIO has no such exception: it is NoEventLoopError
    "MissingTokenError",
    # not public as far as `public` knows
}


def test_names_are_resolved() -> None:
    """Every name in a role means something that is documented, but for the ones named here."""
    extension, _ = after()
    assert {target for _, target in extension.unresolved} == UNRESOLVED


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("anyio.functools.cache", "[`functools.cache()`][functools.cache]"),
        ("anyio.functools.cache", "[`lru_cache()`][anyio.functools.lru_cache]"),
        ("anyio._core._fileio.open_file", "[`open()`][open]"),
        ("anyio.lowlevel.RunVar.reset", "[`set()`][anyio.lowlevel.RunVar.set]"),
        ("anyio._core._sockets.wait_writable", "[`wait_readable()`][anyio.wait_readable]"),
    ],
)
def test_names_mean_what_sphinx_takes_them_for(path: str, link: str) -> None:
    """A name means what is beside it, then what has this whole name, then what ends like it."""
    assert any(link in text for text in texts(found_at(path)))


def test_exceptions_are_links() -> None:
    """What is raised is linked, to AnyIO's public path or to Python's name, if it is documented."""
    _, found = after()
    raised = {
        getattr(item.annotation, "canonical_path", str(item.annotation))
        for obj in found.values()
        for section in sections(obj)
        if isinstance(section, griffe.DocstringSectionRaises)
        for item in section.value
    }
    assert {"anyio.EndOfStream", "anyio.BusyResourceError", "LookupError"} < raised
    assert {path for path in raised if "._" in path} == set()
    assert {path for path in raised if "." not in path and not hasattr(builtins, path)} == {
        "MissingTokenError"
    }
