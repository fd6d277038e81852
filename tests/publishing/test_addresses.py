"""Addresses that stay: of examples, of points, and of whatever was published once."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from helpers.publication import Small, published, small
from helpers.support import ROOT
from helpers.support import Site as Built

from anyio_by_example.library.library import Library
from anyio_by_example.problem import Problem
from anyio_by_example.publishing import downloads, example_pages, markdown, moved
from anyio_by_example.publishing.site import Site

__all__ = ["small"]

KNOWN = ROOT / "tests" / "publishing" / "addresses.txt"
UPDATE = "python -m pytest tests/publishing/test_addresses.py --update-examples -k published"


@pytest.fixture(scope="module")
def site(site: Built, library: Library) -> Site:
    """The built site, with the addresses that stay."""
    return published(site.folder, library)


def soup(site: Site, file: str) -> BeautifulSoup:
    """A page of the site."""
    return BeautifulSoup((site.folder / file).read_text("utf-8"), "html.parser")


def attribute(found: Tag | None, name: str) -> str:
    """An attribute of an element that must be there."""
    assert found is not None
    return str(found[name])


def target(site: Site, file: str) -> tuple[str, str]:
    """The file and the id that a page leads to without a script."""
    found = soup(site, file)
    refresh = attribute(found.select_one("noscript meta[http-equiv=refresh]"), "content")
    address = re.fullmatch(r"0; url=(.+)", refresh)
    assert address
    assert attribute(found.select_one("body a"), "href") == address[1]
    path, _, fragment = address[1].partition("#")
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), path)), fragment


def test_published_addresses(site: Site, request: pytest.FixtureRequest) -> None:
    """Every address that a reader can cite is in `addresses.txt`; `--update-examples` adds it."""
    known = KNOWN.read_text("utf-8").splitlines()
    assert known == sorted(set(known)), f"{KNOWN.name} isn't sorted; run {UPDATE}"
    new = sorted({*moved.published(site)} - {*known})
    if new and request.config.getoption("update_examples"):
        text = "".join(f"{each}\n" for each in sorted({*known, *new}))
        KNOWN.write_text(text, "utf-8", newline="\n")
    elif new:
        shown = ", ".join(new[:5])
        pytest.fail(f"{KNOWN.name} lacks {len(new)}: {shown}; run {UPDATE}", pytrace=False)


def test_no_address_is_lost(site: Site) -> None:
    """What was published once is still there, or something leads on from it."""
    if lost := moved.lost(KNOWN.read_text("utf-8").splitlines(), site):
        remedy = f'say in {moved.NAME} where it is now: "{lost[0]}" = "…"'
        what = "\n".join(lost)
        pytest.fail(f"These published addresses lead nowhere now:\n{what}\n{remedy}", pytrace=False)


def test_redirect_is_whole(small: Small) -> None:
    """A redirecting page has a language, a title, an address that is the right one, and a link."""
    small.example()
    small.write(moved.NAME, '"e/t/old/" = "e/t/case/"\n"old/" = "guide/#t-case"\n"home/" = "./"')
    for address, canonical in (
        ("", "../guide/#t-case"),
        ("https://example.org/sub/", "https://example.org/sub/guide/#t-case"),
    ):
        site = small.site(address, index="", guide='<figure id="t-case"></figure>')
        moved.write(site)
        found = soup(site, "old/index.html")
        assert attribute(found.html, "lang") == "en"
        assert attribute(found.select_one("link[rel=canonical]"), "href") == canonical
        assert found.title is not None
        assert found.title.get_text() == "Guide – Small"
        assert target(site, "old/index.html") == ("guide/index.html", "t-case")
        assert target(site, "e/t/old/index.html") == ("e/t/case/index.html", "")
    home = attribute(soup(site, "home/index.html").select_one("link[rel=canonical]"), "href")
    assert home == "https://example.org/sub/"


def test_markdown_leads_on(small: Small) -> None:
    """The Markdown of what moved names that of what it became, which is where it says."""
    small.example()
    small.write(moved.NAME, '"e/t/old/" = "e/t/case/"\n"old/" = "guide/#t-case"\n"home/" = "./"')
    for address in ("", "https://example.org/sub/"):
        site = small.site(address, index="", guide='<figure id="t-case"></figure>')
        for step in (example_pages, moved, markdown):
            step.write(site)
        for old, new in {
            "e/t/old.md": ("case.md", "e/t/case.md"),
            "old/index.md": ("../guide/index.md#t-case", "guide/index.md#t-case"),
            "home/index.md": ("../index.md", "index.md"),
        }.items():
            text = (site.folder / old).read_text("utf-8")
            assert f"({address + new[1] if address else new[0]})" in text, text
            assert (site.folder / new[1].partition("#")[0]).is_file() or old.startswith("e/")


def test_only_what_is_shown(small: Small) -> None:
    """An example that no page shows has no address."""
    small.example()
    site = small.site(guide="")
    for step in (example_pages.write, downloads.write):
        step(site)
    assert not (site.folder / "e").exists()


def test_downloads(site: Site, library: Library) -> None:
    """Each file can be downloaded as it is, byte for byte, and what it needs is beside it."""
    for example in library.examples():
        saved = site.folder / example.download
        assert saved.read_bytes() == example.path.read_bytes()
        for name, _ in example.support:
            assert (saved.parent / name).read_bytes() == (example.path.parent / name).read_bytes()


def test_support_files(small: Small) -> None:
    """What an example needs beside it is beside its download, and Windows' line ends stay."""
    small.write("snippets/t/helper.py", "x = 1\r\n")
    small.example(more='#\n# [tool.example]\n# support = ["helper.py"]\n')
    site = small.site(guide='<figure id="t-case"></figure>')
    downloads.write(site)
    assert (site.folder / "e/t/helper.py").read_bytes() == (
        small.root / "snippets/t/helper.py"
    ).read_bytes()
    assert (site.folder / "e/t/case.py").is_file()
    assert "e/t/helper.py" in moved.published(site)


def test_citable(small: Small) -> None:
    """Headings, examples, points and anchors can be cited; lines, captions and menus can't."""
    small.example()
    site = small.site(
        index='<h1 id="home">',
        guide="""
            <h2 class="x" id="part"><a id="anchor"></a><figure class="example" id="t-case">
            <figcaption id="t-case-caption"><a id="t-case-L7" href="#t-case-L7"></a><b id="R601">
            <summary id="t-case-timeline-trio-words"><input id="filter"><h3 id="a&amp;b"></h3>
        """,
    )
    guide = {"", "#part", "#anchor", "#t-case", "#R601", "#a&b"}
    assert {*moved.published(site)} == {
        *(f"guide/{each}" for each in guide),
        *("./", "./#home", "e/t/case/", "e/t/case.py"),
    }


FAULTS = {
    "nowhere": ('\n"old/" = "new/"', 2, "new/ doesn't exist"),
    "no such id": ('"old/" = "guide/#other"', 1, "guide/#other doesn't exist"),
    "what is there": ('"guide/#part" = "guide/"', 1, "guide/#part is there"),
    "a page that is there": ('"guide/" = "./"', 1, "guide/ is there"),
    "an example that is there": ('"e/t/case/" = "guide/"', 1, "e/t/case/ is there"),
    "a circle": ('"a/" = "b/"\n"b/" = "a/"', 1, "in a circle: b/ to a/ to b/"),
    "itself": ('"a/" = "a/"', 1, "in a circle: a/ to a/"),
    "two steps": ('# x\n"a/" = "b/"\n"b/" = "guide/"', 2, "b/ leads on to guide/"),
    "no page to lead on from": ('"gone/#x" = "guide/"', 1, "no page gone/ to lead on from"),
    "a file to a page": ('"e/t/old.py" = "e/t/case/"', 1, "a file can't lead to a page"),
    "no address": ('"a/" = 1', 1, "it isn't an address in quotes"),
    "no TOML": ('"a/" = "guide/"\n"b/" =', 2, "it is not TOML"),
}


@pytest.mark.parametrize(("text", "line", "reason"), FAULTS.values(), ids=FAULTS)
def test_faults(small: Small, text: str, line: int, reason: str) -> None:
    """What is wrong in `redirects.toml` is named with its file and line."""
    small.example()
    small.write(moved.NAME, text)
    site = small.site(index="", guide='<h2 id="part"></h2><figure id="t-case"></figure>')
    with pytest.raises(Problem) as caught:
        moved.write(site)
    assert reason in caught.value.reason
    assert (caught.value.path, caught.value.line) == (Path(moved.NAME), line)
    assert caught.value.remedy


def test_moves(small: Small) -> None:
    """A page that moved leads on, with its parts; a file that moved is at both addresses."""
    small.example()
    small.write(
        moved.NAME,
        """
        "old/" = "guide/"
        "old/#a" = "guide/#part"
        "index.html.old" = "guide/#part"
        "e/t/before/" = "e/t/case/"
        "e/t/before.py" = "e/t/case.py"
        "guide/#gone" = "guide/#part"
        """,
    )
    site = small.site(index="", guide='<h2 id="part"></h2><figure id="t-case"></figure>')
    for _ in range(2):  # a builder that serves the site publishes it again and again
        moved.write(site)
    assert target(site, "old/index.html") == ("guide/index.html", "")
    found = attribute(soup(site, "old/index.html").html, "data-moved")
    assert json.loads(found) == {"a": "../guide/#part"}
    assert target(site, "index.html.old") == ("guide/index.html", "part")
    assert target(site, "e/t/before/index.html") == ("e/t/case/index.html", "")
    assert (site.folder / "e/t/before.py").read_bytes() == (
        small.root / "snippets/t/case.py"
    ).read_bytes()
    script_file = (site.folder / "assets/moved.js").read_text("utf-8")
    assert '"guide/#gone": "guide/#part"' in script_file
    assert '"guide/": ["t-case"]' in script_file


LOST = {
    "guide/": False,
    "guide/#part": False,
    "guide/#t-case-L7": True,
    "index/": True,
    "./#t-case": False,
    "./#t-other": True,
    "./#gone": True,
    "old/": False,
    "old/#a": False,
    "old/#part": False,
    "old/#b": True,
    "other/#t-case": True,
    "e/t/case/": False,
    "e/t/other/": True,
    "r/R601/": True,
}
"""Addresses that were published, and whether they are lost on the site of the next test."""


def test_lost(small: Small) -> None:
    """An address is lost if it isn't there, no redirect leads on, and no page knows its id.

    An example may move to another page without a redirect: each page finds it.
    """
    small.example()
    small.write(moved.NAME, '"old/" = "guide/"\n"old/#a" = "guide/#part"')
    site = small.site(index="", guide='<h2 id="part"></h2><figure id="t-case"></figure>')
    assert {each: each in moved.lost(LOST, site) for each in LOST} == LOST
