"""The interpreter: what goes into it, when it's made anew, and what a build says without one."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from helpers.prepared import FOLDER, prepared
from helpers.site_builder import build, project, snippet
from helpers.support import ROOT
from packaging.markers import default_environment
from packaging.requirements import Requirement

from anyio_by_example.builders import publish as plugin
from anyio_by_example.cli import interpreter as commands
from anyio_by_example.cli import main as cli
from anyio_by_example.interpreter import pack, preparing
from anyio_by_example.interpreter.distributions import ENVIRONMENT, closure, files
from anyio_by_example.interpreter.interpreter import WITHOUT, Interpreter, MissingError
from anyio_by_example.interpreter.preparing import (
    EXTRAS,
    FACTS,
    LOADED,
    REQUIREMENTS,
    PreparingError,
    prepare,
    source,
)
from anyio_by_example.library.library import Library
from anyio_by_example.pages import fence

HERE = preparing._HERE
PACKAGE = preparing._PACKAGE

LARGEST = 9_500_000
"""Bytes that a first run may load."""

# which packages


class Fake(Distribution):
    """An installed package that needs others."""

    def __init__(self, *needs: str) -> None:
        self.needs = needs

    @property
    def requires(self) -> list[str]:
        """What it needs."""
        return [*self.needs]

    def read_text(self, filename: str) -> str | None:
        """Nothing is known of it."""

    def locate_file(self, path: Any) -> Path:
        """It's nowhere."""
        return Path(path)


@pytest.mark.parametrize(
    ("requirements", "found"),
    [
        (["plain"], ["deep", "plain"]),
        (["plain[more]"], ["deep", "extra", "plain"]),
        (["plain[more,old]"], ["deep", "extra", "plain"]),
        (["marked"], ["browser", "marked", "new"]),
        (["Capital"], ["capital"]),
        (["around"], ["around", "deep", "plain", "extra"]),
        (["pinned>=1"], ["pinned"]),
    ],
)
def test_closure(
    requirements: list[str], found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a package needs goes with it, by the markers of a browser and the extras asked for."""
    packages = {
        "plain": Fake("deep", "extra; extra == 'more'", "old; extra == 'old' and os_name == 'nt'"),
        "deep": Fake("plain"),
        "extra": Fake(),
        "marked": Fake(
            "new; python_version >= '3.14'",
            "old; python_version < '3.14'",
            "browser; sys_platform == 'emscripten'",
            "old; sys_platform == 'linux'",
            "old; platform_python_implementation == 'PyPy'",
        ),
        "new": Fake(),
        "browser": Fake(),
        "Capital": Fake(),
        # with and without the extra
        "around": Fake("plain", "plain[more]"),
        "pinned": Fake(),
    }
    monkeypatch.setattr("anyio_by_example.interpreter.distributions.distribution", packages.get)
    assert [*closure(requirements)] == sorted(found)


def test_closure_of_what_is_there() -> None:
    """AnyIO and Trio come with what they need in a browser; pytest with what it needs besides."""
    base = closure(REQUIREMENTS)
    assert {"anyio", "trio", "attrs", "idna", "outcome", "sortedcontainers"} <= base.keys()
    assert "exceptiongroup" not in base
    for requirements in EXTRAS.values():
        assert base.keys() < closure(requirements).keys()
    assert {"pytest", "pluggy", "iniconfig"} <= closure(EXTRAS["pytest"]).keys()
    assert "colorama" not in closure(EXTRAS["pytest"])


def pinned() -> dict[str, str]:
    """The versions in requirements.txt that are for this Python."""
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    found = [Requirement(line) for line in lines if line and not line.startswith("#")]
    environment: Any = default_environment()
    return {
        each.name.lower().replace("_", "-"): str(each.specifier).removeprefix("==")
        for each in found
        if each.marker is None or each.marker.evaluate(environment)
    }


@pytest.mark.parametrize("requirements", [REQUIREMENTS, *EXTRAS.values()], ids=str)
def test_versions_are_pinned(requirements: tuple[str, ...]) -> None:
    """Each package has the version that is installed, which is the one that is pinned."""
    found = closure(requirements)
    for name, package in found.items():
        assert package.version == version(name) == pinned()[name.replace("_", "-")]


def test_only_what_is_of_use() -> None:
    """No tests, caches, types and compiled files go with the packages, nor what is beside them."""
    names = {name for package in closure(EXTRAS["pytest"]).values() for name, _ in files(package)}
    useless = re.compile(r"(^|/)_?tests?/|__pycache__|\.(pyc|pyi|typed|so|pyd|exe)$|^\.\.|/RECORD$")
    assert [name for name in names if useless.search(name)] == []
    assert {"anyio/__init__.py", "trio/_core/_run.py", "pygments/lexers/python.py"} <= names
    assert len([name for name in names if name.startswith("pygments/lexers/")]) < 10
    for package in closure(EXTRAS["pytest"]).values():
        assert all(path.is_file() for _, path in files(package))


ALONE = """
import sys
sys.path[:0] = sys.argv[1:]
import importlib.metadata
import anyio, trio
import anyio.streams.tls, anyio.pytest_plugin, anyio.from_thread, trio.testing

assert ".zip" in anyio.__file__ and ".zip" in trio.__file__

for backend in ("asyncio", "trio"):
    anyio.run(anyio.sleep, 0, backend=backend)
print(importlib.metadata.version("anyio"), importlib.metadata.version("trio"))

import pytest
print(sorted(each.name for each in importlib.metadata.entry_points(group="pytest11")))
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "--capture", "no", "test_it.py"]))
"""

TESTED = """
import anyio, pytest

@pytest.mark.anyio
async def test_it(anyio_backend_name):
    await anyio.sleep(0)
    print(anyio_backend_name)
"""


def test_all_that_is_needed_is_there(tmp_path: Path) -> None:
    """From the archives alone, AnyIO runs on both backends, and pytest finds AnyIO's plugin."""
    if sys.version_info < (3, 11) or sys.platform == "win32":
        pytest.skip("here AnyIO or Trio need a package that they don't need in a browser")
    base = closure(REQUIREMENTS)
    more = [each for name, each in closure(EXTRAS["pytest"]).items() if name not in base]
    preparing._archive(tmp_path / "packages.zip", base.values(), {})
    preparing._archive(tmp_path / "pytest.zip", more, {})
    (tmp_path / "test_it.py").write_text(TESTED, "utf-8")
    command = [sys.executable, "-I", "-S", "-B", "-c", ALONE, "packages.zip", "pytest.zip"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    versions, plugins, *ran = result.stdout.splitlines()
    assert versions == f"{version('anyio')} {version('trio')}"
    assert plugins == "['anyio']"
    assert {"asyncio", "trio"} <= {line.strip(".") for line in ran}


@pytest.mark.parametrize(
    ("requirements", "extras"),
    [
        (["anyio[trio]>=4"], []),
        (["anyio", "PyTest>=9"], ["pytest"]),
        (["pytest-xdist"], []),
        ([], []),
    ],
)
def test_extras(requirements: list[str], extras: list[str]) -> None:
    """An extra is loaded for a program whose header names it, and for no other."""
    assert preparing.extras_of(requirements) == extras


# what npm gives


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
    """What is said to be loaded is what is loaded, and a first run loads at most 9.5 MB."""
    interpreter = prepared()
    sizes = {file.name: file.stat().st_size for file in interpreter.files}
    assert interpreter.bytes == sum(sizes[f"{name}.gz"] for name in LOADED) <= LARGEST
    facts = json.loads((interpreter.folder / FACTS).read_text("utf-8"))
    assert facts["files"] == {
        name.removesuffix(".gz"): size for name, size in sizes.items() if name.endswith(".gz")
    }


# when it's made anew


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package, from which it's made."""
    folder = tmp_path / PACKAGE.name
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__", "inventories"))
    monkeypatch.setattr(preparing, "_PACKAGE", folder)
    monkeypatch.setattr(preparing, "_HERE", folder / "interpreter")
    return folder


def test_source_is_steady(copy: Path) -> None:
    """The same files give the same, wherever and however old; other files don't count."""
    before = source()
    os.utime(copy / "interpreter" / "engine.js", (0, 0))
    for name in ("cli.py", "publishing/run/runner.js", "timeline/story.py", "guard.py"):
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
        *(path for pattern in preparing._OWN for path in copy.glob(pattern)),
    ]
    names = {path.relative_to(copy).as_posix() for path in inputs}
    assert {"clock.py", "interpreter/package-lock.json", "interpreter/inside/loops.py"} <= names
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
    """The modules that go with it import no other one of this package."""
    for pattern in preparing._OWN:
        assert [*copy.glob(pattern)], pattern
    own = {path for pattern in preparing._OWN for path in copy.glob(pattern)}
    for path in own:
        for name in re.findall(r"(?m)^ *from (anyio_by_example[\w.]*) import", path.read_text()):
            parts = name.split(".")[1:]
            module = copy.joinpath(*parts)
            assert module.with_suffix(".py") in own or module / "__init__.py" in own, (path, name)


def no_process(*_: object, **__: object) -> None:
    """Fail, because a process was to be started."""
    raise AssertionError("a process was started")


def test_nothing_is_made_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it's there and was made from the same, nothing is done."""
    monkeypatch.setattr(subprocess, "run", no_process)
    (tmp_path / FACTS).write_text(json.dumps({"source": source()}), "utf-8")
    assert prepare(tmp_path) is False
    assert [each.name for each in tmp_path.iterdir()] == [FACTS]


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


# the archives


def zipped(file: Path, entries: dict[str, str], year: int = 2020) -> str:
    """An archive, made in some year."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in entries.items():
            archive.writestr(zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0)), text)
    return str(file)


SOURCES = {
    "asyncio/tasks.py": "def f():\n    raise ValueError\n",
    "used.py": "x = 1\n",
    "data.txt": "data",
    "unused.py": "y = 2\n",
    "folder/": "",
}


@pytest.mark.parametrize(
    ("name", "compiled", "packed"),
    [
        ("library.zip", ["used.py", "asyncio/tasks.py"],
         ["asyncio/tasks.py", "asyncio/tasks.pyc", "data.txt", "unused.py", "used.pyc"]),
        ("packages.zip", ["used.py"],
         ["asyncio/tasks.py", "data.txt", "unused.py", "used.py", "used.pyc"]),
        ("pytest.zip", None,
         ["asyncio/tasks.py", "asyncio/tasks.pyc", "data.txt", "unused.py", "unused.pyc",
          "used.py", "used.pyc"]),
    ],
)  # fmt: skip
def test_pack(name: str, compiled: list[str] | None, packed: list[str], tmp_path: Path) -> None:
    """What is used is compiled; sources stay but for those of the library that nobody is shown."""
    old, new = zipped(tmp_path / name, SOURCES), str(tmp_path / "new.zip")
    pack.pack(old, new, "/lib/it", compiled and [f"/lib/it/{each}" for each in compiled])
    with zipfile.ZipFile(new) as archive:
        assert sorted(archive.namelist()) == packed
        assert {each.compress_type for each in archive.infolist()} == {zipfile.ZIP_STORED}
        for entry in (each for each in packed if not each.endswith(".pyc")):
            assert archive.read(entry).decode() == SOURCES[entry]


def test_pack_is_steady(tmp_path: Path) -> None:
    """The same sources give the same bytes, in whatever order and however old they are."""
    made = []
    for number, entries in enumerate([[*SOURCES.items()], [*SOURCES.items()][::-1]]):
        old = zipped(tmp_path / f"{number}.zip", dict(entries), 2000 + number)
        pack.pack(old, str(tmp_path / "new.zip"), "/lib", None)
        made.append((tmp_path / "new.zip").read_bytes())
    assert made[0] == made[1]


def test_packed_modules_work(tmp_path: Path) -> None:
    """A compiled module is imported without its source, and says where it will be."""
    new = tmp_path / "new.zip"
    pack.pack(
        zipped(tmp_path / "library.zip", {"packed.py": "def f(): pass\n"}), str(new), "/p", None
    )
    program = "import sys; sys.path.insert(0, sys.argv[1]); import packed; print(packed.f.__code__)"
    command = [sys.executable, "-c", program, str(new)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert 'file "/p/packed.py"' in result.stdout


# what a build finds


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an interpreter that was made from what is there now."""
    facts = {"source": source(), "content": "abc", "bytes": 1, "versions": {"Python": "3.14"}}
    folder = tmp_path / ".interpreter"
    folder.mkdir()
    (folder / FACTS).write_text(json.dumps(facts), "utf-8")
    return folder


def test_find(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interpreter is found with what is said of it; a site needs what a first run loads."""
    monkeypatch.delenv(WITHOUT, raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: name)
    found = Interpreter.find(folder)
    assert found == Interpreter(folder, "abc", 1, {"Python": "3.14"})
    names = {file.name for file in found.files}
    assert names == {FACTS, "editor.js", "pytest.zip.gz", *(f"{name}.gz" for name in LOADED)}


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


def test_site_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A site that is built without one is whole, has no word of it, and the log has one line."""
    caplog.set_level(logging.INFO)
    monkeypatch.delenv(WITHOUT, raising=False)
    root = project(tmp_path)
    fences = "```snippet\nt/case.py\n```\n\n```playground\nall\n```\n"
    (tmp_path / "docs" / "index.md").write_text(f"# Page\n\n{fences}", "utf-8")
    (root / "t" / "case.py").write_text(snippet("print(1)"), "utf-8")
    (root / "t" / "case.out").write_text("1\n", "utf-8", newline="\n")
    library = Library(root)
    for module in (fence, plugin):
        monkeypatch.setattr(module, "default_library", lambda: library)
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


# the command


def invoke(monkeypatch: pytest.MonkeyPatch, root: Path, made: bool | PreparingError) -> Any:
    """What the command says when making it has an end like this."""

    def pretend(folder: Path) -> bool:
        assert folder == root / ".interpreter"
        if isinstance(made, PreparingError):
            raise made
        folder.mkdir(exist_ok=True)
        facts = {"bytes": 8_234_735, "versions": {"Python": "3.14.2", "AnyIO": "4.16.0"}}
        (folder / FACTS).write_text(json.dumps(facts), "utf-8")
        return made

    monkeypatch.setattr(commands, "default_library", lambda: Library(root / "snippets"))
    monkeypatch.setattr(commands, "prepare", pretend)
    return CliRunner().invoke(cli.main, ["interpreter"])


@pytest.mark.parametrize(("made", "state"), [(True, "prepared"), (False, "there already")])
def test_command(made: bool, state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command says what there is now, and how much a reader loads."""
    result = invoke(monkeypatch, tmp_path, made)
    said = f".interpreter/: {state}; Python 3.14.2, AnyIO 4.16.0; 8.23 MB to load\n"
    assert (result.exit_code, result.stdout) == (0, said)


def test_command_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong is an error of the command, without a traceback."""
    result = invoke(monkeypatch, tmp_path, PreparingError("npm isn't installed"))
    assert (result.exit_code, result.stderr) == (1, "Error: npm isn't installed\n")


def test_command_is_named() -> None:
    """The README and the Makefile name the command, and what it makes is kept out of git."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(r"(?m)^\t\$\(BIN\)/python -m anyio_by_example interpreter$", makefile)
    assert f"{FOLDER.name}/{FACTS}:" in makefile
    for target in ("serve", "site", "test", "shots", "bench"):
        assert re.search(rf"(?m)^{target}: .*\$\(INTERPRETER\)", makefile), target
    assert f" {FOLDER.name} " in re.search(r"(?m)^clean:\n\t(.+)$", makefile)[1]  # type: ignore[index]
    assert f"/{FOLDER.name}/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert WITHOUT in makefile
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "`make interpreter`" in readme
    assert "python -m anyio_by_example interpreter" in readme
