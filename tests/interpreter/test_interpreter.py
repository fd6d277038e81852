"""The interpreter as a build finds it: what it was made of, its size, and a site without one."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import shutil
from importlib.metadata import version
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from helpers import toy
from helpers.prepared import prepared
from helpers.site_builder import build, project, snippet, use

from anyio_by_example.interpreter import preparing
from anyio_by_example.interpreter.compressing import packed
from anyio_by_example.interpreter.distributions import ENVIRONMENT
from anyio_by_example.interpreter.interpreter import WITHOUT, Interpreter, MissingError
from anyio_by_example.interpreter.node import Node
from anyio_by_example.interpreter.preparing import FACTS, LOADED, PACKED, source
from anyio_by_example.library.library import Library
from anyio_by_example.problem import Problem
from anyio_by_example.publishing import run_here
from anyio_by_example.publishing.site import Site

HERE = preparing._HERE

LARGEST = 4_500_000
"""Bytes that a first run may load."""


def test_lock() -> None:
    """What comes from npm is pinned by its bytes, and by no address: any mirror will do."""
    package = json.loads((HERE / "package.json").read_text("utf-8"))
    text = (HERE / "package-lock.json").read_text("utf-8")
    lock = json.loads(text)
    assert lock["lockfileVersion"] == 3
    assert "resolved" not in text
    assert "http" not in re.sub(r'"url": "https://\S+"', "", text)
    root = lock["packages"].pop("")
    assert root["dependencies"] == package["dependencies"]
    for name, wanted in package["dependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", wanted), name
        assert lock["packages"][f"node_modules/{name}"]["version"] == wanted
    for name, entry in lock["packages"].items():
        assert re.fullmatch(r"sha512-[\w+/]{86}==", entry["integrity"]), name


def test_environment_is_that_of_the_interpreter() -> None:
    """What packages are chosen by is what the interpreter is."""
    facts = json.loads((prepared().folder / FACTS).read_text("utf-8"))
    assert ENVIRONMENT["python_full_version"] == facts["versions"]["Python"]
    assert ENVIRONMENT["python_version"] == facts["versions"]["Python"].rpartition(".")[0]
    package = json.loads((HERE / "package.json").read_text("utf-8"))
    assert facts["versions"] == {
        "Python": ENVIRONMENT["python_full_version"],
        "AnyIO": version("anyio"),
        "Trio": version("trio"),
        "Pyodide": package["dependencies"]["pyodide"],
    }


def test_size() -> None:
    """What is said to be loaded, by size and hash, is; and a first run loads at most 4.5 MB."""
    interpreter = prepared()
    sizes = {file.name: file.stat().st_size for file in interpreter.files}
    assert interpreter.bytes == sum(sizes[packed(name)] for name in LOADED) <= LARGEST
    facts = json.loads((interpreter.folder / FACTS).read_text("utf-8"))
    parts = [file for file in interpreter.files if file.suffix in (".gz", ".zst")]
    assert facts["files"] == {file.stem: sizes[file.name] for file in parts}
    arrives = {}
    for file in parts:
        content = file.read_bytes()
        for name, data in {file.name: content, file.stem: toy.unpack(content)}.items():
            arrives[name] = [len(data), hashlib.sha256(data).hexdigest()]
    assert facts["arrives"] == arrives


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an interpreter that was made from what is there now."""
    facts = {"source": source(), "content": "abc", "bytes": 1, "versions": {"Python": "3.14"}}
    facts["hashes"] = {"engine.js.gz": hashlib.sha256(b"engine").hexdigest()}
    folder = tmp_path / ".interpreter"
    folder.mkdir()
    (folder / "engine.js.gz").write_bytes(b"engine")
    (folder / FACTS).write_text(json.dumps(facts), "utf-8")
    return folder


def test_find(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interpreter is found with what is said of it; a site needs what a first run loads."""
    monkeypatch.delenv(WITHOUT, raising=False)
    node = Node("node", "--permission")
    monkeypatch.setattr(Node, "find", lambda: node)
    found = Interpreter.find(folder)
    assert found == Interpreter(folder, "abc", 1, {"Python": "3.14"}, node)
    names = {file.name for file in found.files}
    assert names == {FACTS, "editor.js", *PACKED}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            "none",
            "there is no interpreter in .interpreter/; `make interpreter` makes it, with Node",
        ),
        ("cut", "there is no interpreter in .interpreter/; `make interpreter` makes it, with Node"),
        ("stale", "in .interpreter/ is out of date; `make interpreter` makes it, with Node"),
        ("unwanted", "WITHOUT_INTERPRETER is set"),
        ("no Node", "Node isn't installed, in which examples are tried"),
    ],
)
def test_missing(change: str, reason: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is none, it's said why, and what helps."""
    monkeypatch.delenv(WITHOUT, raising=False)
    if change == "none":
        shutil.rmtree(folder)
    elif change == "cut":
        (folder / FACTS).write_text('{"source": "', "utf-8")
    elif change == "stale":
        monkeypatch.setattr(preparing, "_KINDS", (".py",))
    elif change == "unwanted":
        monkeypatch.setenv(WITHOUT, "1")
    else:
        monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingError, match=re.escape(reason)):
        Interpreter.find(folder)


@pytest.mark.parametrize("content", [None, b"garbage"])
def test_damaged(content: bytes | None, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that a file is missing of, or damaged, is an error, before a site is made and after."""
    monkeypatch.delenv(WITHOUT, raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: name)
    found = Interpreter.find(folder)
    file = folder / "engine.js.gz"
    file.unlink() if content is None else file.write_bytes(content)
    said = re.escape(".interpreter/engine.js.gz:1: it isn't what was prepared")
    with pytest.raises(Problem, match=said):
        Interpreter.find(folder)
    library = Library(folder.parent / "snippets")
    library.interpreter = found
    site = Site(folder.parent / "site", folder.parent / "docs", "", "", "", [], library)
    with pytest.raises(Problem, match=said):
        run_here.write(site)
    assert not site.folder.exists()


def test_hashes() -> None:
    """Each file that a site needs of it is held against a hash, and so is what tries examples."""
    interpreter = prepared()
    facts = json.loads((interpreter.folder / FACTS).read_text("utf-8"))
    needed = {file.name for file in interpreter.files} - {FACTS}
    assert facts["hashes"].keys() == needed | {"trial.mjs"}


def test_site_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A site that is built without one is whole, has no word of it, and the log has one line."""
    caplog.set_level(logging.INFO)
    monkeypatch.delenv(WITHOUT, raising=False)
    root = project(tmp_path)
    shown = "```snippet\nt/case.py\n```\n\n```playground\nall\n```\n"
    (tmp_path / "docs" / "index.md").write_text(f"# Page\n\n{shown}", "utf-8")
    (root / "t" / "case.py").write_text(snippet("print(1)"), "utf-8")
    (root / "t" / "case.out").write_text("1\n", "utf-8", newline="\n")
    library = Library(root)
    use(library, monkeypatch)
    folder = build(tmp_path)
    said = [each.getMessage() for each in caplog.records if "Run here" in each.getMessage()]
    assert said == [
        'Without "Run here": there is no interpreter in .interpreter/; '
        "`make interpreter` makes it, with Node"
    ]
    assert not (folder / "run").exists()
    assert [*folder.glob("e/**/*.json")] == []
    page = BeautifulSoup((folder / "index.html").read_text("utf-8"), "html.parser")
    assert page.select_one(".example-output") is not None
    assert page.select("[data-action=here], [data-playground], a[href*=playground]") == []
    assert "there is no playground in it" in page.get_text()
    assert "It can't run on this page" not in page.get_text()
