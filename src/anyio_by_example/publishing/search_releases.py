"""Search releases: since when names and parameters are there, for a query that names a release."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from packaging.version import Version

from anyio_by_example.api.added import added
from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library
from anyio_by_example.matrix.column import RELEASES
from anyio_by_example.matrix.matrix import Entry
from anyio_by_example.matrix.outcome import MISSING
from anyio_by_example.matrix.since import Since, label
from anyio_by_example.publishing.site import Site
from anyio_by_example.reference.entry import public_names
from anyio_by_example.runtime import ASYNCIO

_PAGE = "releases/compatibility.md"
"""The page that is asked for what works with a release."""

_PARAMETER = re.compile(r"([\w.]+)\(\) got an unexpected keyword argument '(\w+)'")
_MAKERS = (".__init__", ".__new__")


def since(name: str) -> list[str]:
    """The release since which a name has been there, alone in a list; nothing if all have it.

    Args:
        name: A public name of AnyIO.
    """
    release = added(name)
    is_later = release and Version(release) > Version(".".join(RELEASES[0].split(".")[:2]))
    return [release] if is_later else []


def known_releases(site: Site, numbers: Mapping[str, int]) -> dict[str, Any]:
    """What the search says of releases.

    `releases` are called as pages call them. `parameters` are rows of a function, a parameter of it
    and the release since which it's there. `older` has the examples that do without a name, by the
    name: the number of each, and the release since which it works, or nothing. `compatibility` is
    the address of the page that says what works; empty without one.

    Args:
        site: The site.
        numbers: Which record each example has, by its id.
    """
    library = site.library
    examples = library.examples()
    entries = [entry for entry in map(library.entry, examples) if entry]
    page = next((page.url for page in site.pages if page.path == _PAGE), "")
    return {
        "releases": [label(release) for release in RELEASES],
        "parameters": sorted(map(list, {*_parameters(entries)})),
        "older": _older(library, examples, numbers),
        "compatibility": page,
    }


def _parameters(entries: Iterable[Entry]) -> Iterator[tuple[str, str, str]]:
    """The parameters that examples use and older releases lack."""
    own = {".".join(name.split(".")[-n:]) for name in public_names().all for n in (1, 2)}
    for entry in entries:
        for (runtime, _), spans in entry.rows.items():
            for (_, old), (release, _) in pairwise(spans):
                if runtime != ASYNCIO or old.kind != MISSING:
                    continue
                if found := _PARAMETER.search(old.error):
                    name = found[1]
                    for maker in _MAKERS:
                        name = name.removesuffix(maker)
                    if name in own:
                        yield name, found[2], label(release)


def _older(
    library: Library, examples: Iterable[Example], numbers: Mapping[str, int]
) -> dict[str, list[tuple[int, str]]]:
    """The examples that others declare as their older forms, by the names that these don't need.

    Of several, those come first whose newer form has the fewest such names: it's about this one.
    """
    by_name = {example.name: example for example in examples}
    found: dict[str, dict[tuple[int, str], int]] = {}
    for example in by_name.values():
        for name in example.settings.older:
            older = by_name.get(name)
            if older is None or older.id not in numbers:
                continue
            form = numbers[older.id], _works_since(library, older)
            gone = library.targets_in(example) - library.targets_in(older)
            later = [target for target in gone if since(target)]
            for target in later:
                forms = found.setdefault(target, {})
                forms[form] = min(len(later), forms.get(form, len(later)))
    return {name: sorted(forms, key=forms.__getitem__) for name, forms in sorted(found.items())}


def _works_since(library: Library, example: Example) -> str:
    """The release since which an example works everywhere; empty if it isn't known."""
    entry = library.entry(example)
    known = Since.of(entry) if entry else None
    return label(known.everywhere) if known and known.everywhere else ""
