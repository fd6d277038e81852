"""When the interpreter is made anew, and what is said if it can't be."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from helpers.packages import Fake

from anyio_by_example.interpreter import preparing
from anyio_by_example.interpreter.distributions import closure
from anyio_by_example.interpreter.interpreter import Interpreter, MissingError
from anyio_by_example.interpreter.preparing import (
    EDITOR,
    EXTRAS,
    FACTS,
    PACKED,
    REQUIREMENTS,
    TRIAL,
    PreparingError,
    prepare,
    source,
)

PACKAGE = preparing._HERE.parent


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package, from which it's made."""
    folder = tmp_path / PACKAGE.name
    for each in (PACKAGE, PACKAGE.with_name("anyio_timeline")):
        ignored = shutil.ignore_patterns("__pycache__", "inventories")
        shutil.copytree(each, tmp_path / each.name, ignore=ignored)
    monkeypatch.setattr(preparing, "_SOURCES", tmp_path)
    monkeypatch.setattr(preparing, "_HERE", folder / "interpreter")
    return folder


def test_source_is_steady(copy: Path) -> None:
    """The same files give the same, wherever and however old; other files don't count."""
    before = source()
    os.utime(copy / "interpreter" / "engine.js", (0, 0))
    for name in ("cli/main.py", "publishing/run/runner.js", "running/guard.py"):
        assert (copy / name).is_file()
        (copy / name).write_text("changed", "utf-8")
    (copy / "interpreter" / "__pycache__").mkdir()
    (copy / "interpreter" / "__pycache__" / "pack.cpython-314.pyc").write_bytes(b"x")
    assert source() == before


def test_source_covers_all(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file that goes into it changes the hash, and so does each package's version."""
    packages = {name: closure(name) for name in (REQUIREMENTS, *EXTRAS.values())}
    monkeypatch.setattr(preparing, "closure", packages.get)
    inputs = [
        *(each for each in (copy / "interpreter").rglob("*") if each.is_file()),
        *(path for pattern in preparing._OWN for path in copy.parent.glob(pattern)),
    ]
    names = {path.relative_to(copy.parent).as_posix() for path in inputs}
    assert names >= {
        "anyio_by_example/clock.py",
        "anyio_by_example/interpreter/package-lock.json",
        "anyio_by_example/interpreter/inside/loops.py",
        "anyio_timeline/watching/waits.py",
    }
    before, seen = source(), set()
    for path in dict.fromkeys(inputs):
        text = path.read_bytes()
        path.write_bytes(text + b"\n")
        seen.add(source())
        path.write_bytes(text)
    assert len(seen - {before}) == len({*inputs})
    assert source() == before
    packages[REQUIREMENTS] = {**packages[REQUIREMENTS], "more": Fake()}
    monkeypatch.setattr(Fake, "version", "1")
    assert source() != before


def test_modules_that_go_with_it_are_enough(copy: Path) -> None:
    """The modules that go with it import no other one of our packages."""
    sources = copy.parent
    for pattern in preparing._OWN:
        assert [*sources.glob(pattern)], pattern
    own = {path for pattern in preparing._OWN for path in sources.glob(pattern)}
    ours = re.compile(r"(?m)^ *from (anyio_(?:by_example|timeline)[\w.]*) import")
    for path in own:
        for name in ours.findall(path.read_text()):
            module = sources.joinpath(*name.split("."))
            assert module.with_suffix(".py") in own or module / "__init__.py" in own, (path, name)


MADE = (TRIAL, EDITOR, *PACKED)
"""The files that are made, besides the one that says so."""


def no_process(*_: object, **__: object) -> None:
    """Fail, because a process was to be started."""
    raise AssertionError("a process was started")


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what was made from what is there now; to make it anew is seen."""
    monkeypatch.setattr(subprocess, "run", no_process)
    monkeypatch.setattr(shutil, "which", lambda name: name)
    for name in MADE:
        (tmp_path / name).write_text(name, "utf-8")
    hashes = {name: hashlib.sha256(name.encode()).hexdigest() for name in MADE}
    described = {"source": source(), "hashes": hashes}
    (tmp_path / FACTS).write_text(json.dumps(described), "utf-8")
    return tmp_path


def test_nothing_is_made_twice(made: Path) -> None:
    """If it's there and was made from the same, nothing is done."""
    assert prepare(made) is False
    assert {each.name for each in made.iterdir()} == {FACTS, *MADE}


@pytest.mark.parametrize("how", ["missing", "damaged"])
@pytest.mark.parametrize("name", MADE)
def test_what_is_damaged_is_made_anew(name: str, how: str, made: Path) -> None:
    """If a file of it is missing, or isn't what was made, it's made anew."""
    if how == "missing":
        (made / name).unlink()
    else:
        (made / name).write_text("x", "utf-8")
    with pytest.raises(AssertionError, match="a process was started"):
        prepare(made)


@pytest.mark.parametrize("there", [None, "{", '{"source": "another"}'])
def test_without_npm(there: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is nothing, or only a part of it, and no npm, that is said."""
    monkeypatch.setenv("PATH", "")
    if there is not None:
        (tmp_path / FACTS).write_text(there, "utf-8")
    with pytest.raises(PreparingError, match="npm isn't installed; it comes with Node"):
        prepare(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="needs a shell script")
def test_npm_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What npm says when it fails is passed on; what was there before stays."""
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho no network >&2\nexit 3\n", "utf-8")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    folder = tmp_path / "it"
    folder.mkdir()
    (folder / FACTS).write_text('{"source": "old"}', "utf-8")
    with pytest.raises(PreparingError, match=r"(?s)npm ci .* failed:.*no network"):
        prepare(folder)
    assert (folder / FACTS).read_text("utf-8") == '{"source": "old"}'
    assert (folder / "npm" / "package-lock.json").is_file()


def test_missing_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that isn't installed is named, by the command and by a build."""

    def missing(_: object) -> None:
        raise PackageNotFoundError("pluggy")

    (tmp_path / FACTS).write_text('{"source": ""}', "utf-8")
    monkeypatch.setattr(preparing, "closure", missing)
    with pytest.raises(PreparingError, match="pluggy isn't installed"):
        prepare(tmp_path)
    with pytest.raises(MissingError, match="pluggy isn't installed"):
        Interpreter.find(tmp_path)
