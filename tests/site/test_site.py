"""The built site: strict, whole, and showing what was recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import Tag
from bs4.element import NavigableString
from helpers.pages import SECTIONS, embedded, pages
from helpers.support import ROOT, Site

from anyio_by_example.examples.example import find_names
from anyio_by_example.library.library import Library
from anyio_by_example.recording.review import agreements

PAGES = sorted(pages())
NAMES = {*find_names(ROOT / "snippets")}


def text(tag: Tag | None) -> str:
    """All text in an element."""
    assert tag is not None
    return tag.get_text()


def figure(site: Site, page: str, library: Library, name: str) -> Tag:
    """An example on its built page."""
    return site.ids(site.file(page))[library.example(name).id][0]


def test_strict_build(site: Site) -> None:
    """`mkdocs build --strict` succeeds, without a warning."""
    assert site.status == 0, site.log
    assert "WARNING -" not in site.log


def test_nothing_was_run_again(site: Site) -> None:
    """A build that finds every recording runs nothing."""
    assert "Recording" not in site.log


def styles(site: Site) -> str:
    """The style sheet of all pages."""
    return (site.folder / "assets" / "site.css").read_text("utf-8")


def line_after(anchor: Tag) -> str:
    """The line of code that starts at an anchor."""
    following = anchor.next_siblings
    parts = takewhile(lambda part: "id" not in getattr(part, "attrs", {}), following)
    return "".join(part.get_text() for part in parts)


@pytest.mark.parametrize(("page", "name"), embedded(), ids=str)
def test_example(page: str, name: str, site: Site, library: Library) -> None:
    """A page shows an example's code, line by line, and what was recorded, once or side by side."""
    example = library.example(name)
    shown = figure(site, page, library, name)
    assert example.caption in text(shown.find("figcaption"))
    anchors = shown.select(f"[id^={example.id}-L]")
    assert [line_after(anchor) for anchor in anchors] == example.code.splitlines(keepends=True)
    # styles count them
    first = example.first_line
    assert [anchor["id"] for anchor in anchors] == [
        f"{example.id}-L{first + n}" for n in range(len(anchors))
    ]
    assert shown.select(f"[data-main].from-{first}")
    assert f".from-{first}{{counter-reset:line {first - 1}}}" in styles(site)
    numbers = [int(str(anchor["id"]).rpartition("-L")[2]) for anchor in anchors]
    assert numbers == list(range(example.first_line, example.first_line + len(anchors)))
    assert bool(shown.select(".example-verdict")) is bool(example.settings.right)
    if example.unsuited:
        assert example.unsuited in text(shown.select_one(".example-not-run"))
        return
    expected = [
        (
            [r.label.removeprefix("asyncio + ") for r in agreement.runtimes if r.backend],
            agreement.recording.output,
        )
        for agreement in agreements(example, library.recordings(example))
    ]
    # where all agree, they are named in the line above
    heads = shown.select(".example-known > summary" if len(expected) == 1 else ".example-output")
    outputs = [
        ([text(label) for label in head.select(".runtime")], text(output.find("code")))
        for head, output in zip(heads, shown.select(".example-output"), strict=True)
    ]
    assert outputs == expected
    stamp = text(shown.select_one(".example-stamp"))
    for recording in library.recorded(example).values():
        assert all(f"{name} {version}" in stamp for name, version in recording.versions.items())


def test_both_ways_of_showing_an_output_occur(site: Site, library: Library) -> None:
    """Some examples say the same everywhere, and some differ between the backends."""
    counts = {
        len(figure(site, page, library, name).select(".example-output"))
        for page, name in embedded()
    }
    assert {1, 2} <= counts


@pytest.mark.parametrize("page", PAGES)
def test_links(page: str, site: Site) -> None:
    """Every link inside the site leads to a page, and to an id on it, lines of code included."""
    # the same menu is on each
    for href in {str(link["href"]) for link in site.page(page).find_all("a", href=True)}:
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            continue
        target = (site.file(page).parent / unquote(parts.path)).resolve() if parts.path else None
        target = site.file(page) if target is None else target
        target = target / "index.html" if target.is_dir() else target
        assert target.is_file(), f"{href} leads nowhere"
        if parts.fragment.startswith("e="):
            assert f"{parts.fragment.removeprefix('e=')}.py" in NAMES
        elif parts.fragment and not parts.fragment.startswith("__"):
            ids = site.ids(target)
            assert unquote(parts.fragment) in ids, f"there is no {href}"


@pytest.mark.parametrize("page", PAGES)
def test_headings_skip_no_level(page: str, site: Site) -> None:
    """A heading is at most one level below the one before it, and the first is the page's title."""
    headings = site.page(page).select("article :is(h1, h2, h3, h4, h5, h6)")
    levels = [0, *(int(heading.name[1]) for heading in headings)]
    assert all(level <= above + 1 for above, level in pairwise(levels)), levels


@pytest.mark.parametrize("page", PAGES)
def test_ids_are_unique(page: str, site: Site) -> None:
    """No id stands twice on a page."""
    twice = {ident for ident, tags in site.ids(site.file(page)).items() if len(tags) > 1}
    assert twice == set()


@pytest.mark.parametrize("page", PAGES)
def test_nothing_comes_from_elsewhere(page: str, site: Site) -> None:
    """A page loads nothing from another origin."""
    for tag in site.page(page).select("script[src], img[src], iframe[src], link[rel=stylesheet]"):
        address = urlsplit(str(tag.get("src") or tag.get("href")))
        assert address.scheme in {"", "data"}, tag
        assert not address.netloc, tag


def prose(tag: Tag) -> Iterator[str]:
    """The text in an element, but for code and pictures, which show what programs print."""
    for part in tag.children:
        if isinstance(part, Tag):
            if part.name not in ("pre", "code", "svg"):
                yield from prose(part)
        elif type(part) is NavigableString:  # and no comment
            yield str(part)


@pytest.mark.parametrize("page", PAGES)
def test_no_markdown_is_left(page: str, site: Site) -> None:
    """No Markdown that was not understood stands in the text of a page."""
    article = site.page(page).find("article")
    assert isinstance(article, Tag)
    # AnyIO's documentation has a power of two
    said = re.sub(r"(?<=\d)\*\*(?=\d)", "^", "".join(prose(article)))
    for mark in ("```", "!!!", "](", "**"):
        assert mark not in said


def test_sections_are_in_the_order_of_the_document(site: Site) -> None:
    """The navigation leads to the document's sections in its order."""
    links = site.page("sections/index.md").select("nav#menu li > a")
    sections = {f"{page.removesuffix('.md')}/" for page in SECTIONS.values()}
    addresses = [str(link["href"]).removeprefix("../") for link in links]
    found = [each for each in addresses if each in sections]
    assert found == [f"{page.removesuffix('.md')}/" for page in SECTIONS.values()]


def test_styles_load_nothing(site: Site) -> None:
    """The style sheets name no other origin."""
    for file in (site.folder / "assets").glob("*.css"):
        css = file.read_text("utf-8")
        assert "url(http" not in css
        assert "@import" not in css


def test_every_page_is_built(site: Site) -> None:
    """Each source has a page; the rest are permanent addresses, the one for errors, the box."""
    built = {file.relative_to(site.folder) for file in site.folder.rglob("*.html")}
    wanted = {site.file(page).relative_to(site.folder) for page in PAGES}
    others = {file for file in built - wanted if file.parts[0] not in {"e", "r"}}
    assert wanted <= built
    assert others <= {Path("404.html"), Path("run/box.html")}
    assert Path("404.html") in others
