"""Search: what the search of the site finds, in one file that is loaded when a reader opens it.

It is a script, not JSON, since a page that was opened from a disk may not fetch.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from anyio_by_example.examples.example import Example
from anyio_by_example.examples.page import find_pages
from anyio_by_example.pages.points import HEADING, find_points
from anyio_by_example.publishing.assets import script
from anyio_by_example.publishing.reading import Section, read
from anyio_by_example.publishing.search_errors import known_errors
from anyio_by_example.publishing.search_releases import known_releases, since
from anyio_by_example.publishing.search_words import INSTEAD, PLACES
from anyio_by_example.publishing.site import PublishedPage, Site
from anyio_by_example.recording.review import agreements, reviewed
from anyio_by_example.reference.entry import public_names
from anyio_by_example.reference.tips import tips
from anyio_by_example.runtime import RUNTIMES
from anyio_timeline.characters import lines, shown, uncoloured

DATA = "assets/search-data.js"
"""Where the site has the file."""

_PARTS = ("vocabulary", "traceback", "known", "releases", "finding", "showing")
"""The scripts that stand before the data, in their order."""

_UNASKED = "search.json"
"""What Zensical leaves in the folder of built pages, and no page of ours loads."""

_POINTERS = {"The API used here", "Where to go next"}
"""Sections that lead to answers and are none."""
_ABOUT, _BEHIND = "About", 0.6
"""The heading of pages about this site. Their records rank behind those about AnyIO."""
_LOW = "reference/lowlevel.md"
"""The page of what authors of libraries need; its records rank behind those for everybody, too."""

_CITED = re.compile(r"#([\w-]+?)(?:-L\d[\d-]*)?\)")
"""What a point links: an example, or a line of one."""

_Row = list[Any]


def write(site: Site) -> None:
    """Write what the search finds, and what finds it."""
    data = json.dumps(records(site), ensure_ascii=False, separators=(",", ":"))
    site.write(DATA, f"{script(_PARTS)}\nbyExample.finding.load({data});\n")
    (site.folder / _UNASKED).unlink(missing_ok=True)


def records(site: Site) -> dict[str, Any]:
    """All that can be found, each text once.

    `pages` have an address, a title, the heading above and a weight; the others name a page by its
    number there. `sections` have an id, a title and a text, as have `points` for a review, with
    the numbers of the examples that prove them, and `examples`, which also say whether they are
    wrong on purpose. `names` have an id that is the name, their parameters, a sentence and the
    number of examples that use them, and the release since which they are there, if some lack them.
    `instead` says what AnyIO calls what others call by another
    name, and `places` where words lead that this site has nowhere, or everywhere.
    """
    names = public_names()
    tip_of = tips((*names.names, *names.members))
    library = site.library
    uses = Counter(name for each in library.examples() for name in library.targets_in(each))
    # a section that is called as a page is there to lead to it
    pointers = _POINTERS | {page.title for page in site.pages}
    points = {point.code: point for point in find_points(site.docs)}
    examples = [*_examples(site)]
    order = {row[1]: number for number, row in enumerate(examples)}
    sections: list[_Row] = []
    entries: list[_Row] = []
    cited: list[_Row] = []
    for page, section in _sections(site):
        ident, title, text = section.ident, section.title, section.text
        if ident in tip_of:
            entries.append([page, ident, *_entry(ident, tip_of[ident]), uses[ident], *since(ident)])
        elif title == HEADING:
            for code, said in _points(text):
                title, links = points[code].title, dict.fromkeys(_CITED.findall(points[code].text))
                proofs = [order[ident] for ident in links if ident in order]
                cited.append([page, code, title, said.removeprefix(f"{title}.").strip(), proofs])
        elif not ident or title not in pointers:
            sections.append([page, ident, title, text])
    return {
        "pages": [
            [page.url, page.title, page.section, _BEHIND if _is_behind(page) else 1]
            for page in site.pages
        ],
        "sections": sections,
        "points": cited,
        "examples": examples,
        "names": entries,
        "instead": INSTEAD,
        "places": PLACES,
        **known_errors(site),
        **known_releases(site, order),
    }


def _is_behind(page: PublishedPage) -> bool:
    return page.section == _ABOUT or page.path == _LOW


def _sections(site: Site) -> Iterator[tuple[int, Section]]:
    """The sections of all pages, with the number of their page; the reference comes last."""
    pages = sorted(enumerate(site.pages), key=lambda each: _order(each[1].path))
    for number, page in pages:
        for section in read(site.folder / page.file).sections:
            yield number, section


def _order(path: str) -> tuple[int, str]:
    return path.count("/"), path.removesuffix("index.md")


def _points(text: str) -> Iterator[tuple[str, str]]:
    """The codes of points for a review, and what the points say."""
    for line in text.split("\n"):
        code, _, said = line.partition(" ")
        yield code, said


def _entry(name: str, tip: str) -> tuple[str, str]:
    """The parameters of a name, and what it says in a sentence."""
    signature, _, sentence = tip.partition("\n")
    return signature.partition(name)[2], sentence


def _examples(site: Site) -> Iterator[_Row]:
    """The examples in the order of the pages; one that is on no page can't be shown."""
    places = _places(site)
    examples = {example.name: example for example in site.library.examples()}
    for name, page in places.items():
        if example := examples.get(name):
            wrong = [1] if example.settings.right else []
            yield [page, example.id, example.caption, _text(site, example), *wrong]


def _places(site: Site) -> Mapping[str, int]:
    """The page of each example, by the example's name."""
    shown = {page.path: page.snippets for page in find_pages(site.docs)}
    pairs = [(name, n) for n, page in enumerate(site.pages) for name in shown.get(page.path, ())]
    return dict(reversed(pairs)) if pairs else {}


def _text(site: Site, example: Example) -> str:
    """The code of an example and all that it printed, a line of output once."""
    printed: dict[str, None] = {}
    for output in map(shown, map(uncoloured, _outputs(site, example))):
        printed |= dict.fromkeys(filter(None, map(str.strip, lines(output))))
    code = "\n".join(filter(None, map(str.strip, lines(shown(example.code)))))
    return "\n".join((code, *printed))


def _outputs(site: Site, example: Example) -> Iterator[str]:
    recordings = site.library.recordings(example)
    for agreement in agreements(example, recordings):
        yield agreement.recording.output
    if not recordings:
        files = {reviewed(example, runtime) for runtime in RUNTIMES}
        yield from (file.read_bytes().decode() for file in sorted(filter(None, files)))
