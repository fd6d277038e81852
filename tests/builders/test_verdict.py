"""Nothing that is wrong gets published: every kind of build ends, says where, and leaves the site.

The kinds of faults are built by MkDocs in this process, with its log silenced as by `-q`; a broken
example is built in every way there is, as authors do it.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import mkdocs
import pytest
from helpers.site_builder import CONFIG, build, project, snippet, use
from helpers.support import ROOT, needs
from mkdocs.exceptions import Abort

from anyio_by_example import publishing
from anyio_by_example.library.library import Library
from anyio_by_example.problem import Problem
from anyio_by_example.publishing.site import Site

FENCE = "```snippet\nt/case.py\n```\n"
PAGES = {"index.md": f"# Page\n\n{FENCE}", "other.md": "# Other\n\nText.\n"}


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by their paths there."""
    found = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of two pages and an example, and its site."""
    folder = tmp_path_factory.mktemp("project")
    snippets = project(folder)
    (snippets / "t" / "case.py").write_text(snippet('print("hello")'), "utf-8")
    (snippets / "t" / "case.out").write_text("hello\n", "utf-8", newline="\n")
    for name, text in PAGES.items():
        (folder / "docs" / name).write_text(text, "utf-8")
    config = CONFIG.replace("[index.md]", "[index.md, other.md]")
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        use(Library(snippets), patch)
        patch.chdir(folder)
        build(folder)
    return folder


@pytest.fixture
def folder(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to spoil, with a file that only this site has."""
    copy = tmp_path / "copy"
    shutil.copytree(good, copy)
    (copy / "site" / "stands").write_text("the last good one", "utf-8")
    monkeypatch.chdir(copy)
    use(Library(copy / "snippets"), monkeypatch)
    return copy


@pytest.fixture
def silenced() -> Iterator[None]:
    """MkDocs's log at the level that `-q` gives it."""
    logger = logging.getLogger(mkdocs.__name__)
    level = logger.level
    logger.setLevel(logging.ERROR)
    yield
    logger.setLevel(level)


def write(name: str, text: str) -> Callable[[Path], None]:
    """What writes a file of a project."""

    def spoil(folder: Path) -> None:
        (folder / name).write_text(text, "utf-8")

    return spoil


RAISES = write("snippets/t/case.py", snippet('raise ValueError("boom")'))

KINDS: dict[str, tuple[Callable[[Path], None], str]] = {
    "it prints something else": (
        write("snippets/t/case.py", snippet('print("else")')),
        "snippets/t/case.out:1: ",
    ),
    "it was not reviewed": (
        lambda folder: (folder / "snippets/t/case.out").unlink(),
        "snippets/t/case.out:1: ",
    ),
    "it isn't there": (
        lambda folder: (folder / "snippets/t/case.py").unlink(),
        "docs/index.md:3: there is no snippet t/case.py",
    ),
    "a fence has an option": (
        write("docs/other.md", "# Other\n\n```snippet a\nt/case.py\n```\n"),
        "docs/other.md:3: this fence takes no options",
    ),
    "a fence of another kind fails": (
        write("docs/other.md", "# Other\n\n```api\nnone\n```\n"),
        "docs/other.md:3: there are no examples in snippets/none/",
    ),
    "a fence isn't closed": (
        write("docs/other.md", "# Other\n\n- Text.\n\n    ```snippet\n    t/case.py\n\nText.\n"),
        "docs/other.md:5: this fence has no end",
    ),
    "a fence isn't seen as one": (
        write("docs/other.md", f"# Other\n\n<pre>\n{FENCE.replace('```', '~~~', 1)}</pre>\n"),
        "docs/other.md:4: this fence has no end",
    ),
    "a fence stands in a comment": (
        write("docs/index.md", f"# Page\n\n<!--\n{FENCE}-->\n"),
        "docs/index.md:4: the built page doesn't show t/case.py",
    ),
    "a fence asks to be run": (
        write("docs/other.md", '# Other\n\n```python exec="on"\nprint("ran" * 2)\n```\n'),
        "docs/other.md:3: what this fence prints would be on the page without",
    ),
    "a link is broken": (write("docs/other.md", "# Other\n\n[x](none.md)\n"), "'none.md'"),
    "an id is missing": (write("docs/other.md", "# Other\n\n[x](index.md#no)\n"), "'index.md#no'"),
    "a name has no entry": (write("docs/other.md", "# Other\n\n[`x`][anyio.no]\n"), "'anyio.no'"),
    "an entry isn't there": (write("docs/other.md", "# Other\n\n::: anyio.no\n"), "anyio.no"),
}
"""How a project is spoilt, and what is said of it."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.usefixtures("silenced")
def test_kinds(kind: str, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever is wrong ends a build, is said where log levels end, and leaves the last site."""
    spoil, said = KINDS[kind]
    spoil(folder)
    before = files(folder / "site")
    caplog.set_level(logging.NOTSET)
    with pytest.raises(Abort):
        build(folder)
    assert said in caplog.text
    assert "ranran" not in caplog.text
    assert files(folder / "site") == before
    assert {each.name for each in folder.iterdir() if each.name.startswith(".")} == {".recordings"}


@pytest.mark.parametrize(
    "wrong",
    [Problem(Path("docs/glossary.md"), 3, "a term has no id", "give it one"), OSError("disk full")],
    ids=lambda wrong: type(wrong).__name__,
)
def test_step_fails(
    wrong: Exception,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A step of publishing that fails ends a build, and leaves the last site."""

    def fail(_: Site) -> None:
        raise wrong

    steps = publishing._STEPS
    monkeypatch.setattr(publishing, "_STEPS", (*steps[:-1], fail, steps[-1]))
    before = files(folder / "site")
    with pytest.raises((Abort, OSError)) as caught:
        build(folder)
    assert str(wrong) in caplog.text + str(caught.value)
    assert files(folder / "site") == before
    assert not [*folder.glob(".site*")]


@pytest.mark.usefixtures("silenced")
def test_no_strict(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A build that isn't strict fails, too; what it passes are warnings of MkDocs's own."""
    write("docs/other.md", "# Other\n\n[x](none.md)\n")(folder)
    build(folder, strict=False)
    assert not (folder / "site" / "stands").exists()
    RAISES(folder)
    before = files(folder / "site")
    with pytest.raises(Abort):
        build(folder, strict=False)
    assert "snippets/t/case.py:6: on asyncio: it raised ValueError: boom" in caplog.text
    assert files(folder / "site") == before


def test_served(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A server goes on: one page shows the error, every other one a banner that says it."""
    RAISES(folder)
    build(folder, strict=False, served=True)
    said = "snippets/t/case.py:6: on asyncio: it raised ValueError: boom"
    assert said in caplog.text
    pages = [(folder / "site" / name).read_text() for name in ("index.html", "other/index.html")]
    for page, title in zip(
        pages, ("This can't be shown", "This site can't be published"), strict=True
    ):
        assert page.count(said) == 1
        assert page.count('false problem"') == 1
        assert title in page.replace("&#39;", "'")
        assert "Content-Security-Policy" in page
    beside = {n: c for n, c in files(folder / "site").items() if not n.endswith(".html")}
    assert "index.md" not in beside
    assert [name for name, content in beside.items() if b"boom" in content] == []

    write("snippets/t/case.py", snippet('print("hello")'))(folder)
    build(folder, strict=False, served=True)
    assert "problem" not in (folder / "site" / "other" / "index.html").read_text("utf-8")
    assert "hello" in (folder / "site" / "index.md").read_text("utf-8")


WAYS = {
    "mkdocs build -q": ["mkdocs build -q"],
    "properdocs build -q": ["properdocs build -f mkdocs.yml -q"],
    "zensical build": ["zensical build --strict --clean", "anyio_by_example publish .built site"],
    "zensical in one": ["anyio_by_example publish --build-by zensical .built site"],
}
"""The commands of each way to build."""


@pytest.mark.alike(3)
@pytest.mark.parametrize("way", WAYS)
def test_ways(way: str, folder: Path) -> None:
    """In whatever way a site is built, a broken example ends it, and standard error names it."""
    program = way.partition(" ")[0]
    there = find_spec(program)
    needs(program, None if there else "`make builders` installs it, on Python 3.11 or newer")
    # Zensical reads no other file
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    parts = ROOT / "src" / "anyio_by_example"
    text = text.replace("src/anyio_by_example", parts.as_posix())
    nav, plugins = text.index("nav:"), text.index("plugins:")
    text = f"{text[:nav]}nav: [index.md, other.md]\n{text[plugins:]}"
    (folder / "mkdocs.yml").write_text(text.replace("redirects.toml, ", ""), "utf-8")
    RAISES(folder)
    before = files(folder / "site")
    said, status = "", 0
    for command in WAYS[way]:
        result = subprocess.run(
            [sys.executable, "-m", *command.split()],
            cwd=folder,
            env={**os.environ, "SITE_DIR": ".built" if program == "zensical" else "site"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        said, status = said + result.stderr, result.returncode
    assert status != 0
    assert "snippets/t/case.py:6: on asyncio: it raised ValueError: boom" in said
    assert files(folder / "site") == before
    assert not [*folder.glob(".site*")]


def test_make() -> None:
    """What `make` does for Zensical is what `publish` says, and nothing is left of its folder."""
    recipe = (ROOT / "Makefile").read_text("utf-8").partition("($(BUILDER),zensical)")[2]
    recipe = recipe.partition("else")[0]
    assert "trap 'rm -rf \"$$folder\"' EXIT" in recipe
    assert recipe.count(" && ") == 2
    assert 'publish --build-by zensical "$$folder" site' in recipe
