"""Environments: what uv is told, that what was made is used again, and that a failure says why."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest
from helpers.cells import COLUMN, examples
from helpers.recording import example
from helpers.support import needs
from helpers.uv import Uv

import anyio_by_example
from anyio_by_example.examples.example import Example
from anyio_by_example.matrix import environment
from anyio_by_example.matrix.column import OLDEST_TRIO, Column
from anyio_by_example.matrix.environment import Environments, UnavailableError, is_here
from anyio_by_example.matrix.outcome import AS_REVIEWED, MISSING
from anyio_by_example.matrix.trials import Trials, whole
from anyio_by_example.runtime import ASYNCIO, TRIO

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the uv that pretends is a script")

INSTALL = ("pip", "install", "--quiet", "--python")


def environments(tmp_path: Path) -> Environments:
    """The environments of a project whose examples need something besides AnyIO."""
    [plain] = examples(tmp_path, 1)
    file = plain.path.with_name("more.py")
    needs = '["anyio[trio]>=4.16", "httpx>=0.28", "trio>=0.35"]'
    file.write_text(plain.text.replace('["anyio[trio]>=4.16"]', needs), "utf-8")
    return Environments(tmp_path / "made", [plain, Example.load(plain.root, "t/more.py")])


def test_made(uv: Uv, tmp_path: Path) -> None:
    """One has a release of AnyIO, with what the recorder and the examples need besides."""
    python = environments(tmp_path).python("4.8.0", COLUMN)
    folder = tmp_path / "made" / "4.8.0-3.11"
    assert python == folder / "bin" / "python"
    assert uv.orders == [
        ["python", "find", "--no-python-downloads", "3.11"],
        ["venv", "--quiet", "--python", "/3.11", str(folder)],
        [*INSTALL, str(python), "anyio[trio]==4.8.0", "psutil", "uvloop", "httpx>=0.28"],
    ]
    [found] = folder.rglob("*.pth")
    assert (
        Path(found.read_text("utf-8").strip(), "anyio_by_example")
        == Path(anyio_by_example.__file__ or "").parent
    )


def test_used_again(uv: Uv, tmp_path: Path) -> None:
    """What was made of the same is used again; a Python is looked for once."""
    made = environments(tmp_path)
    python = made.python("4.8.0", COLUMN)
    assert uv.orders
    assert made.python("4.8.0", COLUMN) == python
    assert uv.orders == []
    assert made.python("4.9.0", COLUMN) != python
    assert [order[0] for order in uv.orders] == ["venv", "pip"]
    assert environments(tmp_path).python("4.8.0", COLUMN) == python
    assert uv.orders == []


def test_made_anew(uv: Uv, tmp_path: Path) -> None:
    """What was made of something else is removed, and made anew."""
    made = environments(tmp_path)
    python = made.python("4.8.0", COLUMN)
    (python.parent / "old").touch()
    assert uv.orders
    assert Environments(made.folder, []).python("4.8.0", COLUMN) == python
    assert [order[0] for order in uv.orders] == ["venv", "pip"]
    assert not (python.parent / "old").exists()


def test_oldest_trio(uv: Uv, tmp_path: Path) -> None:
    """The oldest Trio that AnyIO admits is found first; then all else is installed with it."""
    python = environments(tmp_path).python("4.8.0", Column("3.11", OLDEST_TRIO))
    assert python.parents[1].name == "4.8.0-3.11-trio"
    *_, lowest, last = uv.orders
    anyio = "anyio[trio]==4.8.0"
    assert lowest[5:] == ["--resolution", "lowest-direct", anyio, "trio>=0.16"]
    assert last[5:] == [anyio, "psutil", "uvloop", "httpx>=0.28", f"trio=={version('trio')}"]


def test_half_made(uv: Uv, tmp_path: Path) -> None:
    """A failure says what uv said, and what it left is not taken for an environment."""
    made = environments(tmp_path)
    uv.fails(("pip install", "error: No solution found"))
    with pytest.raises(UnavailableError, match=r"^error: No solution found$"):
        made.python("4.8.0", COLUMN)
    uv.fails()
    assert made.python("4.8.0", COLUMN).is_file()
    assert [order[0] for order in uv.orders[-2:]] == ["venv", "pip"]


def test_no_such_python(uv: Uv) -> None:
    """A Python that isn't here is said to be none, and none is downloaded."""
    uv.fails(("3.12", "error: No interpreter found"))
    assert is_here(COLUMN)
    assert not is_here(Column("3.12"))
    assert is_here(Column("3.14t"))
    assert all("--no-python-downloads" in order for order in uv.orders)
    assert environment.interpreter("3.14t") == "/3.14+freethreaded"


@pytest.mark.parametrize("how", ["no package", "no file"])
def test_no_uv(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without uv, that is what is said, whatever is missing of it."""
    uv = ModuleType("uv")
    uv.find_uv_bin = Path("nowhere").stat  # type: ignore[attr-defined]
    # what is None there can't be imported
    monkeypatch.setitem(sys.modules, "uv", uv if how == "no file" else None)
    with pytest.raises(UnavailableError, match=r"^uv isn't installed$"):
        environment.find_uv()


def test_versions(uv: Uv, tmp_path: Path) -> None:
    """What is installed is asked of the environment itself; what it lacks has no version."""
    assert uv
    made = environments(tmp_path)
    found = made.versions("4.8.0", COLUMN)
    assert (found["Python"], found["Trio"]) == (sys.version.split()[0], version("trio"))
    place = made.python("4.8.0", COLUMN)
    assert environment.versions(place, "AnyIO", "no-such-package") == {
        "Python": found["Python"],
        "AnyIO": version("anyio"),
        "no-such-package": "",
    }


def test_really(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """A real environment of an old release runs what that has, and says what it lacks."""
    if not request.config.getoption("every"):
        pytest.skip("with --every")
    try:
        uv = environment.find_uv()
    except UnavailableError as missing:
        needs("uv", str(missing))
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    asked = subprocess.run(
        [uv, "pip", "compile", "--quiet", "--no-deps", "-"],
        input="anyio==4.8.0",
        capture_output=True,
        text=True,
        check=False,
    )
    needs("the package index", "it can't be reached" if asked.returncode else None)
    old = example(tmp_path, "import anyio\n\nprint(anyio.run(anyio.sleep, 0))", name="old")
    new = example(tmp_path, "import anyio\n\nprint(anyio.amap)", name="new")
    for case, text in ((old, "None\n"), (new, "new\n")):
        case.path.with_suffix(".out").write_text(text, "utf-8")
    made = Environments(tmp_path / "made", [old, new])
    runs = [(case, runtime) for case in (old, new) for runtime in (ASYNCIO, TRIO)]
    found = whole(Trials(made)("4.8.0", Column(here), runs))
    assert [found[run] for run in runs[:2]] == [AS_REVIEWED, AS_REVIEWED]
    lacking = "AttributeError: module 'anyio' has no attribute 'amap'"
    assert [(found[run].kind, found[run].error) for run in runs[2:]] == [(MISSING, lacking)] * 2
    assert made.versions("4.8.0", Column(here))["Python"] == sys.version.split()[0]
