"""Who saves a file under `mkdocs serve` sees it at once, as the whole site will show it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from helpers.few import few
from helpers.site_builder import CONFIG, project, snippet, use
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from anyio_by_example.builders.ahead import Ahead, Saves
from anyio_by_example.builders.partly import Partly
from anyio_by_example.builders.publish import Publish
from anyio_by_example.builders.rest import Rest, renew
from anyio_by_example.library.library import Library

_PATIENCE = 120.0
"""Seconds that a build may take beside other tests."""

_ADDRESS = "http://127.0.0.1:8000/"

OTHER = "# Other\n\n[The page](index.md#t-case), a [name][anyio.Lock].\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project of two pages, of which the first shows an example."""
    snippets = project(tmp_path)
    (snippets / "t" / "case.py").write_text(snippet('print("hello")'), "utf-8")
    (snippets / "t" / "case.out").write_text("hello\n", "utf-8", newline="\n")
    (tmp_path / "docs" / "other.md").write_text(OTHER, "utf-8")
    config = CONFIG.replace("[index.md]", "[index.md, other.md]")
    config = config.replace("watch: []", "watch: [snippets]")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    return tmp_path


def test_as_the_whole(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is built ahead is what a whole build makes of it, byte for byte."""
    few(tmp_path, library)
    monkeypatch.chdir(tmp_path)
    use(Library(tmp_path / "snippets"), monkeypatch)
    plugin, root = _whole(tmp_path), tmp_path / "site"
    whole = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    pages = [page.file for page in plugin.pages]
    assert len(pages) > 5
    for page in pages:
        (root / page.dest_uri).unlink()
        with plugin.partly.building(frozenset({page.src_uri})):
            build(_settings(tmp_path), serve_url=_ADDRESS)
        differing = [file for file, content in whole.items() if file.read_bytes() != content]
        assert differing == [], page.src_uri
    assert {file for file in root.rglob("*") if file.is_file()} == whole.keys()


@dataclass
class Looked:
    """An `Ahead` with a builder that only notes what it would build."""

    ahead: Ahead
    built: list[set[str]]
    """The pages, for each time that it built; none for all pages."""
    rests: list[str]
    """When the rest was begun and ended."""


@pytest.fixture
def looked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Looked]:
    """What watches the project, after a whole build of it."""
    monkeypatch.chdir(folder)
    use(Library(folder / "snippets"), monkeypatch)
    plugin, config = _whole(folder), _settings(folder)
    built: list[set[str]] = []
    rests: list[str] = []
    monkeypatch.setattr(Rest, "start", lambda *_: rests.append("begun"))
    monkeypatch.setattr(Rest, "stop", lambda _: rests.append("ended"))

    class Noting(Partly):
        def note(self) -> None:
            built.append(set(self._wanted))

    noting = Noting()
    noting.remember(plugin.pages, config)
    server = LiveReloadServer(noting.note, "127.0.0.1", 0, config.site_dir)
    with server:
        ahead = Ahead(server, config, noting.note, noting, Saves(config))
        yield Looked(ahead, built, rests)
        ahead.close()


def _write(name: str) -> Callable[[Path], object]:
    def write(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("# Something else\n", "utf-8")

    return write


def _replace(folder: Path) -> None:
    # as many editors save
    (folder / "new").write_text("# Something else\n", "utf-8")
    (folder / "new").replace(folder / "docs" / "other.md")


@pytest.mark.parametrize(
    ("save", "pages"),
    [
        (_write("docs/other.md"), {"other.md"}),
        (_replace, {"other.md"}),
        (_write("snippets/t/case.out"), {"index.md"}),
        (lambda folder: (folder / "snippets/t/case.py").unlink(), set()),
        (_write("docs/new.md"), set()),
        (lambda folder: (folder / "docs/other.md").unlink(), set()),
        (_write("docs/picture.png"), set()),
        (lambda folder: (folder / "mkdocs.yml").write_text(CONFIG), set()),
        # it was built when it was seen, and MkDocs tells of it later
        (lambda _: None, None),
        (_write("docs/.other.md.swp"), None),
        (_write("docs/other.md~"), None),
        (_write("docs/.obsidian/workspace.json"), None),
        (_write("snippets/__pycache__/case.pyc"), None),
    ],
)
def test_what_is_built(
    save: Callable[[Path], object], pages: set[str] | None, looked: Looked, folder: Path
) -> None:
    """Pages that show a file are built before the rest; of what may change more, all are at once.

    What editors write for themselves, and Python, isn't built at all.
    """
    save(folder)
    looked.ahead.build()
    assert looked.built == ([] if pages is None else [pages])
    expected = [] if pages is None else ["ended", "begun"] if pages else ["ended"]
    assert looked.rests == expected


def test_after_a_failure(looked: Looked, folder: Path) -> None:
    """After a build that failed, nothing is thought to be built, and all pages are built next."""
    usual, looked.ahead._builder = looked.ahead._builder, _fail
    _write("docs/other.md")(folder)
    with pytest.raises(ValueError, match="no"):
        looked.ahead.build()
    looked.ahead._builder = usual
    _write("docs/.other.md.swp")(folder)
    looked.ahead.build()
    _write("docs/other.md~")(folder)
    looked.ahead.build()
    assert looked.built == [set()]
    assert looked.rests == ["ended", "ended"]


def test_theme(folder: Path) -> None:
    """A part of the theme is seen too, for a server may be asked to watch it."""
    config = _settings(folder)
    config.theme.dirs.append(str(folder / "own"))
    (folder / "own").mkdir()
    saves = Saves(config)
    _write("own/foot.html")(folder)
    assert saves.take() == {folder / "own" / "foot.html"}


def test_not_readable(looked: Looked, folder: Path) -> None:
    """A page that nobody can read has all pages built, of which it's said, until it's mended."""
    (folder / "docs" / "index.md").write_bytes("caf\u00e9".encode("latin-1"))
    looked.ahead.build()
    _write("docs/index.md")(folder)
    looked.ahead.build()
    assert looked.built == [set(), {"index.md"}]


def _fail() -> None:
    raise ValueError("no")


def test_each_save_once(looked: Looked, folder: Path) -> None:
    """What was built isn't built again with what is saved next."""
    for name in ("docs/other.md", "docs/index.md"):
        _write(name)(folder)
        looked.ahead.build()
    assert looked.built == [{"other.md"}, {"index.md"}]
    assert looked.rests == ["ended", "begun"] * 2


@pytest.mark.parametrize(
    ("before", "after", "is_new"),
    [
        ({"a.html": "1", "b.js": "1"}, {"a.html": "1", "b.js": "1"}, False),
        ({"a.html": "1", "b.js": "1"}, {"a.html": "1", "b.js": "2"}, False),
        ({"a.html": "1", "b.js": "1"}, {"a.html": "2", "b.js": "1"}, True),
        ({"a.html": "1"}, {"a.html": "1", "deep/er/c.html": "1"}, True),
        ({"a.html": "1", "deep/c.html": "1"}, {"a.html": "1"}, True),
    ],
)
def test_renew(before: dict[str, str], after: dict[str, str], is_new: bool, tmp_path: Path) -> None:
    """The served folder holds then what was built, and it's known whether a page has changed."""
    root, built = tmp_path / "root", tmp_path / "built"
    for there, files in ((root, before), (built, after)):
        for name, text in files.items():
            (there / name).parent.mkdir(parents=True, exist_ok=True)
            (there / name).write_text(text, "utf-8")
    assert renew(root, built) is is_new
    found = {
        file.relative_to(root).as_posix(): file.read_text("utf-8")
        for file in root.rglob("*")
        if file.is_file()
    }
    assert found == after


def test_served(folder: Path) -> None:
    """A saved page and a saved example are served at once, and the search knows them later."""
    with _serving(folder) as (address, _):
        (folder / "docs" / "other.md").write_text(f"{OTHER}\nA sentence.\n", "utf-8")
        _wait(lambda: "A sentence." in _text(f"{address}other/"))
        _wait(lambda: "A sentence." in _text(f"{address}assets/search-data.js"))

        case = folder / "snippets" / "t" / "case"
        case.with_suffix(".out").write_text("hello\nagain\n", "utf-8", newline="\n")
        text = snippet('print("hello")\nprint("again")')
        case.with_suffix(".py").write_text(text, "utf-8")
        # the rest is ended by this save if it's still built
        _wait(lambda: "again\n" in _text(address))
        _wait(lambda: "again" in _text(f"{address}e/t/case/"))

        (folder / "docs" / "other.md").write_text(OTHER, "utf-8")
    said = (folder / "log").read_text("utf-8")
    assert "Building other.md first, then all pages" in said
    assert "Building index.md first, then all pages" in said
    assert "All pages are new now" in said
    assert "Traceback" not in said


def test_lost_id(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A link to an id that another page doesn't have is said before that page is built anew."""
    monkeypatch.chdir(folder)
    use(Library(folder / "snippets"), monkeypatch)
    plugin = _whole(folder)
    (folder / "docs" / "other.md").write_text("# Other\n\n[Nowhere](index.md#nowhere)\n", "utf-8")
    with plugin.partly.building(frozenset({"other.md"})):
        build(_settings(folder), serve_url=_ADDRESS)
    assert "'index.md' does not contain an anchor '#nowhere'" in caplog.text


def test_lost_heading(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A heading that has moved to another page is found there, and one that is gone nowhere."""
    monkeypatch.chdir(folder)
    use(Library(folder / "snippets"), monkeypatch)
    link, there = "[A heading][sought]", "\n## A heading { #sought }\n"
    index = (folder / "docs" / "index.md").read_text("utf-8")
    config = (folder / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(config.replace("other.md]", "other.md, third.md]"), "utf-8")
    (folder / "docs" / "third.md").write_text("# Third\n", "utf-8")
    (folder / "docs" / "other.md").write_text(f"# Other\n{there}", "utf-8")
    plugin = _whole(folder)
    for owner in ("", "third", "other", ""):
        for name in ("other", "third"):
            text = f"# {name.title()}\n{there if name == owner else ''}"
            (folder / "docs" / f"{name}.md").write_text(text, "utf-8")
            with plugin.partly.building(frozenset({f"{name}.md"})):
                build(_settings(folder), serve_url=_ADDRESS)
        (folder / "docs" / "index.md").write_text(f"{index}\n{link}\n", "utf-8")
        with plugin.partly.building(frozenset({"index.md"})):
            build(_settings(folder), serve_url=_ADDRESS)
        shown = (folder / "site" / "index.html").read_text("utf-8")
        assert (f"href={owner}/#sought" in shown) is bool(owner), owner
        assert shown.count("#sought") == bool(owner), owner


def test_fails_apart(folder: Path) -> None:
    """If all pages can't be built, that is said, and the single ones stay."""
    (folder / "site").mkdir()
    (folder / "docs" / "other.md").write_text("# Other\n\n[Nowhere](nowhere.md)\n", "utf-8")
    process = _rest(folder, strict=True)
    # who closes its input ends it
    assert process.wait(_PATIENCE) == 1
    _, said = process.communicate()
    assert "WARNING" in said
    assert "Doc file 'other.md' contains a link 'nowhere.md'" in said
    assert [*(folder / "site").iterdir()] == []


def test_ends_with_the_server(folder: Path) -> None:
    """What builds the rest ends, and changes nothing, when nobody holds its standard input."""
    (folder / "site").mkdir()
    for stdin, status, is_built in ((subprocess.DEVNULL, 1, False), (subprocess.PIPE, 0, True)):
        process = _rest(folder, stdin=stdin)
        assert process.wait(_PATIENCE) == status
        assert (folder / "site" / "index.html").exists() is is_built
        assert (folder / "mark").exists() is is_built
        process.communicate()


def test_ended_by_a_signal(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A server that is told to end, as by a service manager, leaves nothing that it has made."""
    temporary = tmp_path_factory.mktemp("temporary")
    with _serving(folder, TMPDIR=str(temporary)) as (address, server):
        (folder / "docs" / "other.md").write_text(f"{OTHER}\nA sentence.\n", "utf-8")
        _wait(lambda: "A sentence." in _text(f"{address}other/"))
        assert len([*temporary.iterdir()]) >= 3
        server.send_signal(signal.SIGTERM)
        assert server.wait(_PATIENCE) == 0
    assert [*temporary.iterdir()] == []


def test_saved_while_it_starts(folder: Path) -> None:
    """What is saved during the first build is built before anything is served."""
    config = (folder / "mkdocs.yml").read_text("utf-8")
    hooks = "import pathlib\ndef on_post_page(output, page, config):\n    "
    hooks += 'p = pathlib.Path(config.docs_dir, "other.md")\n    '
    hooks += 'if "A sentence." not in p.read_text():\n        p.write_text("# A sentence.\\n")\n'
    (folder / "hooks.py").write_text(hooks, "utf-8")
    (folder / "mkdocs.yml").write_text(f"{config}\nhooks: [hooks.py]\n", "utf-8")
    with _serving(folder) as (address, _):
        assert "A sentence." in _text(f"{address}other/")


def _rest(
    folder: Path, strict: bool = False, stdin: int = subprocess.PIPE
) -> subprocess.Popen[str]:
    """What builds all pages of a project."""
    order = {
        "package": "mkdocs",
        "file": str(folder / "mkdocs.yml"),
        "strict": strict,
        "use_directory_urls": True,
        "address": _ADDRESS,
        "root": str(folder / "site"),
        "mark": str(folder / "mark"),
    }
    command = [sys.executable, "-m", Rest.__module__, json.dumps(order), str(folder / "built")]
    return subprocess.Popen(command, cwd=folder, stdin=stdin, stderr=subprocess.PIPE, text=True)


def _whole(folder: Path) -> Publish:
    """Build all pages, as a server does first. Gives the plugin, which remembers them."""
    config = _settings(folder)
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url=_ADDRESS)
    return next(each for each in config.plugins.values() if isinstance(each, Publish))


def _settings(folder: Path) -> MkDocsConfig:
    config = load_config(str(folder / "mkdocs.yml"), strict=False, site_dir=str(folder / "site"))
    config.site_url = _ADDRESS
    return config


@contextmanager
def _serving(folder: Path, **environment: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve the project. Gives the address, and the process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "-a", f"127.0.0.1:{port}"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait(lambda: bool(_text(address)))
        yield address, server
    finally:
        server.kill()
        server.wait()


def _text(address: str) -> str:
    """What is served there; nothing if nobody serves."""
    try:
        with urlopen(address, timeout=_PATIENCE) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def _wait(is_there: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not is_there():
        assert time.monotonic() < end
        time.sleep(0.1)
