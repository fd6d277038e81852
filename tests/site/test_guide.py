"""The guide: an example about each name, and AnyIO's quirks."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from helpers.pages import DOCS, pages
from helpers.support import ROOT

from anyio_by_example.examples.page import find_pages
from anyio_by_example.library.library import Library
from anyio_by_example.reference.entry import public_names
from anyio_by_example.reference.uses import Uses, find_uses

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ELSEWHERE = {"anyio.abc.AsyncBackend": "AnyIO's own classes implement it, and no program does"}
"""Names that no example has to be about, each with the reason."""

CALLED = "the mix-in calls it; examples define it"
WRITTEN = "it's read from a dictionary by its key, or written as an argument"
BLOCK = "`async with` calls it, which a reviewer would ask for"
INTERNAL = "it's AnyIO's own, and a program has no use for it"
NEWER = "it needs Python 3.14, which isn't among those that record here"
OLD = "Python 3.13 deprecates it"
SIBLING = "the same of another wrapper is shown; a program rarely needs it"
MEMBERS_LEFT = {
    "anyio.AsyncContextManagerMixin.__asynccontextmanager__": CALLED,
    "anyio.ContextManagerMixin.__contextmanager__": CALLED,
    "anyio.Condition.acquire": BLOCK,
    "anyio.Condition.acquire_nowait": BLOCK,
    "anyio.Condition.release": BLOCK,
    "anyio.ResourceGuard.action": WRITTEN,
    "anyio.functools.AsyncCacheParameters.maxsize": WRITTEN,
    "anyio.functools.AsyncCacheParameters.typed": WRITTEN,
    "anyio.functools.AsyncCacheParameters.always_checkpoint": WRITTEN,
    "anyio.functools.AsyncCacheParameters.ttl": WRITTEN,
    "anyio.lowlevel.EventLoopToken.native_token": INTERNAL,
    "anyio.lowlevel.RunVar.NO_VALUE_SET": INTERNAL,
    "anyio.streams.buffered.BufferedConnectable.connectable": SIBLING,
    "anyio.streams.memory.MemoryObjectReceiveStream.aclose": BLOCK,
    "anyio.streams.stapled.StapledByteStream.receive": SIBLING,
    "anyio.streams.stapled.StapledObjectStream.send_stream": SIBLING,
    "anyio.streams.stapled.StapledObjectStream.receive_stream": SIBLING,
    "anyio.streams.stapled.StapledObjectStream.aclose": BLOCK,
    "anyio.streams.stapled.StapledObjectStream.extra_attributes": SIBLING,
    "anyio.streams.text.TextConnectable.connectable": SIBLING,
    "anyio.streams.tls.TLSListener.extra_attributes": INTERNAL,
    "anyio.streams.tls.TLSStream.extra_attributes": INTERNAL,
    "anyio.streams.tls.TLSListener.standard_compatible": WRITTEN,
    "anyio.streams.tls.TLSListener.aclose": BLOCK,
    "anyio.Path.is_reserved": OLD,
    "anyio.Path.move_into": NEWER,
    "anyio.Path.move": NEWER,
    "anyio.Path.copy_into": NEWER,
    "anyio.Path.copy": NEWER,
    "anyio.Path.info": NEWER,
}
"""Methods and attributes of the guide's classes that no example uses, each with the reason."""


NAMES = sorted({*public_names().names} - {*ELSEWHERE})


@pytest.fixture(scope="module")
def uses(library: Library) -> Uses:
    """Which examples use a name."""
    return find_uses(library)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_has_an_example(name: str, uses: Uses) -> None:
    """A page that speaks of a name, with a link to its entry, shows an example that uses it."""
    users = {use.name for use in uses.of(name)}
    about = [
        page.path
        for page in find_pages(DOCS)
        if users.intersection(page.snippets) and f"][{name}]" in pages()[page.path]
    ]
    assert about, f"no page is about it; these examples use it: {sorted(users)}"


def test_members(uses: Uses) -> None:
    """Examples use 85 % of the methods and attributes of these classes; the rest have a reason."""
    api = public_names()
    members = [member for member in api.members if member.rpartition(".")[0] in NAMES]
    missing = [member for member in members if not uses.of(member)]
    assert sorted(missing) == sorted(MEMBERS_LEFT)
    assert len(missing) <= 0.15 * len(members)


@dataclass(frozen=True)
class Quirk:
    """What AnyIO does today that hurts, and what the site says of it."""

    example: str
    """The name of the example that shows it, without its suffix."""
    prints: str
    """A line that this prints while AnyIO behaves so."""
    runtimes: tuple[str, ...]
    """Where it prints that."""
    behaviour: str
    rewrite: str
    """What has to be written anew when AnyIO mends it."""


def quirks() -> Iterator[Quirk]:
    """All that the site knows of."""
    for file in sorted((ROOT / "tests" / "site" / "quirks").glob("*.toml")):
        for each in tomllib.loads(file.read_text("utf-8"))["quirk"]:
            yield Quirk(**each | {"runtimes": tuple(each["runtimes"])})


QUIRKS = [*quirks()]


@pytest.mark.parametrize("quirk", QUIRKS, ids=lambda quirk: quirk.behaviour)
def test_quirk(quirk: Quirk, library: Library) -> None:
    """AnyIO still does what a page warns of; if not, the page is to be written anew."""
    example = library.example(f"{quirk.example}.py")
    if example.unsuited:
        pytest.skip(example.unsuited)
    recordings = {runtime.name: each for runtime, each in library.recorded(example).items()}
    for runtime in quirk.runtimes:
        lines = recordings[runtime].output.splitlines()
        assert quirk.prints in lines, f"AnyIO mended this on {runtime}; rewrite {quirk.rewrite}"


@pytest.mark.parametrize("quirk", QUIRKS, ids=lambda quirk: quirk.behaviour)
def test_quirk_names_its_place(quirk: Quirk) -> None:
    """What is to be written anew is a heading of a page that shows the example."""
    found = re.fullmatch(r"docs/(\S+\.md), under '(.+?)'([,;] .+)?", quirk.rewrite)
    assert found
    assert re.search(rf"(?m)^##+ {re.escape(found[2])}(?: \{{.*\}})?$", pages()[found[1]])
    shown = {page.path: page.snippets for page in find_pages(DOCS)}
    assert f"{quirk.example}.py" in shown[found[1]]
