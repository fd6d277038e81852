"""Style sheets, scripts and pages without what only authors read: they mean the same."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from helpers.support import ROOT, Site, needs
from rcssmin import cssmin
from rjsmin import jsmin

from anyio_by_example.publishing import assets
from anyio_by_example.publishing.compact import compacted

SOURCES = ROOT / "src" / "anyio_by_example" / "publishing"
TIMELINES = ROOT / "src" / "anyio_timeline"
PARTS = sorted(
    file
    for folder in (SOURCES, TIMELINES)
    for file in folder.rglob("*")
    if file.suffix in {".css", ".js"}
)
ESBUILD = ROOT / ".interpreter" / "npm" / "node_modules" / "esbuild" / "bin" / "esbuild"


def understood(text: str, kind: str) -> str:
    """What another tool, which parses it, makes of a style sheet or a script."""
    node = shutil.which("node")
    needs("esbuild", None if node and ESBUILD.is_file() else "`make interpreter` installs it")
    assert node
    command = [node, str(ESBUILD), "--minify", f"--loader={kind}"]
    result = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    # in the value of a variable it keeps spaces, which say nothing where it's used, as it keeps
    # the last semicolon of a rule that it doesn't know
    said = result.stdout
    return re.sub(r"(?<=[:,;]) |;(?=\s*\})", "", said) if kind == "css" else said


@pytest.mark.alike(4)
@pytest.mark.parametrize("file", PARTS, ids=lambda file: file.relative_to(ROOT / "src").as_posix())
def test_same(file: Path) -> None:
    """Without comments and spaces, each part means what it meant."""
    text, kind = file.read_text("utf-8"), file.suffix[1:]
    shorter = jsmin(text) if kind == "js" else cssmin(text)
    assert len(shorter) < len(text)
    assert understood(shorter, kind) == understood(text, kind)


def test_other_is_seen() -> None:
    """What a template inside another one loses would be seen."""
    nested = "x = `${all.map((each) => `${each.words} on ${each.name}`)}`"
    assert understood(jsmin(nested), "js") != understood(nested, "js")


def test_every_part_is_used() -> None:
    """Each file in the two folders is in one list, or comes with the search's data."""
    styles = {
        file.stem for file in PARTS if file.parent in (SOURCES / "styles", TIMELINES / "styles")
    }
    scripts = {file.stem for file in PARTS if file.parent == SOURCES / "scripts"}
    named = [*assets.STYLES, *assets.STYLES_OF_KINDS, *assets.STYLES_ON_DEMAND]
    assert sorted(named) == sorted(styles)
    named = [*assets.SCRIPTS, *assets.SCRIPTS_OF_KINDS, *assets.SCRIPTS_ON_DEMAND]
    of_search = ["finding", "known", "releases", "showing", "traceback", "vocabulary"]
    assert sorted([*named, *of_search]) == sorted(scripts)


@pytest.mark.parametrize(
    ("page", "sheets", "scripts"),
    [
        ("timeouts.md", ["site", "explained"], ["site"]),
        ("index.md", ["site", "home"], ["site"]),
        ("examples.md", ["site", "filter", "catalogue"], ["site", "filter", "catalogue"]),
        ("review.md", ["site", "filter", "points"], ["site", "filter", "points"]),
        ("reference/task-groups.md", ["site", "reference"], ["site"]),
    ],
)
def test_kinds(page: str, sheets: list[str], scripts: list[str], site: Site) -> None:
    """A page loads what all need and what those of its kind need; with each sheet its script."""
    head = site.page(page).head
    assert head
    found = [str(link["href"]) for link in head.select("head > link[rel=stylesheet]")]
    assert [Path(href).stem for href in found] == sheets
    assert [Path(str(each["src"])).stem for each in head.select("script[src]")] == scripts
    for href in found:
        assert (site.file(page).parent / href).is_file()


@pytest.mark.parametrize(
    ("html", "shorter"),
    [
        ('<p class="a">"b"</p>', '<p class=a>"b"</p>'),
        ('<p class="a b" id="c" title="">', '<p class="a b" id=c title="">'),
        ('<a href="../e/x/">x</a>', '<a href="../e/x/">x</a>'),
        ('<a href="../x/#y">x</a>', "<a href=../x/#y>x</a>"),
        ('<a href="x?a=b&amp;c">x</a>', '<a href="x?a=b&amp;c">x</a>'),
        ('<rect x="1" y="2"/>', '<rect x=1 y="2"/>'),
        ('<meta charset="utf-8"><link rel="icon">', '<meta charset="utf-8"><link rel="icon">'),
        ('<a class="autorefs autorefs-internal" href="#x">', "<a class=autorefs href=#x>"),
        ('<a class="autorefs autorefs-internal term" href="#x">', "<a class=term href=#x>"),
        ('<pre>a="b" &lt;c d="e" f&gt;</pre>', '<pre>a="b" &lt;c d="e" f&gt;</pre>'),
    ],
)
def test_compacted(html: str, shorter: str) -> None:
    """Quotes that HTML needs, and those in texts, stay."""
    assert compacted(html) == shorter
    same = html.replace(" autorefs-internal", "").replace("autorefs term", "term")
    assert BeautifulSoup(shorter, "html.parser") == BeautifulSoup(same, "html.parser")
