"""The links of the reference: from and to every example, and none that leads nowhere."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import takewhile
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import Tag
from helpers.built import BASE, Built, Entry
from helpers.pages import fences, pages
from helpers.support import ROOT

from anyio_by_example.api.inventory import SITES, inventory
from anyio_by_example.crossref.names import Name
from anyio_by_example.examples.example import Example
from anyio_by_example.examples.page import find_pages
from anyio_by_example.library.library import Library
from anyio_by_example.reference.entry import documented
from anyio_by_example.reference.uses import find_uses


def test_no_reference_is_left(built: Built) -> None:
    """Every reference became a link with an address."""
    for url in built.pages:
        text = (built.site.folder / url / "index.html").read_text("utf-8")
        assert "<autoref" not in text, url
        assert "data-autorefs" not in text, url
    for page in built.pages.values():
        for link in page.select("a.autorefs"):
            assert link.get("href"), link


def test_code_has_no_dead_name(built: Built) -> None:
    """In examples, each name that is marked is a link."""
    for url, page in built.pages.items():
        assert page.select(".example-code [title]") == [], url


def test_signatures_have_links(built: Built) -> None:
    """In signatures, what has an entry or an address is a link."""
    api, dead = documented(), set()
    for url, page in built.reference.items():
        for mark in page.select(".doc-object span[title]"):
            path = str(mark["title"])
            if api.path(path) or path in api.all or path in inventory():
                dead.add((url, path))
    assert dead == set()


def test_external_links(built: Built) -> None:
    """Links elsewhere lead to AnyIO, Python and Trio; those to a name are in an inventory."""
    known = {*inventory().values()}
    pages = {address.partition("#")[0] for address in known}
    allowed = (
        "https://anyio.readthedocs.io/en/stable/",
        "https://github.com/agronholm/anyio/",
        *(f"{address}/" for address in SITES.values()),
    )
    for url in built.reference:
        for link in built.article(url).select("a[href^=http]"):
            address = str(link["href"])
            assert address.startswith(allowed), (url, address)
            if address.startswith(tuple(SITES.values())) and "#" in address:
                assert address.partition("#")[0] in pages, address
    for url in built.pages:
        for link in built.article(url).select("a.autorefs[href^=http]"):
            assert str(link["href"]) in known, (url, link)


def test_internal_references(built: Built) -> None:
    """Every reference within the site leads to a page that has the anchor."""
    for url, page in built.pages.items():
        for link in page.select("article a.autorefs:not([href^=http])"):
            parts = urlsplit(built.leads_to(url, link))
            assert parts.path[1:] in built.pages, (url, link)
            assert parts.path[1:] in built.ids[unquote(parts.fragment)], (url, link)


def _number(anchor: Tag) -> int:
    """The number of the line that an anchor is of."""
    return int(str(anchor["id"]).rpartition("-L")[2])


def line_at(built: Built, address: str) -> tuple[str, str, int]:
    """The example, the text and the number of the line of code that an address leads to."""
    parts = urlsplit(address)
    anchors = built.tags(parts.path[1:]).get(unquote(parts.fragment))
    assert anchors, address
    anchor = anchors[0]
    figure = anchor.find_parent("figure")
    assert isinstance(figure, Tag)
    rest = takewhile(lambda part: "id" not in getattr(part, "attrs", {}), anchor.next_siblings)
    path = figure.select_one(".example-path")
    assert path
    return path.get_text(), "".join(part.get_text() for part in rest), _number(anchor)


LISTED = 20
"""How many examples an entry lists at most besides the first."""


def test_examples_of_entries(built: Built, library: Library) -> None:
    """An entry folds the code of the shortest right example that uses it, and lists others.

    The four shortest of those stand open, and up to twenty folded. An exception lists those that
    only print its name, too. Each is called by its caption.
    """
    uses = find_uses(library)
    counts = set()
    for path in documented().all:
        (entry,) = built.entries[path]
        boxes = entry.own(".api-uses")
        assert len(boxes) == bool(uses.of(path) or uses.printing(path)), path
        if not uses.of(path):
            continue
        first, *others = uses.of(path)
        counts.add(len(others))
        assert first.is_wrong <= all(use.is_wrong for use in others), path
        (fold,) = boxes[0].select("details.api-example")
        assert not fold.has_attr("open")
        assert fold.summary
        begin = "Wrong on purpose" if first.is_wrong else "Example"
        assert fold.summary.get_text() == f"{begin}: {first.caption}"
        (code,) = fold.select("pre")
        assert code.get_text().split() == first.code.split(), path
        wanted = [
            each
            for each in (others[:4], others[4:] and others[:LISTED], uses.printing(path)[:8])
            if each
        ]
        lists = boxes[0].select("ul")
        assert len(lists) == len(wanted), path
        for shown, expected in zip(lists, wanted, strict=True):
            links = shown.select("li > a")
            assert [each.get_text() for each in links] == [use.caption for use in expected], path
            for link, use in zip(links, expected, strict=True):
                assert unquote(urlsplit(str(link["href"])).fragment) == use.ident
    assert {0, 1, 2} <= counts
    assert max(counts) > LISTED


def test_exceptions_that_are_printed(library: Library) -> None:
    """An example that prints the name of an exception, and doesn't have it in its code, is told."""
    uses = find_uses(library)
    for name in ("BrokenResourceError", "BusyResourceError", "EndOfStream"):
        printing = {use.name for use in uses.printing(f"anyio.{name}")}
        assert "exceptions/stream_errors.py" in printing, name
        assert printing.isdisjoint(use.name for use in uses.of(f"anyio.{name}"))
    assert uses.printing("anyio.Lock") == []


def test_lines_of_examples_name_it(built: Built, library: Library) -> None:
    """The line that an entry names has the last part of the entry's name in it, or a link to it."""
    for path in documented().all:
        (entry,) = built.entries[path]
        for link in _to_lines(entry):
            name, line, number = line_at(built, built.leads_to(entry.page, link))
            example = library.example(name)
            names = library.names_in(example)[example.path.name]
            here = [n for n in names if n.line == number and n.target == path]
            assert here, (path, name, number)
            assert path.rpartition(".")[2] in line or is_renamed(example, here[0], line), (
                path,
                line,
            )


def _to_lines(entry: Entry) -> list[Tag]:
    """The links of an entry to lines that use it."""
    links = entry.own(".api-uses a")
    return [link for link in links if re.search(r"-L\d+$", str(link["href"]))]


def is_renamed(example: Example, name: Name, line: str) -> bool:
    """Whether an example calls something by another name."""
    word = line[name.column : name.end].rpartition(".")[2]
    return re.search(rf"\bas {re.escape(word)}\b", example.text) is not None


def links_in(code: Tag) -> list[tuple[int, str, str]]:
    """The links in code: the line of each, its text, and its address as it's written."""
    found, line = [], 0
    for link in code.select("a[href]"):
        if link.has_attr("id"):
            line = _number(link)
        else:
            found.append((line, link.get_text(), str(link["href"])))
    return found


def test_names_in_code(built: Built, library: Library) -> None:
    """Every name in an example's code, and in a file beside it, leads to the name's entry."""
    count, wrong = 0, set()
    for page in find_pages(ROOT / "docs"):
        for snippet_name in page.snippets:
            example = library.example(snippet_name)
            url, figure = built.examples[example.id]
            files = [*example.support, (example.path.name, example.text)]
            first = {example.path.name: example.first_line}
            for (file, text), code in zip(files, figure.select(".example-code"), strict=True):
                lines = text.splitlines()
                names = [
                    (name.line, lines[name.line - 1][name.column : name.end], name.target)
                    for name in library.names_in(example)[file]
                    if name.line >= first.get(file, 1)
                ]
                links = links_in(code)
                assert [link[:2] for link in links] == [name[:2] for name in names], example.name
                for name, link in zip(names, links, strict=True):
                    count += 1
                    if urljoin(BASE + url, link[2]) != built.address(name[2]):
                        wrong.add((name[2], link[2]))
    assert count > 2000
    assert wrong == set()


def test_api_lists(built: Built, library: Library) -> None:
    """A list of what a topic's examples use names each of AnyIO's once, and links it and them."""
    count = 0
    for path, text in pages().items():
        url = path.removesuffix(".md").removesuffix("index").strip("/")
        url = f"{url}/" if url else ""
        topics = fences(text, "api")
        for topic, shown in zip(topics, built.pages[url].select(".api-used"), strict=True):
            names = [code.get_text() for code in shown.select("li code")]
            assert names == sorted(set(names))
            used = {}
            for item in shown.select("li"):
                name = item.select_one("code")
                assert name
                link, *examples = item.select("a")
                assert built.leads_to(url, link) == built.address(name.get_text())
                used[name.get_text()] = {built.leads_to(url, example) for example in examples}
            wanted = defaultdict(set)
            for example in library.examples(topic):
                for each in (
                    name for found in library.names_in(example).values() for name in found
                ):
                    if each.target in documented().all:
                        page, _ = built.examples[example.id]
                        wanted[each.target].add(f"{BASE}{page}#{example.id}")
            assert used == wanted, url
            count += 1
    assert count > 5


def test_coverage(built: Built) -> None:
    """What the page of coverage says is what one counts who follows the links in all code."""
    counted: dict[str, set[str]] = defaultdict(set)
    for ident, (url, figure) in built.examples.items():
        for name in figure.select(f".example-code:has([id^={ident}-L]) a.autorefs"):
            counted[built.leads_to(url, name)].add(ident)
    page = built.pages["reference/coverage/"]
    said: dict[str, int] = {}
    for item in page.select(".coverage li"):
        link = item.find("a", recursive=False)
        number = item.find(["b", "span"], recursive=False)
        assert isinstance(link, Tag)
        assert isinstance(number, Tag)
        path = built.leads_to("reference/coverage/", link).rpartition("#")[2]
        assert path not in said
        said[path] = 0 if number.get_text() == "none" else int(number.get_text())
    assert said == {path: len(counted[str(built.address(path))]) for path in documented().all}
    api = documented()
    names = [path for path in api.names if said[path]]
    members = [path for path in api.members if said[path]]
    sentence = (
        f"Examples show {len(names)} of AnyIO's {len(api.names)} public names, "
        f"and {len(members)} of the {len(api.members)} methods and attributes of its classes."
    )
    assert sentence in page.get_text()
