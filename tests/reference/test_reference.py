"""The reference on the built site: whole, right, and linked from and to every example."""

from __future__ import annotations

import re
import socket
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from itertools import pairwise, takewhile
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import anyio
import griffe
import pytest
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from helpers.pages import fences, pages
from helpers.site_builder import build, project, snippet
from helpers.support import ROOT, Site
from mkdocs.exceptions import Abort

from anyio_by_example.api.added import added
from anyio_by_example.api.inventory import FOLDER, SITES, inventory
from anyio_by_example.builders import handler
from anyio_by_example.crossref.names import Name
from anyio_by_example.examples.example import Example
from anyio_by_example.examples.page import find_pages
from anyio_by_example.library.library import Library
from anyio_by_example.pages import fence
from anyio_by_example.recording.review import update
from anyio_by_example.reference.entry import documented
from anyio_by_example.reference.uses import find_uses

BASE = "https://site.invalid/"
LARGEST = 300_000
"""Bytes of the largest page."""

HEADINGS = re.compile("h[1-6]")
SOURCE = re.compile(
    rf"https://github\.com/agronholm/anyio/blob/{re.escape(version('anyio'))}"
    r"/src/anyio/([\w/]+\.py)#L(\d+)-L(\d+)"
)
RAW = re.compile(r":\w[\w:+.-]*:`|\.\. \w[\w-]*::|\]\[|\]\(|<autoref|</autoref|\[`")
"""What reStructuredText or Markdown that wasn't understood leaves in a text."""


@dataclass
class Entry:
    """An entry of the reference as it was built."""

    page: str
    box: Tag
    heading: Tag

    def own(self, selector: str) -> list[Tag]:
        """The elements in an entry that are not in one of its members' entries."""
        return [each for each in self.box.select(selector) if self._is_own(each)]

    def text(self) -> str:
        """All text of the entry itself."""
        return "".join(
            str(part)
            for part in self.box.descendants
            if isinstance(part, NavigableString) and self._is_own(part)
        )

    def _is_own(self, part: Tag | NavigableString) -> bool:
        return part.find_parent(class_="doc-object") is self.box


@dataclass
class Built:
    """The built site, page by page."""

    site: Site
    pages: dict[str, BeautifulSoup] = field(default_factory=dict)
    """The pages by their addresses below the site's, as `reference/running/`."""

    def __post_init__(self) -> None:
        for file in sorted(self.site.folder.rglob("index.html")):
            url = file.parent.relative_to(self.site.folder).as_posix()
            if url.startswith(("e/", "r/")):
                continue  # it only leads on
            self.pages["" if url == "." else f"{url}/"] = BeautifulSoup(
                file.read_text("utf-8"), "html.parser"
            )

    @cached_property
    def reference(self) -> dict[str, BeautifulSoup]:
        """The pages of the reference."""
        return {url: page for url, page in self.pages.items() if url.startswith("reference/")}

    @cached_property
    def entries(self) -> dict[str, list[Entry]]:
        """The entries of the reference by the ids of their headings."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for url, page in self.reference.items():
            for box in page.select(".doc-object"):
                heading = box.find(HEADINGS, recursive=False)
                if isinstance(heading, Tag):
                    found[str(heading["id"])].append(Entry(url, box, heading))
        return found

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        """The pages on which each id is."""
        found: dict[str, list[str]] = defaultdict(list)
        for url, page in self.pages.items():
            for tag in page.select("[id]"):
                found[str(tag["id"])].append(url)
        return found

    @cached_property
    def examples(self) -> dict[str, tuple[str, Tag]]:
        """The examples by their ids, each with its page's address."""
        return {
            str(figure["id"]): (url, figure)
            for url, page in self.pages.items()
            for figure in page.select("figure.example")
        }

    def article(self, url: str) -> Tag:
        """What the author of a page, and the reference, have on it."""
        found = self.pages[url].find("article")
        assert isinstance(found, Tag)
        return found

    def leads_to(self, url: str, link: Tag) -> str:
        """The full address that a link on a page leads to."""
        return urljoin(BASE + url, str(link["href"]))

    def address(self, target: str) -> str | None:
        """The full address of what is documented here or elsewhere."""
        pages = [url for url in self.ids.get(target, ()) if url.startswith("reference/")]
        api = documented()
        if target in api.all or target in api.modules:
            return f"{BASE}{pages[0]}#{target}" if len(pages) == 1 else None
        return inventory().get(target)


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    """The built site."""
    assert site.status == 0, site.log
    return Built(site)


def test_every_name_has_one_entry(built: Built) -> None:
    """Each public name and member has an entry, with a heading that is its anchor, on one page."""
    assert len(documented().all) > 600
    for path in documented().all:
        assert len(built.entries[path]) == 1, path
        assert len(built.ids[path]) == 1, path
        (entry,) = built.entries[path]
        assert path.rpartition(".")[2] in entry.heading.get_text()
    assert built.entries.keys() == documented().all.keys()
    for module in documented().modules:
        assert built.ids[module] == ["reference/"], module


def parameters(found: griffe.Object) -> Sequence[griffe.Parameter]:
    """What one calls something with."""
    if isinstance(found, griffe.Class):
        new = found.members.get("__new__") or found.all_members.get("__init__")
        return [*new.parameters] if isinstance(new, griffe.Function) else []
    return [*found.parameters] if isinstance(found, griffe.Function) else []


def test_signatures(built: Built) -> None:
    """Whatever is called has a signature with all its parameters; the rest its type or value."""
    missing = []
    for path, found in documented().all.items():
        (entry,) = built.entries[path]
        shown = entry.own(".doc-signature, .doc-overloads")
        text = " ".join(each.get_text() for each in shown)
        names = [each.name for each in parameters(found)]
        names = [name for name in names if name not in {"self", "cls"} and name[0] != "_"]
        if isinstance(found, griffe.Class) and not names:
            continue
        if not shown or not all(re.search(rf"\b{name}\b", text) for name in names):
            missing.append(path)
        elif isinstance(found, griffe.Function):
            assert re.search(rf"\b{found.name}\s*\(", text), path
        elif isinstance(found, griffe.Attribute) and (found.annotation or found.value):
            assert re.search(r"[:=]\s*\S", text), path
    assert missing == []


def test_source(built: Built) -> None:
    """The link to the source leads to lines of the installed version in which the name is."""
    folder = Path(anyio.__file__).parent
    for path, found in documented().all.items():
        (entry,) = built.entries[path]
        (link,) = entry.own(".api-about a")
        source = SOURCE.fullmatch(str(link["href"]))
        assert source, link
        lines = (folder / source[1]).read_text("utf-8").splitlines()
        first, last = int(source[2]), int(source[3])
        assert 1 <= first <= last <= len(lines)
        code = "\n".join(lines[first - 1 : last])
        assert re.search(rf"\b{re.escape(found.name)}\b", code), path
        assert path in link.get_text()


def test_added(built: Built) -> None:
    """Each entry says since which version it is there, and no later one than is installed."""
    missing = []
    installed = [*map(int, version("anyio").split("."))]
    for path in documented().all:
        (entry,) = built.entries[path]
        badges = [badge.get_text() for badge in entry.own(".api-badge")]
        said = [badge for badge in badges if badge.startswith("added in ")]
        if said != [f"added in {added(path)}"] or not added(path):
            missing.append(path)
        else:
            assert [*map(int, added(path).split("."))] <= installed
    assert missing == []


def test_deprecated(built: Built) -> None:
    """What is deprecated says since when, and what to use instead."""
    for path, found in documented().all.items():
        (entry,) = built.entries[path]
        change = found.extra["anyio_by_example"].get("deprecated")
        titles = [title.get_text() for title in entry.own(".admonition-title")]
        said = [title for title in titles if title.startswith("Deprecated")]
        assert said == ([f"Deprecated since {change.version}"] if change else []), path
        assert "instead" in entry.text() or not change, path


def test_parameters(built: Built) -> None:
    """Each parameter that a docstring describes is in its entry, and so is what is raised."""
    count = 0
    for path, found in documented().all.items():
        (entry,) = built.entries[path]
        fields = re.findall(r":param\s+(?:[^:\n]+ )?\\?\*{0,2}(\w+):", source_of(found))
        raised = re.findall(r":raises?\s+~?\.?([\w.]+):", source_of(found))
        text = entry.text()
        for name in (*fields, *(each.rpartition(".")[2] for each in raised)):
            count += 1
            assert re.search(rf"\b{name}\b", text), (path, name)
    assert count > 250


def source_of(found: griffe.Object) -> str:
    """The docstring as its file has it."""
    if not found.docstring or not found.docstring.lineno:
        return ""
    return found.docstring.source


def pieces(article: Tag) -> Iterator[tuple[str, str]]:
    """The texts of an article outside of code, and all attributes that are read by people."""
    for text in article.find_all(string=True):
        if not text.find_parent(["code", "pre", "style", "script", "svg"]):
            yield "text", str(text)
    for tag in article.select("[title], [alt], [aria-label]"):
        for attribute in ("title", "alt", "aria-label"):
            yield attribute, str(tag.get(attribute, ""))


def test_nothing_raw_is_left(built: Built) -> None:
    """No role, no directive and no reference that wasn't resolved is left in any text."""
    found = [
        (url, kind, text.strip()[:80])
        for url in built.pages
        for kind, text in pieces(built.article(url))
        if RAW.search(text)
    ]
    assert found == []


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
        for link in built.article(url).select("a.autorefs-external"):
            assert str(link["href"]) in known, (url, link)


def test_internal_references(built: Built) -> None:
    """Every reference within the site leads to a page that has the anchor."""
    for url, page in built.pages.items():
        for link in page.select("article a.autorefs-internal"):
            parts = urlsplit(built.leads_to(url, link))
            assert parts.path[1:] in built.pages, (url, link)
            assert parts.path[1:] in built.ids[unquote(parts.fragment)], (url, link)


def line_at(built: Built, address: str) -> tuple[str, str, int]:
    """The example, the text and the number of the line of code that an address leads to."""
    parts = urlsplit(address)
    anchor = built.pages[parts.path[1:]].find(id=unquote(parts.fragment))
    assert isinstance(anchor, Tag), address
    figure = anchor.find_parent("figure")
    assert isinstance(figure, Tag)
    rest = takewhile(
        lambda part: "data-line" not in getattr(part, "attrs", {}), anchor.next_siblings
    )
    path = figure.select_one(".example-path")
    assert path
    return path.get_text(), "".join(part.get_text() for part in rest), int(str(anchor["data-line"]))


USE = re.compile(r"(\S+\.py), line (\d+) in (.+)", re.DOTALL)


def test_examples_of_entries(built: Built, library: Library) -> None:
    """An entry lists the examples that use it: the five shortest first, all if there are more."""
    uses = find_uses(library)
    lengths = {example.name: example.code.count("\n") for example in library.examples()}
    counts = set()
    for path in documented().all:
        (entry,) = built.entries[path]
        boxes = entry.own(".api-uses")
        wanted = [(use.name, use.line, use.page) for use in uses.of(path)]
        assert len(boxes) == bool(wanted), path
        for box in boxes:
            counts.add(len(wanted))
            lists = [
                [(item, USE.fullmatch(item.get_text().strip())) for item in each.select("li")]
                for each in box.select("ul")
            ]
            said = [[(u[1], int(u[2]), u[3]) for _, u in each if u] for each in lists]
            assert said == ([wanted[:5], wanted] if wanted[5:] else [wanted]), path
            details = box.select("details")
            assert len(details) == bool(wanted[5:])
            for detail in details:
                assert detail.select("ul") == box.select("ul")[1:]
                assert not detail.has_attr("open")
                assert f"All {len(wanted)} examples" in detail.get_text()
            for one, other in pairwise(wanted):
                assert lengths[one[0]] <= lengths[other[0]]
            for item, use in lists[-1]:
                link = item.find("a")
                assert isinstance(link, Tag)
                assert use
                name, line, number = line_at(built, built.leads_to(entry.page, link))
                assert (name, number) == (use[1], int(use[2]))
                title = built.pages[urlsplit(built.leads_to(entry.page, link)).path[1:]].h1
                assert title
                assert title.get_text().removesuffix("¶") == use[3].strip()
                assert line.strip()
    assert {1, 2} <= counts
    assert max(counts) > 5


def test_lines_of_examples_name_it(built: Built, library: Library) -> None:
    """The line that an entry names has the last part of the entry's name in it, or a link to it."""
    for path in documented().all:
        (entry,) = built.entries[path]
        for link in entry.own(".api-uses li > a"):
            name, line, number = line_at(built, built.leads_to(entry.page, link))
            example = library.example(name)
            names = library.names_in(example)[example.path.name]
            here = [n for n in names if n.line == number and n.target == path]
            assert here, (path, name, number)
            assert path.rpartition(".")[2] in line or is_renamed(example, here[0], line), (
                path,
                line,
            )


def is_renamed(example: Example, name: Name, line: str) -> bool:
    """Whether an example calls something by another name."""
    word = line[name.column : name.end].rpartition(".")[2]
    return re.search(rf"\bas {re.escape(word)}\b", example.text) is not None


def links_in(code: Tag) -> list[tuple[int, str, str]]:
    """The links in code: the line of each, its text, and its address as it's written."""
    found, line = [], 0
    for link in code.select("a[href]"):
        if link.has_attr("data-line"):
            line = int(str(link["data-line"]))
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


def test_size(built: Built) -> None:
    """No page is larger than one wants to wait for."""
    sizes = {
        file.relative_to(built.site.folder).as_posix(): file.stat().st_size
        for file in built.site.folder.rglob("*.html")
    }
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one example, and a page of the reference."""
    snippets = project(tmp_path)
    (snippets / "t" / "case.py").write_text(
        snippet("\nimport anyio\n\nprint(anyio.run.__name__)"), "utf-8"
    )
    library = Library(snippets)
    monkeypatch.setattr(fence, "default_library", lambda: library)
    monkeypatch.setattr(handler, "default_library", lambda: library)
    reference = tmp_path / "docs" / "deep" / "reference.md"
    reference.parent.mkdir()
    reference.write_text("# Reference\n\n::: anyio.run\n\n::: anyio.Lock\n", "utf-8")
    config = tmp_path / "mkdocs.yml"
    text = config.read_text("utf-8").replace("[index.md]", "[index.md, deep/reference.md]")
    config.write_text(text, "utf-8")
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    """Write a page."""
    (folder / "docs" / name).write_text(f"# Page\n\n{text}\n", "utf-8")


def test_links_in_prose(folder: Path) -> None:
    """A link in prose reaches a name's entry from any page, and Python's and Trio's names."""
    prose = "[`run()`][anyio.run] [`x`][anyio.Lock.acquire] [`print`][] [asleep][trio.sleep]"
    write(folder, "index.md", prose)
    with (folder / "docs" / "deep" / "reference.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{prose}\n")
    site = build(folder)
    for url, entries in (("", "deep/reference/"), ("deep/reference/", "")):
        page = BeautifulSoup((site / url / "index.html").read_text("utf-8"), "html.parser")
        links = [str(link["href"]) for link in page.select("article > p a.autorefs")][-4:]
        assert links == [
            f"{entries}#anyio.run",
            f"{entries}#anyio.Lock.acquire",
            inventory()["print"],
            inventory()["trio.sleep"],
        ]


@pytest.mark.parametrize("target", ["anyio.nope", "anyio.Lock.nope", "no_such_name"])
@pytest.mark.parametrize("page", ["index.md", "deep/other.md"])
def test_misspelt_link(
    page: str, target: str, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A link to a name that doesn't exist fails the build, which says where and what."""
    if page != "index.md":
        write(folder, "index.md", "Text.")
        config = folder / "mkdocs.yml"
        config.write_text(config.read_text("utf-8").replace("[index.md,", f"[index.md, {page},"))
    write(folder, page, f"[`x`][{target}]")
    with pytest.raises(Abort):
        build(folder)
    (said,) = (record.getMessage() for record in caplog.records if target in record.getMessage())
    assert page in said


def test_no_network(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build asks nobody on the network, the names of Python and Trio included."""
    library = Library(folder / "snippets")
    example = library.example("t/case.py")
    library.names_in(example)
    library.record([example])
    update(example, library.recorded(example))

    def refuse(*arguments: object, **_: object) -> None:
        raise AssertionError(f"something asked the network: {arguments}")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr("urllib.request.AbstractHTTPHandler.do_open", refuse)
    write(folder, "index.md", "```snippet\nt/case.py\n```\n\n[`print`][] [x][trio.sleep]")
    page = (build(folder) / "index.html").read_text("utf-8")
    assert inventory()["trio.sleep"] in page


def test_inventories_of_the_build_are_ours() -> None:
    """The configuration names no inventory at an address: they are this project's files."""
    assert "inventories" not in (ROOT / "mkdocs.yml").read_text("utf-8")
    assert sorted(file.name for file in FOLDER.glob("*.inv")) == sorted(f"{s}.inv" for s in SITES)
