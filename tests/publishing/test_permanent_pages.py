"""What is at the permanent addresses of examples and points: whole pages, not redirects."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from helpers.publication import Small, published, small
from helpers.support import Site as Built

from anyio_by_example.library.library import Library
from anyio_by_example.publishing import example_pages
from anyio_by_example.publishing.places import find_places
from anyio_by_example.publishing.proved import Proved, find_proved
from anyio_by_example.publishing.site import Site

__all__ = ["small"]

FRAME = """<!doctype html>
<html lang="en" data-base="..">
<head>
<meta charset="utf-8">
<title>Guide – Small</title>
<meta name="description" content="About guide.">
<link rel="stylesheet" href="../assets/site.css">
<link rel="canonical" href="https://x.org/guide/">
<link rel="next" href="../other/">
<link rel="alternate" type="text/markdown" href="../guide/index.md">
<meta property="og:title" content="Guide">
<meta property="og:description" content="About guide.">
<meta property="og:url" content="https://x.org/guide/">
<meta property="og:image" content="https://x.org/assets/cards/guide-index.png">
</head>
<body>
<a class="skip" href="#content">Skip</a>
<nav class="menu"><a href="../">Home</a> <a href="./" aria-current="page">Guide</a></nav>
<div class="page">
<details class="toc"><a href="#part">Part</a></details>
<main id="content" tabindex="-1">
<article class="prose"><h1 id="guide">Guide</h1><p>Zero:</p>
<h2 id="part">Part <a class="headerlink" href="#part">¶</a></h2>
CONTENT
</article></main></div>
<footer><a href="../llms.txt">llms.txt</a></footer>
</body></html>
"""
"""A page as a builder makes it."""

CASE = (
    '<figure class="example" id="t-case"><a id="t-case-L7" href="#t-case-L7"></a>'
    '<div class="example-timelines">Drawn</div></figure>'
)
OTHER = '<figure class="example" id="t-other"></figure>'


def with_page(small: Small, content: str) -> Site:
    """A site with a page that has this content, and two examples."""
    small.example()
    small.example("other")
    site = small.site("https://x.org/", index="", guide="")
    file = site.folder / "guide" / "index.html"
    file.write_text(FRAME.replace("CONTENT", content), "utf-8")
    return site


def made(small: Small, content: str) -> BeautifulSoup:
    """The page of an example, from the content of the page that shows it."""
    site = with_page(small, content)
    example_pages.write(site)
    return BeautifulSoup((site.folder / "e/t/case/index.html").read_text("utf-8"), "html.parser")


SAID = {
    "to the next heading": (
        f"{CASE}<p>One.</p><ul><li>Two.</li></ul><h3 id=x>X</h3><p>No.</p>",
        "One. Two.",
    ),
    "to the next example": (f"{CASE}<p>One.</p>{OTHER}<p>No.</p>", "One."),
    "not what leads to the next": (f"{CASE}<p>One.</p><p>No:</p>{OTHER}", "One."),
    "what leads to nothing else": (f"{CASE}<p>One:</p><p>Two.</p>{OTHER}", "One: Two."),
    "what leads to it": (f"<p>No.</p><p>Lead:</p>{CASE}<p>One.</p>", "Lead: One."),
    "beside it": (f"<div><div>{CASE}</div><div><p>One.</p></div></div><p>Two.</p>", "One. Two."),
    "beside another": (f"{CASE}<p>One.</p><div><p>No.</p>{OTHER}</div>", "One."),
    "in a group": (
        f'<p>Lead:</p><div class="explained">{CASE}<div class="explanation"><p>One.</p></div></div>'
        f"<p>Two:</p>{OTHER}",
        "Lead: One.",
    ),
    "nothing": (f"{CASE}<h3 id=x>X</h3>", ""),
}
"""The content of a page, and what the page of an example says of it."""


@pytest.mark.parametrize(("content", "wanted"), SAID.values(), ids=SAID)
def test_explanation(small: Small, content: str, wanted: str) -> None:
    """An example is there with what its page says of it, between it and what comes next."""
    found = made(small, content)
    article = found.select_one("article")
    assert article is not None
    for each in article.select("h1, figure, .alone-place"):
        each.extract()
    assert " ".join(article.get_text(" ").split()) == wanted


def test_frame(small: Small) -> None:
    """It has the frame of its page, with a head of its own and with links that work."""
    found = made(
        small, f"{CASE}<p>See <a href='#t-case-L7'>7</a>, <a href='#part'>p</a>.</p>{OTHER}"
    )
    assert found.title is not None
    assert found.title.get_text() == "A case. – Small"
    head = {
        re.sub(r"[\[\]]|'", "", str(each.get("property") or each.get("name") or each["rel"])): str(
            each.get("content") or each["href"]
        )
        for each in found.select("head > meta[content], head > link")
    }
    assert head == {
        "description": "See 7, p.",
        "stylesheet": "../../../assets/site.css",
        "canonical": "https://x.org/e/t/case/",
        "alternate": "../case.md",
        "og:title": "A case.",
        "og:description": "See 7, p.",
        "og:url": "https://x.org/e/t/case/",
        "og:image": "https://x.org/assets/cards/guide-index.png",
    }
    assert found.html is not None
    assert (found.html["data-base"], found.html["data-example"]) == ("../../..", "t-case")
    assert [str(each["href"]) for each in found.select(".skip, .menu a, footer a")] == [
        *("#content", "../../../", "../../../guide/", "../../../llms.txt"),
    ]
    assert [each.get_text() for each in found.select("[aria-current=true]")] == ["Guide"]
    assert not found.select(".toc, [aria-current=page]")
    text = found.select("article > p:not(.alone-place) a")
    assert [str(each["href"]) for each in text] == ["#t-case-L7", "../../../guide/#part"]
    crumbs = [(each.get_text(), str(each["href"])) for each in found.select(".crumbs a")]
    assert crumbs[1:] == [("Guide", "../../../guide/"), ("Part", "../../../guide/#part")]
    assert [str(each["href"]) for each in found.select(".turn a")] == ["../other/"]


def test_older_forms(small: Small) -> None:
    """It lists its older forms with since when they work; without one, it says nothing of them."""
    old = small.root / "snippets" / "t" / "old.py"
    assert made(small, CASE).select("#older, .alone-older") == []
    small.example("old")
    old.write_text(old.read_text("utf-8").replace("4.16", "4.0").replace("A case", "Old"), "utf-8")
    site = with_page(small, f'{CASE}<figure class="example" id="t-old"></figure>')
    small.example(more='#\n# [tool.example]\n# older = ["t/old.py"]\n')
    example_pages.write(site)
    html = (site.folder / "e/t/case/index.html").read_text("utf-8")
    found = BeautifulSoup(html, "html.parser")
    assert [each.get_text() for each in found.select("article h2")] == ["On an older AnyIO"]
    (item,) = found.select("#older + ul > li")
    assert item.get_text() == "Old. (since AnyIO 4.0)"
    assert [str(a["href"]) for a in item.select("a")] == ["../old/"]


@pytest.fixture(scope="module")
def site(site: Built, library: Library) -> Site:
    """The built site."""
    return published(site.folder, library)


@pytest.fixture(scope="module")
def proved(site: Site) -> list[Proved]:
    """All points with what proves them."""
    return [*find_proved(site, find_places(site))]


def test_every_address_is_a_page(site: Site, proved: list[Proved]) -> None:
    """Each leads nowhere, has a title and a description of its own, and its Markdown beside it."""
    addresses = [each.point.address for each in proved]
    addresses += [each.address for each in find_places(site).examples(site.library.examples())]
    assert len(addresses) > 900
    titles = set()
    for address in addresses:
        html = (site.folder / address / "index.html").read_text("utf-8")
        head = html.partition("</head>")[0]
        assert "refresh" not in head
        assert "location.replace" not in head
        described = re.search(r'<meta name="description" content="([^"]+)">', head)
        assert described
        assert 20 <= len(unescape(described[1])) <= 200, address
        titles.add(re.search(r"<title>(.+)</title>", head)[1])  # type: ignore[index]
        assert html.count("<h1") == html.count("<main") == 1
        assert (site.folder / f"{address.rstrip('/')}.md").is_file()
    assert len(titles) == len(addresses)


def test_links(site: Site) -> None:
    """On a part of them, each link leads to a file, and to an id that it has."""
    ids: dict[Path, set[str]] = {}

    def ids_of(file: Path) -> set[str]:
        if file not in ids:
            ids[file] = {*re.findall(r'\sid="?([^"\s>]+)', file.read_text("utf-8"))}
        return ids[file]

    files = sorted([*(site.folder / "e").rglob("*.html"), *(site.folder / "r").rglob("*.html")])
    wrong, count = [], 0
    for file in files[::15]:
        for link in links(file):
            path, _, fragment = link.partition("#")
            target = Path(posixpath.normpath(file.parent / path)) if path else file
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or (
                fragment
                and target.suffix == ".html"
                and "=" not in fragment
                and fragment not in ids_of(target)
            ):
                wrong.append(f"{file.relative_to(site.folder)}: {link}")
            count += 1
    assert wrong[:5] == []
    assert count > 5000


def links(file: Path) -> Iterator[str]:
    """The links of a file that lead to the site."""
    for quoted, bare in re.findall(
        r'\s(?:href|src)=(?:"([^"]*)"|([^\s">]+))', file.read_text("utf-8")
    ):
        if not re.match(r"[a-z]+:", quoted or bare):
            yield quoted or bare


def test_examples_are_whole(site: Site, library: Library) -> None:
    """On a part of them, an example is just as on its page: code, outputs, timelines.

    What it does on other releases stands open below it there, and in its card on the page.
    """
    places = find_places(site).examples(library.examples())
    for example, place in [*places.items()][::20]:
        there = figure(site, place.page.file, example.id)
        here = figure(site, f"{example.address}index.html", example.id)
        assert not here.select(".releases")
        for folded in there.select(".releases"):
            folded.extract()
            html = (site.folder / example.address / "index.html").read_text("utf-8")
            (opened,) = BeautifulSoup(html, "html.parser").select(".releases")
            assert said(opened) == said(folded), example.name
        assert said(here) == said(there), example.name
        assert len(here.select("*")) == len(there.select("*")), example.name


def figure(site: Site, file: str, ident: str) -> Tag:
    """An example on a page."""
    html = BeautifulSoup((site.folder / file).read_text("utf-8"), "html.parser")
    found = html.find(id=ident)
    assert isinstance(found, Tag)
    return found


def said(tag: Tag) -> str:
    """What it says."""
    return " ".join(tag.get_text().split())


def test_points(site: Site, proved: list[Proved]) -> None:
    """On a part of them, a point says its parts and shows its code, the proving lines marked.

    If an example of it is wrong, the right one stands beside it.
    """
    pairs = [each for each in proved if each.wrong]
    assert len(pairs) > 60
    for each in (*pairs[::12], *proved[::25]):
        file = f"{each.point.address}index.html"
        html = BeautifulSoup((site.folder / file).read_text("utf-8"), "html.parser")
        labels = [said(label) for label in html.select(".alone-parts dt")]
        assert labels[:1] == ["Look for"]
        assert ("Do" in labels) == bool(each.point.parts.remedy)
        assert ("Since" in labels) == bool(each.since)
        shown = [str(tag["id"]) for tag in html.select("figure.example")]
        assert shown == [example.id for example in each.shown]
        assert len(shown) == 2 if each.wrong else shown
        assert not html.select(".example-timelines")
        marked = {str(tag["id"]) for tag in html.select(".is-proof")}
        lines = {f"{proof.example}-L{proof.line}" for proof, _ in each.proofs if proof.line}
        assert marked == {line for line in lines if line.rpartition("-L")[0] in shown}


def test_points_of_examples(site: Site, proved: list[Proved]) -> None:
    """The page of an example names the points that it proves."""
    for each in proved[::40]:
        for _, example in each.proofs:
            html = (site.folder / example.address / "index.html").read_text("utf-8")
            assert re.search(rf'class="?point"? href="[./]+r/{each.point.code}/"', html)


def test_made_again_only_if_it_changed(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """A builder that serves the site makes a page again when what it's made from has changed."""
    site = with_page(small, f"{CASE}<p>One.</p>")
    example_pages.write(site)
    anew = {"e/t/case/index.html": "anew"}
    monkeypatch.setattr(example_pages, "_made", lambda *_: anew)
    (site.folder / "e/t/case/index.html").unlink()
    example_pages.write(site)
    assert "One." in (site.folder / "e/t/case/index.html").read_text("utf-8")
    page = site.folder / "guide" / "index.html"
    page.write_text(page.read_text("utf-8").replace("One.", "Two."), "utf-8")
    example_pages.write(site)
    assert (site.folder / "e/t/case/index.html").read_text("utf-8") == "anew"
