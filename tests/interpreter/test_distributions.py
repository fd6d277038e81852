"""The packages that go into the interpreter: all that is needed there, and nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from helpers.packages import Fake
from helpers.support import ROOT
from packaging.markers import default_environment
from packaging.requirements import Requirement

from anyio_by_example.interpreter import preparing
from anyio_by_example.interpreter.distributions import closure, files
from anyio_by_example.interpreter.preparing import EXTRAS, REQUIREMENTS


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
    # a line that begins with a space is a hash
    named = (line.removesuffix("\\") for line in lines if line and line[0] not in "# ")
    found = [Requirement(line) for line in named]
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
