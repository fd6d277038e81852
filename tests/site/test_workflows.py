"""The public twin of CI: zizmor finds nothing in it, and it covers what it promises."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import yaml
from helpers.support import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_zizmor() -> None:
    """Zizmor's auditors have nothing to say: actions pinned by hash, least permissions."""
    command = [str(Path(sys.executable).with_name("zizmor")), "--offline", "--persona", "auditor"]
    result = subprocess.run(
        [*command, *map(str, WORKFLOWS)], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "No findings" in result.stdout + result.stderr


def test_actions_are_pinned() -> None:
    """Every action is named by the hash of a commit, with its version beside it."""
    uses = re.findall(r"uses: (.+)", "".join(path.read_text("utf-8") for path in WORKFLOWS))
    assert len(uses) >= 5
    assert [
        use for use in uses if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v[\d.]+", use)
    ] == []


def test_matrix() -> None:
    """The tests run on three systems and on each Python that the project promises."""
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8"))["jobs"]
    matrix = jobs["test"]["strategy"]["matrix"]
    assert [name.partition("-")[0] for name in matrix["os"]] == ["ubuntu", "macos", "windows"]
    assert matrix["python"] == ["3.10", "3.11", "3.12", "3.13", "3.14"]
