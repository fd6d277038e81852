"""Names: what the names in examples mean, looked up once and kept on disk."""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import astuple, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from anyio_by_example.api import inventory, public
from anyio_by_example.crossref.chains import Part, imported, parts, written
from anyio_by_example.crossref.declarations import Declaration, declaration, member
from anyio_by_example.crossref.fixtures import fixture_uses, own_fixtures
from anyio_by_example.crossref.server import LanguageServer, Place, ServerError
from anyio_by_example.crossref.targets import target
from anyio_by_example.examples.example import Example
from anyio_by_example.shelf import Shelf

_logger = logging.getLogger("mkdocs.anyio_by_example")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in code that a reference documents.

    Args:
        line: Counted from 1, in the file.
        column: Counted from 0, in characters.
        end: The column behind it.
        target: What the reference calls it: AnyIO's public path, as `anyio.abc.TaskGroup.start`,
            or a name in the inventory of Python or Trio, as `print` or `trio.sleep`.
    """

    line: int
    column: int
    end: int
    target: str


Found = Mapping[str, tuple[Name, ...]]
"""The names in an example and in its support files, by the name of the file."""


class Names:
    """The names in examples, each file of them asked about once.

    What is found is kept on disk, at an address that is a hash of all that can change it: the
    example, its support files, the versions of the language server and of the libraries that it
    looks into, the inventories, and the modules that find the names.

    Args:
        folder: Where it is kept; made when it is first needed.
        server: Makes a language server that wasn't started yet.
    """

    def __init__(self, folder: Path, server: Callable[[], LanguageServer] = LanguageServer) -> None:
        self._shelf = Shelf(folder, ".names")
        self._server = server
        self._held: dict[str, Found] = {}
        self._failed: dict[str, ServerError] = {}
        self._begun: Future[None] | None = None

    def begin(self, examples: Iterable[Example]) -> None:
        """Find the names of examples that lack them while something else is done.

        Args:
            examples: The examples that will be asked for; whoever does so next, waits for them.
        """
        pool = ThreadPoolExecutor(1)
        self._begun = pool.submit(self._find, [*examples])
        pool.shutdown(wait=False)

    def of(self, example: Example, others: Callable[[], Iterable[Example]] = tuple) -> Found:
        """The names in an example and in its support files, in their order.

        If they aren't known, those of all examples that lack them are found at once: a language
        server that knows the libraries already takes a tenth of the time for another example. If
        that fails, it isn't tried again for these examples as they are, so that a build doesn't
        wait for each of them.

        Args:
            example: The example.
            others: Gives the examples that will be asked for too.

        Raises:
            ServerError: if the language server can't be asked.
        """
        if self._begun:
            self._begun.result()
            self._begun = None
        if self._get(example) is None and _address(example) not in self._failed:
            self._find((example, *others()))
        found = self._get(example)
        if found is None:
            raise self._failed[_address(example)]
        return found

    def _find(self, examples: Iterable[Example]) -> None:
        by_address = {_address(each): each for each in examples}
        missing = [each for each in by_address.values() if self._get(each) is None]
        if not missing:
            return
        try:
            with self._server() as server:
                for each, names in _asked(server, missing):
                    self._put(each, names)
        except ServerError as error:
            self._failed.update(dict.fromkeys(map(_address, missing), error))

    def _get(self, example: Example) -> Found | None:
        address = _address(example)
        if address not in self._held:
            text = self._shelf.get(address)
            if text is None:
                return None
            self._held[address] = {
                file: tuple(Name(*values) for values in found)
                for file, found in json.loads(text).items()
            }
        return self._held[address]

    def _put(self, example: Example, names: Found) -> None:
        address = _address(example)
        self._held[address] = names
        text = json.dumps({file: [*map(astuple, found)] for file, found in names.items()})
        try:
            self._shelf.put(address, text)
        except OSError as error:
            _logger.info("The names in %s could not be kept: %s", example.name, error)


def _asked(server: LanguageServer, examples: Iterable[Example]) -> Iterator[tuple[Example, Found]]:
    # a file that is opened later makes the server think again about all others
    opened = [(each, server.folder / str(n)) for n, each in enumerate(examples)]
    for example, folder in opened:
        for file, text in _files(example):
            server.open(folder / file, _as_asked(text))
    for example, folder in opened:
        programs = {file: text for file, text in _files(example) if file.endswith(".py")}
        own = {name for text in programs.values() for name in own_fixtures(text)}
        yield (
            example,
            {
                file: tuple(_links_of(server, folder / file, text, own)) if file in programs else ()
                for file, text in _files(example)
            },
        )


def _links_of(server: LanguageServer, path: Path, text: str, own: Iterable[str]) -> list[Name]:
    names = [*_names(server, path, text), *(Name(*use) for use in fixture_uses(text, own))]
    return sorted(names, key=lambda name: (name.line, name.column))


_SCRIPT = re.compile("^# /// script", re.MULTILINE)
_BACKPORT = re.compile(r"^([ \t]+)from exceptiongroup import \w+$", re.MULTILINE)


def _as_asked(text: str) -> str:
    """A program as the Python that is asked about has it; each name stays where it is.

    The header names the oldest Python that the program is for, which isn't the one to ask about.
    What a program has a backport for is built in there, and ty would take it for the backport.
    """
    return _BACKPORT.sub(r"\1pass", _SCRIPT.sub("# /// ------", text))


def _files(example: Example) -> Iterator[tuple[str, str]]:
    yield example.path.name, example.text
    yield from example.support


@dataclass(frozen=True, slots=True)
class _Meaning:
    target: str
    is_module: bool


def _names(server: LanguageServer, path: Path, text: str) -> Iterator[Name]:
    """The links of a file."""
    found = [*parts(text, server.tokens(path))]
    tokens = [part.token for part in found]
    declared = [_declared(server, each) for each in server.declarations(path, tokens)]
    attributes = [at for at, part in enumerate(found) if part.follows and _is_open(declared[at])]
    types = server.types(path, [tokens[at - 1] for at in attributes])
    owners: dict[int, Declaration] = {}
    for at, places in zip(attributes, types, strict=True):
        if len(places) == 1 and (owner := _declared(server, places)):
            owners[at] = owner[0]
            # for some objects, as a TaskHandle, ty 0.0.107 doesn't say where a property is
            declared[at] = declared[at] or member(owner[0], places[0].path, found[at].text)
    full = written(found, imported(text))
    meant = [
        _meaning(each, name, owners.get(at))
        for at, (each, name) in enumerate(zip(declared, full, strict=True))
    ]
    return _links(found, meant)


def _is_open(declared: Sequence[Declaration] | None) -> bool:
    """Whether it matters of which class an object is: the one that declares it may be a base."""
    return declared is not None and not any(len(each.names) < 2 for each in declared)


def _declared(server: LanguageServer, places: tuple[Place, ...]) -> list[Declaration] | None:
    """What stands at some places; None if any of it is the example's own, or has no name."""
    found = []
    for place in places:
        each = None if _is_own(server, place) else declaration(place)
        if each is None:
            return None
        found.append(each)
    return found


def _is_own(server: LanguageServer, place: Place) -> bool:
    return place.path.is_relative_to(server.folder)


def _meaning(
    declared: Sequence[Declaration] | None, full: str, owner: Declaration | None
) -> _Meaning | None:
    name = target(declared, full, owner) if declared else None
    return _Meaning(name, not any(each.names for each in declared or ())) if name else None


def _links(parts: Sequence[Part], meant: Sequence[_Meaning | None]) -> Iterator[Name]:
    """One link for each part that means something.

    It begins where the chain does or where the link before it ends, so that `tg.start_soon` is one
    link and `tg.cancel_scope.cancel` is two. A module is a link only where nothing of it is named.
    """
    start: int | None = None
    for at, (part, meaning) in enumerate(zip(parts, meant, strict=True)):
        if start is None or not part.follows:
            start = part.token.column
        if meaning is None:
            continue
        following = at + 1 < len(parts) and parts[at + 1].follows and meant[at + 1]
        if not (meaning.is_module and following):
            yield Name(part.token.line, start, part.token.end, meaning.target)
            start = part.token.end


def _address(example: Example) -> str:
    facts = [_finder(), example.path.name, example.text, example.support]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


@cache
def _finder() -> list[str]:
    """All that decides what a name means, but the examples."""
    files = [*Path(__file__).parent.glob("*.py"), *inventory.FOLDER.glob("*.inv")]
    files += [Path(inventory.__file__), Path(public.__file__)]
    return [
        *(version(name) for name in ("ty", "anyio", "trio", "griffelib")),
        *(hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files)),
    ]
