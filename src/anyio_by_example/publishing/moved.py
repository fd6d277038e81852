"""Moved: addresses that were published once, and where what was there is now.

`redirects.toml`, beside the folder of pages, maps each old address to the new one:

    "threads/#one-limit" = "thread-limits/#one-limit"
    "e/old/name/" = "e/new/name/"
    "e/old/name.py" = "e/new/name.py"

What was a page or a file becomes one again: a page that leads to the new address, and Markdown that
names it, or a copy of the file. A fragment of a page that is still there can only be followed by a
script on that page; so there is `assets/moved.js`, which a page loads when its address names an id
that it lacks. It needs no entry for examples, points and entries of the reference: it knows on
which pages those are.
"""

from __future__ import annotations

import json
import posixpath
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from anyio_by_example.examples.header import line_of
from anyio_by_example.problem import Problem
from anyio_by_example.publishing.addresses import permanent
from anyio_by_example.publishing.downloads import files
from anyio_by_example.publishing.framed import FRAMED, markdown_of
from anyio_by_example.publishing.markdown_links import MARK, placed
from anyio_by_example.publishing.places import Place, Places, find_places
from anyio_by_example.publishing.redirects import redirect
from anyio_by_example.publishing.site import Site
from anyio_timeline.characters import lines

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

NAME = "redirects.toml"
_LINES = re.compile(r"(-L\d+){1,2}$")
_SCRIPT = Path(__file__).with_name("moved.js")


def write(site: Site) -> None:
    """Write a page or a file at each address that moved, and `assets/moved.js`.

    Raises:
        Problem: if a redirect leads nowhere, or from something that is there.
    """
    places = find_places(site)
    moved = Moved.read(site, places)
    for old, new in moved.pages.items():
        file = f"{old}index.html" if old.endswith("/") else old
        site.write(file, moved.page(old, file, new))
        site.write(_markdown(file), moved.markdown(old, file, new))
    for old, new in moved.files.items():
        site.write(old, moved.downloads[new])
    known = {"moved": moved.fragments, "pages": dict(_by_page(site, places))}
    script = _SCRIPT.read_text("utf-8")
    site.write("assets/moved.js", script.replace("{}", json.dumps(known, sort_keys=True), 1))


class Moved:
    """The addresses that moved.

    Args:
        site: The site.
        places: What is where now.
        table: Old addresses and new ones.
        text: The file that says so.
    """

    def __init__(self, site: Site, places: Places, table: Mapping[str, object], text: str) -> None:
        self._site, self._places, self._text = site, places, text
        self._table = {old: str(new) for old, new in table.items()}
        self.downloads = {
            address: content
            for example in places.examples(site.library.examples() if table else ())
            for address, content in files(example).items()
        }
        """What can be downloaded, by its address."""
        if table:
            self._check(table)

    @classmethod
    def read(cls, site: Site, places: Places) -> Moved:
        """Read `redirects.toml`; a site without it has moved nothing.

        Raises:
            Problem: if something in it is wrong.
        """
        file = site.docs.parent / NAME
        text = file.read_text("utf-8") if file.is_file() else ""
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"line (\d+)", str(error))
            line = int(at[1]) if at else len(lines(text))
            raise Problem(Path(NAME), line, f"it is not TOML: {error}", "correct it") from None
        return cls(site, places, dict(_as_built(site, table)), text)

    @property
    def fragments(self) -> dict[str, str]:
        """The moves of a part of a page."""
        return {old: new for old, new in self._table.items() if "#" in old}

    @property
    def files(self) -> dict[str, str]:
        """The moves of a file that can be downloaded."""
        return {old: new for old, new in self._table.items() if old.endswith(".py")}

    @property
    def pages(self) -> dict[str, str]:
        """The moves of a whole page."""
        others = self.fragments.keys() | self.files.keys()
        return {old: new for old, new in self._table.items() if old not in others}

    def page(self, old: str, file: str, new: str) -> str:
        """The HTML of a page that moved."""
        place = self._place(new)
        return redirect(
            self._site,
            file,
            new,
            f"{place.page.title} – {self._site.name}" if place else new,
            target_file=place.file if place else f"{new}index.html",
            moved={
                each.partition("#")[2]: to
                for each, to in self.fragments.items()
                if each.partition("#")[0] == old
            },
        )

    def markdown(self, old: str, file: str, new: str) -> str:
        """The Markdown of a page that moved, for programs, which follow no redirect in it."""
        place = self._place(new)
        target = _markdown(place.page.file if place else f"{new}index.html")
        _, mark, ident = new.partition("#")
        text = f"# Moved\n\nWhat was at `{old}` is at [{new}]({MARK}{target}{mark}{ident}) now.\n"
        return placed(self._site, text, _markdown(file))

    def leads(self, address: str) -> bool:
        """Whether what was published at an address, and isn't there, is found from it."""
        if address in self._table:
            return True
        path, mark, ident = address.partition("#")
        if path in self.pages:
            # the page that is left there carries the fragment on
            new = self.pages[path]
            return "#" in new or f"{new}#{ident}" in self._places.addresses
        generic = {each for _, ids in _by_page(self._site, self._places) for each in ids}
        return bool(mark) and path in self._places.addresses and ident in generic

    def _place(self, address: str) -> Place | None:
        path, _, ident = address.partition("#")
        pages = (page for page in self._site.pages if (page.url or "./") == path)
        return next((Place(page, ident) for page in pages), None)

    def _check(self, table: Mapping[str, object]) -> None:
        there = {*self._places.addresses, *permanent(self._site, self._places)}
        for old, new in table.items():
            if not isinstance(new, str):
                self._refuse(old, "it isn't an address in quotes", "write both in quotes")
                continue
            if old in there:
                self._refuse(old, f"{old} is there, so it can't lead to {new}", "take it out")
            path = old.partition("#")[0]
            if path != old and path not in there and path not in table:
                remedy = f"say where {path} is now, too"
                self._refuse(old, f"there is no page {path} to lead on from", remedy)
            if new in table:
                self._refuse(old, *self._chain(new))
            if new not in there:
                remedy = "name a page or an id that is on one, as `timeouts/#timeouts-nested`"
                self._refuse(old, f"{new} doesn't exist", remedy)
            if old.endswith(".py") != new.endswith(".py"):
                self._refuse(old, "a file can't lead to a page", "let a file lead to a file")

    def _chain(self, new: str) -> tuple[str, str]:
        passed = []
        while new in self._table and new not in passed:
            passed.append(new)
            new = self._table[new]
        if new in passed:
            return f"it leads in a circle: {' to '.join([*passed, new])}", "lead out of it"
        return f"{passed[0]} leads on to {new}", f"write {new} at once"

    def _refuse(self, old: str, reason: str, remedy: str) -> None:
        line = line_of(self._text, json.dumps(old, ensure_ascii=False))
        raise Problem(Path(NAME), line, reason, remedy)


def published(site: Site) -> list[str]:
    """The addresses that a site has and that someone may keep, in order."""
    places = find_places(site)
    return sorted({*(place.address for place in places.citable()), *permanent(site, places)})


def lost(addresses: Iterable[str], site: Site) -> list[str]:
    """Those of some addresses that are gone from a site and that nothing leads on from."""
    places = find_places(site)
    there = {*places.addresses, *permanent(site, places)}
    moved = Moved.read(site, places)
    return [each for each in addresses if each not in there and not moved.leads(each)]


def _markdown(file: str) -> str:
    """Where the Markdown of a page is that is in a file."""
    if file.startswith(FRAMED):
        return markdown_of(f"{posixpath.dirname(file)}/")
    return f"{file.removesuffix('.html')}.md"


def _as_built(site: Site, table: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The table for a site whose addresses may end in .html, as those of an archive do."""
    urls = {
        f"{re.sub(r'(^|/)index$', r'', page.path.removesuffix('.md')) or '.'}/": page.url or "./"
        for page in site.pages
    }

    def as_built(address: object) -> object:
        path, mark, ident = str(address).partition("#")
        known = path in urls and isinstance(address, str)
        return f"{urls[path]}{mark}{ident}" if known else address

    for old, new in table.items():
        yield str(as_built(old)), as_built(new)


def _by_page(site: Site, places: Places) -> Iterator[tuple[str, list[str]]]:
    """The ids that mean the same on whatever page they are, by the addresses of their pages."""
    found: dict[str, list[str]] = defaultdict(list)
    examples = places.examples(site.library.examples()).values()
    for place in (*examples, *places.points(site.docs).values(), *places.entries().values()):
        found[place.page.url].append(place.ident)
    yield from found.items()
