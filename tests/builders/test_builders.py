"""Another builder than MkDocs makes the same site: Zensical, which shares no code with it."""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec

import pytest
from helpers.publication import published
from helpers.support import ROOT, Site, needs

from anyio_by_example.library.library import Library
from anyio_by_example.publishing.places import find_places

_PARTS = ("docs", "snippets", "src/anyio_by_example/theme", "src/anyio_by_example/publishing")
"""The folders that mkdocs.yml names."""

_OWN = {"assets/_mkdocstrings.css", "sitemap.xml", "sitemap.xml.gz"}
"""Files that are a builder's own, and that no page loads."""

_QUOTED = re.compile(r'="([^"\s>]*)"')
_LINK = re.compile(r"(\shref=)([^:#\s>]*)")


@pytest.fixture(scope="module")
def other(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site, built by Zensical and published."""
    there = find_spec("zensical")
    needs("Zensical", None if there else "`make builders` installs it, on Python 3.11 or newer")
    # it builds nowhere else than in the folder of mkdocs.yml
    root = tmp_path_factory.mktemp("zensical")
    for name in _PARTS:
        shutil.copytree(ROOT / name, root / name)
    for name in ("mkdocs.yml", "redirects.toml"):
        shutil.copyfile(ROOT / name, root / name)
    for folder in (library.store.folder, ROOT / ".interpreter"):
        if folder.is_dir():
            (root / folder.name).symlink_to(folder, target_is_directory=True)
    log = ""
    for command in (["zensical", "build", "--strict"], ["anyio_by_example", "publish", "site"]):
        result = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=root,
            env={**os.environ, "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        log += result.stdout + result.stderr
        assert result.returncode == 0, log
    return Site(root / "site", 0, log)


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


def test_pages(site: Site, other: Site, library: Library) -> None:
    """Every page is the same, in its frame and in its text, in its code and in its links."""
    pages = [page.file for page in published(site.folder, library).pages]
    assert len(pages) > 30
    for file in (*pages, "404.html"):
        expected, found = (
            said((each.folder / file).read_text("utf-8"), file) for each in (site, other)
        )
        differing = [(a, b) for a, b in zip(expected, found, strict=False) if a != b]
        assert differing[:1] == [], file
        assert len(found) == len(expected), file


def test_ids(site: Site, other: Site, library: Library) -> None:
    """Each page and each id on it has the address that it has by MkDocs."""
    expected, found = (
        find_places(published(each.folder, library)).addresses for each in (site, other)
    )
    assert len(expected) > 5000
    assert found == expected


def test_other_files(site: Site, other: Site) -> None:
    """What is published beside the pages is the same, byte for byte: the search's data too."""
    expected, found = (
        {
            file.relative_to(each.folder).as_posix(): file.read_bytes()
            for file in each.folder.rglob("*")
            if file.is_file()
        }
        for each in (site, other)
    )
    assert found.keys() - _OWN == expected.keys() - _OWN
    assert "assets/search-data.js" in found
    beside = {name for name in found if not name.endswith(".html")} - _OWN
    assert [name for name in beside if found[name] != expected[name]] == []
