"""Links to names in the text of a page: found from anywhere, without a network, or an error."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from helpers.site_builder import build, project, snippet, use
from helpers.support import ROOT
from mkdocs.exceptions import Abort

from anyio_by_example.api.inventory import FOLDER, SITES, inventory
from anyio_by_example.library.library import Library
from anyio_by_example.recording.review import update


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one example, and a page of the reference."""
    snippets = project(tmp_path)
    (snippets / "t" / "case.py").write_text(
        snippet("\nimport anyio\n\nprint(anyio.run.__name__)"), "utf-8"
    )
    library = Library(snippets)
    # an entry shows the example that uses it
    example = library.example("t/case.py")
    library.names_in(example)
    library.record([example])
    update(example, library.recorded(example))
    use(library, monkeypatch)
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


@pytest.mark.alike(3)
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
