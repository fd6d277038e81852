"""One page is served alone, in little time and without what other pages would be needed for."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.site_builder import CONFIG, build, project, snippet, use
from helpers.support import ROOT
from mkdocs.exceptions import Abort

from anyio_by_example.examples.page import find_page
from anyio_by_example.library.library import Library

PAGES = {
    "index.md": "# Page\n\n```snippet\nt/case.py\n```\n",
    "guide/other.md": "# Other\n\n[The page](../index.md#t-case), a [name][anyio.Lock].\n",
}
REDIRECTS = '"guide/other/#before" = "./#t-case"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of two pages, of which the second leads to the first, and an example."""
    snippets = project(tmp_path)
    (snippets / "t" / "case.py").write_text(snippet('print("hello")'), "utf-8")
    (snippets / "t" / "case.out").write_text("hello\n", "utf-8", newline="\n")
    (tmp_path / "docs" / "guide").mkdir()
    for name, text in PAGES.items():
        (tmp_path / "docs" / name).write_text(text, "utf-8")
    config = CONFIG.replace("[index.md]", "[index.md, guide/other.md]")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    (tmp_path / "redirects.toml").write_text(REDIRECTS, "utf-8")
    (tmp_path / "docs" / "data.txt").write_text("1\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    use(Library(snippets), monkeypatch)
    return tmp_path


def test_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The page is there, no other is, and nothing is said of links that lead to others."""
    caplog.set_level("INFO")
    monkeypatch.setenv("SERVED_PAGE", "guide/other")
    site = build(folder, served=True)
    html = (site / "guide/other/index.html").read_text("utf-8")
    assert "A sentence." not in html
    assert "][anyio.Lock]" not in html
    assert (site / "data.txt").exists()
    assert (site / "assets/site.css").exists()
    assert not (site / "index.html").exists()
    assert [each.message for each in caplog.records if each.levelname in {"WARNING", "ERROR"}] == []
    assert "Only http://127.0.0.1:8000/guide/other/ is there" in caplog.text

    (folder / "docs/guide/other.md").write_text("# Other\n\nA sentence.\n", "utf-8")
    build(folder, served=True)
    assert "A sentence." in (site / "guide/other/index.html").read_text("utf-8")


def test_what_is_wrong_with_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What is wrong with an example is said as it is of a whole site, and so is a lost id."""
    (folder / "snippets/t/case.out").write_text("something else\n", "utf-8", newline="\n")
    text = PAGES["index.md"] + "\n[Nowhere](#nowhere)\n"
    (folder / "docs/index.md").write_text(text, "utf-8")
    monkeypatch.setenv("SERVED_PAGE", "index.md")
    site = build(folder, strict=False, served=True)
    assert "snippets/t/case.out:1: " in caplog.text
    assert "'#nowhere'" in caplog.text
    assert "This can&#39;t be shown" in (site / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("locks", "there is no page docs/locks.md; name one as in `make serve PAGE=timeouts`"),
        ("other", "there is no page docs/other.md, but guide/other; name one as in"),
    ],
)
def test_no_such_page(
    name: str,
    said: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A page that isn't there is an error that says how to name one."""
    monkeypatch.setenv("SERVED_PAGE", name)
    with pytest.raises(Abort):
        build(folder, served=True)
    assert said in caplog.text


@pytest.mark.parametrize("name", ["guide/other", "guide/other/", "docs/guide/other.md"])
def test_names(name: str, folder: Path) -> None:
    """A page may be named as its file or as its address."""
    assert find_page(folder / "docs", name).path == "guide/other.md"


def test_below_a_path(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says the address at which the server has the page."""
    caplog.set_level("INFO")
    monkeypatch.setenv("SITE_URL", "https://example.org/docs/")
    monkeypatch.setenv("SERVED_PAGE", "guide/other")
    build(folder, served=True)
    assert "Only http://127.0.0.1:8000/docs/guide/other/ is there" in caplog.text


def test_make() -> None:
    """`make serve PAGE=timeouts` names the page to the builder."""
    recipe = (ROOT / "Makefile").read_text("utf-8")
    assert "\nserve: export SERVED_PAGE := $(PAGE)\n" in recipe


def test_a_build_is_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a server leaves pages out: a build has all of them, whatever is in the environment."""
    # what has a name of AnyIO's is the reference, which isn't there
    text = PAGES["guide/other.md"].replace("[name][anyio.Lock]", "name")
    (folder / "docs/guide/other.md").write_text(text, "utf-8")
    monkeypatch.setenv("SERVED_PAGE", "guide/other")
    site = build(folder)
    assert (site / "index.html").exists()
    assert (site / "guide/other/index.html").exists()
