"""Environment: a Python with a release of AnyIO and what examples need besides, made by uv."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from packaging.requirements import Requirement

from anyio_by_example.examples.example import Example
from anyio_by_example.matrix.column import OLDEST_TRIO, Column

_OWN = "anyio", "trio", "uvloop"
"""What is named here, and not by the headers of examples."""

_NEEDED = "psutil", "uvloop"
"""What the recorder and its runtimes need."""

_TRIO = "trio>=0.16"
"""What no release of AnyIO in `RELEASES` goes below; older ones can't be built any more."""

_SOURCES = Path(__file__).parents[2]


class UnavailableError(Exception):
    """No such environment can be had; it says why."""


class Environments:
    """The environments of a folder. One that is there, made of the same, is used again.

    Args:
        folder: Where they are; made when it is first needed.
        examples: What is going to run there.
    """

    def __init__(self, folder: Path, examples: Iterable[Example]) -> None:
        self.folder = folder
        needs = {need for each in examples for need in each.header.dependencies}
        others = {str(each) for each in map(Requirement, needs) if each.name not in _OWN}
        self._packages = (*_NEEDED, *sorted(others))

    def python(self, release: str, column: Column) -> Path:
        """The interpreter of an environment, which is made if it isn't there.

        Args:
            release: That of AnyIO; or a requirement, as "anyio @ file:///...".
            column: The Python, and which Trio.

        Raises:
            UnavailableError: if it can't be had.
        """
        anyio = f"anyio[trio]=={release}" if release[0].isdigit() else release
        packages = [anyio, *self._packages]
        folder = self.folder / f"{release}-{column}".replace(", oldest Trio", "-trio")
        made, python = folder / "made.json", folder / "bin" / "python"
        if made.is_file() and json.loads(made.read_text("utf-8")) == packages:
            return python
        create(folder, interpreter(column.python))
        packages_with = packages
        if column.trio == OLDEST_TRIO:
            install(python, "--resolution", "lowest-direct", anyio, _TRIO)
            packages_with = [*packages, f"trio=={versions(python, 'trio')['trio']}"]
        install(python, *packages_with)
        made.write_text(json.dumps(packages), "utf-8")
        return python

    def versions(self, release: str, column: Column) -> dict[str, str]:
        """The versions of Python, Trio and uvloop in an environment that is there."""
        found = versions(self.python(release, column), "Trio", "uvloop")
        return {name: version for name, version in found.items() if version}


def create(folder: Path, base: str) -> Path:
    """Make an environment that has nothing but this package, as an editable installation has it.

    Args:
        folder: Where; what is there is removed.
        base: The interpreter that it's made of: a file, or what uv finds one by.

    Returns:
        Its own interpreter.

    Raises:
        UnavailableError: if it can't be made.
    """
    shutil.rmtree(folder, ignore_errors=True)
    _uv("venv", "--quiet", "--python", base, str(folder))
    [site] = folder.glob("lib/python*/site-packages")
    (site / "anyio_by_example.pth").write_text(f"{_SOURCES}\n", "utf-8")
    return folder / "bin" / "python"


def install(python: Path, *what: str) -> None:
    """Install packages in the environment of an interpreter.

    Args:
        python: The interpreter.
        what: Requirements, and options of uv's.

    Raises:
        UnavailableError: if it can't be done.
    """
    _uv("pip", "install", "--quiet", "--python", str(python), *what)


def versions(python: Path, *packages: str) -> dict[str, str]:
    """The versions of an interpreter and of packages in its environment; empty for what it lacks.

    Args:
        python: The interpreter.
        packages: Their names, as they are to be given back.
    """
    said = _output(str(python), "-c", _ASKED, *packages)
    found: dict[str, str] = json.loads(said)
    return found


_ASKED = """
import json, platform, sys
from importlib.metadata import PackageNotFoundError, version

found = {"Python": platform.python_version()}
for name in sys.argv[1:]:
    try:
        found[name] = version(name)
    except PackageNotFoundError:
        found[name] = ""
print(json.dumps(found))
"""


@cache
def interpreter(python: str) -> str:
    """The file of a Python that is here.

    Args:
        python: Its version, as 3.11 or 3.14t.

    Raises:
        UnavailableError: if it isn't.
    """
    wanted = python.replace("t", "+freethreaded")
    return _uv("python", "find", "--no-python-downloads", wanted).strip()


def is_here(column: Column) -> bool:
    """Whether the Python of a column is here."""
    try:
        return bool(interpreter(column.python))
    except UnavailableError:
        return False


def find_uv() -> str:
    """The file of uv.

    Raises:
        UnavailableError: if it isn't installed.
    """
    try:
        from uv import find_uv_bin

        return str(find_uv_bin())
    except (ImportError, FileNotFoundError):
        raise UnavailableError("uv isn't installed") from None


def _uv(*arguments: str) -> str:
    return _output(find_uv(), *arguments)


def _output(*command: str) -> str:
    """What a command prints.

    Raises:
        UnavailableError: if it fails, with what it says of that.
    """
    done = subprocess.run(
        command, env={**os.environ, "UV_NO_PROGRESS": "1"}, capture_output=True, text=True
    )
    if done.returncode:
        raise UnavailableError((done.stderr or done.stdout).strip())
    return done.stdout
