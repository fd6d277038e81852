"""What comes from elsewhere: all of it is locked, and the threat model names tests that exist."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from helpers.support import ROOT

REQUIREMENTS = sorted(ROOT.glob("requirements*.txt"))
LOCKS = [
    path
    for path in sorted(ROOT.glob("*/**/package.json"))
    if path.relative_to(ROOT).parts[0] in ("benchmarks", "src", "tests")
]
INSTALLS = [
    line.strip()
    for line in (ROOT / "Makefile").read_text("utf-8").splitlines()
    if re.match(r"\t.*\b(pip|npm) (install|ci|exec)\b", line)
]


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_locked(path: Path) -> None:
    """Each package of Python's has one version, and hashes of its files."""
    text = re.sub(r"#.*|\\\n", "", path.read_text("utf-8"))
    lines = [line for line in text.splitlines() if line.strip()]
    assert lines
    whole = re.compile(r"[\w.-]+==\S+( ; [^-]+)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert [line for line in lines if not whole.fullmatch(line)] == []


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.parent.name)
def test_npm_is_locked(path: Path) -> None:
    """Each package of npm's has a hash in a lock file, which names no registry."""
    lock = json.loads(path.with_name("package-lock.json").read_text("utf-8"))
    own, *others = lock["packages"].values()
    wanted = json.loads(path.read_text("utf-8"))
    kinds = ("dependencies", "devDependencies")
    assert [own.get(kind) for kind in kinds] == [wanted.get(kind) for kind in kinds]
    assert others
    assert [each for each in others if "resolved" in each or "integrity" not in each] == []
    # what asks for the latest of another one gets what we say
    moving = {
        n for each in others for n, v in each.get("dependencies", {}).items() if v == "latest"
    }
    assert moving <= {name for pins in wanted.get("overrides", {}).values() for name in pins}


def test_lock_files_are_found() -> None:
    """The tools in npm's are those of the browser's Python, of validity, speed and types."""
    assert {path.parent.name for path in LOCKS} == {"checker", "checkers", "interpreter", "judge"}


def test_installed_as_locked() -> None:
    """What the Makefile installs is what is locked, and but for this package nothing else."""
    assert len(INSTALLS) >= 5
    own = "--no-build-isolation --no-deps -e src/anyio_timeline -e ."
    others = [line for line in INSTALLS if own not in line]
    assert len(others) == len(INSTALLS) - 1
    assert [line for line in others if not re.search("--require-hashes|npm ci ", line)] == []


def test_npm_runs_no_scripts() -> None:
    """No package of npm's runs code when it's installed."""
    ours = [line for line in INSTALLS if "npm " in line]
    preparing = (ROOT / "src/anyio_by_example/interpreter/preparing.py").read_text("utf-8")
    ours += re.findall(r'"ci".*', preparing)
    assert len(ours) == 4
    assert [line for line in ours if "--ignore-scripts" not in line] == []


def _functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_threats_are_tested() -> None:
    """Each test that the threat model names exists."""
    text = (ROOT / "docs" / "threat-model.md").read_text("utf-8")
    named = re.findall(r"`(\w+/test_\w+\.py)` `(\w+)`", text)
    assert len(named) == text.count(".py`") > 15
    tests = ROOT / "tests"
    missing = [f"{file}::{name}" for file, name in named if name not in _functions(tests / file)]
    assert missing == []
