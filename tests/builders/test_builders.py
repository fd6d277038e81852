"""Another builder than MkDocs makes the same site: Zensical, which shares no code with it.

It's one of a few pages of each kind; with `--every`, it's the site.
"""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from helpers.few import few, whole
from helpers.support import Site, needs

from anyio_by_example.library.library import Library
from anyio_by_example.publishing import outline
from anyio_by_example.publishing.places import find_places
from anyio_by_example.publishing.site import Site as Published

_OWN = {"assets/_mkdocstrings.css", "sitemap.xml", "sitemap.xml.gz"}
"""Files that are a builder's own, and that no page loads."""

_QUOTED = re.compile(r'="([^"\s>]*)"')
_LINK = re.compile(r"(\shref=)([^:#\s>]*)")


@dataclass(frozen=True)
class Project:
    """A project, and its site as MkDocs builds it."""

    root: Path
    site: Path
    library: Library
    is_whole: bool
    """Whether it's that of the site itself."""

    def published(self, site: Path) -> Published:
        """What was built of it in a folder."""
        return replace(outline.read(self.root / "mkdocs.yml", site), library=self.library)


@pytest.fixture(scope="module")
def project(
    library: Library, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    """A few pages of each kind; with `--every`, all pages of the site."""
    root = tmp_path_factory.mktemp("project")
    if request.config.getoption("every"):
        site: Site = request.getfixturevalue("site")
        whole(root, library)
        return Project(root, site.folder, library, is_whole=True)
    few(root, library)
    run(root, "mkdocs build --strict --site-dir by-mkdocs")
    return Project(root, root / "by-mkdocs", Library(root / "snippets"), is_whole=False)


@pytest.fixture(scope="module")
def other(project: Project) -> Path:
    """Its site, built by Zensical and published."""
    there = find_spec("zensical")
    needs("Zensical", None if there else "`make builders` installs it, on Python 3.11 or newer")
    # it builds nowhere else than in the folder of mkdocs.yml
    for command in ("zensical build --strict", "anyio_by_example publish site"):
        run(project.root, command)
    return project.root / "site"


def run(root: Path, command: str) -> None:
    """Run a module in a project; it succeeds."""
    result = subprocess.run(
        [sys.executable, "-m", *command.split()],
        cwd=root,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def said(html: str, file: str) -> list[str]:
    """The lines of a page, as far as they say something to a browser.

    Builders may write an address or an apostrophe in another way, quote a value or not, and
    break lines elsewhere.
    """
    folder = posixpath.dirname(file)

    def whole(link: re.Match[str]) -> str:
        return link[1] + posixpath.normpath(posixpath.join("/", folder, link[2]))

    html = _LINK.sub(whole, _QUOTED.sub(r"=\1", html.replace("&#x27;", "&#39;")))
    return [line for line in map(str.strip, html.splitlines()) if line]


def test_pages(project: Project, other: Path) -> None:
    """Every page is the same, in its frame and in its text, in its code and in its links."""
    pages = [page.file for page in project.published(project.site).pages]
    assert len(pages) > (30 if project.is_whole else 8)
    for file in (*pages, "404.html"):
        expected, found = (
            said((folder / file).read_text("utf-8"), file) for folder in (project.site, other)
        )
        differing = [(a, b) for a, b in zip(expected, found, strict=False) if a != b]
        assert differing[:1] == [], file
        assert len(found) == len(expected), file


def test_ids(project: Project, other: Path) -> None:
    """Each page and each id on it has the address that it has by MkDocs."""
    expected, found = (
        find_places(project.published(folder)).addresses for folder in (project.site, other)
    )
    assert len(expected) > (5000 if project.is_whole else 200)
    assert found == expected


def test_other_files(project: Project, other: Path) -> None:
    """What is published beside the pages is the same, byte for byte: the search's data too."""
    expected, found = (
        {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in folder.rglob("*")
            if file.is_file()
        }
        for folder in (project.site, other)
    )
    assert found.keys() - _OWN == expected.keys() - _OWN
    assert "assets/search-data.js" in found
    beside = {name for name in found if not name.endswith(".html")} - _OWN
    assert [name for name in beside if found[name] != expected[name]] == []
