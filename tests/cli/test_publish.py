"""`publish`: the same site as MkDocs's plugin makes, and a line for each usual mistake."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from helpers.few import few
from helpers.site_builder import build, project, snippet, use
from helpers.support import ROOT, Site

from anyio_by_example.cli.main import main
from anyio_by_example.library.library import Library
from anyio_by_example.publishing import outline

_POLICY = re.compile(r'\n<meta http-equiv="Content-Security-Policy"[^>]*>')
_OF_THE_BUILDER = ("404.html", "objects.inv", "sitemap.xml", "sitemap.xml.gz")
_OF_THE_THEME = ("assets/icon.svg", "assets/_mkdocstrings.css")


def publish(*arguments: str) -> Result:
    """What the command does here."""
    return CliRunner().invoke(main, ["publish", *arguments])


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by their paths there."""
    found = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


@pytest.fixture
def plugins(
    library: Library,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """The site that MkDocs's plugin makes, of a few pages of each kind; with `--every`, of all.

    What is done is done in the folder of its project.
    """
    if request.config.getoption("every"):
        site: Site = request.getfixturevalue("site")
        monkeypatch.chdir(ROOT)
        return site.folder
    folder = tmp_path_factory.mktemp("few")
    few(folder, library)
    monkeypatch.chdir(folder)
    use(Library(folder / "snippets"), monkeypatch)
    return build(folder)


def test_as_the_plugin(plugins: Path, tmp_path: Path) -> None:
    """Of bare pages, it makes what MkDocs's plugin makes, byte for byte."""
    pages = [page.file for page in outline.read(Path("mkdocs.yml").resolve(), plugins).pages]
    for name in (*pages, *_OF_THE_BUILDER, *_OF_THE_THEME):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(plugins / name, file)
        if file.suffix == ".html":
            text = _POLICY.sub("", file.read_text("utf-8"))
            file.write_text(text, "utf-8", newline="\n")
    # what Zensical's own pages would load
    (tmp_path / "search.json").write_text("{}")
    (tmp_path / "assets" / "javascripts").mkdir()
    result = publish(str(tmp_path))
    assert (result.exit_code, result.output) == (0, "")
    expected, made = files(plugins), files(tmp_path)
    assert made.keys() == expected.keys()
    assert [name for name, content in expected.items() if made[name] != content] == []


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of two pages and an example, and its site as MkDocs built it."""
    folder = tmp_path_factory.mktemp("project")
    snippets = project(folder)
    (snippets / "t" / "case.py").write_text(snippet('print("hello")'), "utf-8")
    (snippets / "t" / "case.out").write_text("hello\n", "utf-8", newline="\n")
    (folder / "docs" / "other.md").write_text("# Other\n", "utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("[index.md]", "[index.md, other.md]"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        build(folder)
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to spoil."""
    copy = tmp_path / "copy"
    shutil.copytree(built, copy)
    monkeypatch.chdir(copy)
    return copy


def test_twice(folder: Path) -> None:
    """What was published can be published again, and stays the same."""
    before = files(folder / "site")
    assert publish("site").exit_code == 0
    assert files(folder / "site") == before


def test_builder_is_missing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A builder that isn't installed is said with a remedy, and nothing is published."""
    before = files(folder / "site")
    monkeypatch.setitem(sys.modules, "zensical", None)
    result = publish("--build-by", "zensical", "site")
    assert result.exit_code == 1
    assert "zensical isn't there; `make builders` installs it" in result.output
    assert files(folder / "site") == before


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        ("mv site away", "there is no folder site; build the site before you publish it"),
        ("rm site/index.html site/other/index.html", "site has no page of those that mkdocs.yml"),
        ("rm site/other/index.html", "site lacks other/index.html of 2 pages; build the whole"),
        ("mv site/other/index.html site/other.html", "other addresses than mkdocs.yml gives them"),
        ("mv mkdocs.yml zensical.toml", "'mkdocs.yml' does not exist"),
        ("mv docs pages", "docs"),
        ("rm snippets/t/case.py", "docs/index.md:3: there is no snippet t/case.py"),
        ("mv snippets/t/case.out snippets/t/else.out", "case.py"),
    ],
)
def test_mistakes(spoil: str, message: str, folder: Path) -> None:
    """A usual mistake is said in a line, with a remedy and a status; the folder stays as it was."""
    command, *names = spoil.split()
    if command == "mv":
        (folder / names[0]).rename(folder / names[1])
    else:
        for name in names:
            (folder / name).unlink()
    before = files(folder / "site")
    result = publish("site")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert message in result.stderr
    assert len(result.stderr.splitlines()) <= 2
    assert files(folder / "site") == before
