"""One page is served alone, in little time and without what other pages would be needed for."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.site_builder import CONFIG, build, project, snippet, use
from mkdocs.exceptions import Abort

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
    assert "A sentence." not in (site / "guide/other/index.html").read_text("utf-8")
    assert not (site / "index.html").exists()
    assert [each.message for each in caplog.records if each.levelname in {"WARNING", "ERROR"}] == []
    assert "Only http://127.0.0.1:8000/guide/other/ is there" in caplog.text

    (folder / "docs/guide/other.md").write_text("# Other\n\nA sentence.\n", "utf-8")
    build(folder, served=True)
    assert "A sentence." in (site / "guide/other/index.html").read_text("utf-8")


def test_what_is_wrong_with_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What is wrong with the page itself is said as it is of a whole site."""
    (folder / "snippets/t/case.out").write_text("something else\n", "utf-8", newline="\n")
    monkeypatch.setenv("SERVED_PAGE", "index.md")
    site = build(folder, strict=False, served=True)
    assert "snippets/t/case.out:1: " in caplog.text
    assert "This can&#39;t be shown" in (site / "index.html").read_text("utf-8")


def test_no_such_page(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A page that isn't there is an error that says how to name one."""
    monkeypatch.setenv("SERVED_PAGE", "locks")
    with pytest.raises(Abort):
        build(folder, served=True)
    assert (
        "there is no page docs/locks.md; name one as in `make serve PAGE=timeouts`" in caplog.text
    )


def test_a_build_is_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a server leaves pages out: a build has all of them, whatever is in the environment."""
    # what has a name of AnyIO's is the reference, which isn't there
    text = PAGES["guide/other.md"].replace("[name][anyio.Lock]", "name")
    (folder / "docs/guide/other.md").write_text(text, "utf-8")
    monkeypatch.setenv("SERVED_PAGE", "guide/other")
    site = build(folder)
    assert (site / "index.html").exists()
    assert (site / "guide/other/index.html").exists()
