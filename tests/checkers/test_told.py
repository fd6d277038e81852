"""What the page says that tools find only if they are told to."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.support import ROOT

from anyio_by_example.checkers import asking
from anyio_by_example.checkers.tools import BY_NAME

TOOLS = ROOT / asking.FOLDER
PYRIGHT = ("node", f"{TOOLS}/npm/node_modules/pyright/index.js", "--outputjson", "-p", ".")
PYREFLY = (f"{TOOLS}/bin/pyrefly", "check", "--output-format=json")
RUFF = (f"{TOOLS}/bin/ruff", "check", "--isolated", "--no-cache", "--output-format=json")
PACKAGES = {
    "pyrefly": ("--python-interpreter-path", sys.executable),
    "pyright": ("--pythonpath", sys.executable),
    "ruff": (),
}
STRICT = {"typeCheckingMode": "strict"}


@pytest.mark.skipif(not asking.are_here(TOOLS), reason="make checkers installs the tools")
@pytest.mark.parametrize(
    ("name", "tool", "command", "settings", "codes"),
    [
        ("basic/forgotten_await", "pyright", PYRIGHT, {}, set()),
        ("basic/forgotten_await", "pyright", PYRIGHT, STRICT, {"reportUnnecessaryComparison"}),
        ("task_groups/call_wrong", "pyrefly", (*PYREFLY, "call_wrong.py"), {}, set()),
        ("timelines/blocked_loop", "ruff", RUFF, {}, {"ASYNC251"}),
        ("timeouts/swallow_wrong", "ruff", RUFF, {}, {"BLE001"}),
    ],
)
def test_told(
    tmp_path: Path,
    name: str,
    tool: str,
    command: tuple[str, ...],
    settings: dict[str, str],
    codes: set[str],
) -> None:
    """Strict pyright sees a coroutine as a condition; pyrefly, untold, no argument; ruff, both."""
    file = ROOT / "snippets" / f"{name}.py"
    text = re.sub("  # type: ignore.*", "", file.read_text("utf-8"))
    (tmp_path / file.name).write_text(text, "utf-8")
    if tool == "pyright":  # pyrefly takes this file for settings of its own
        (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    ran = subprocess.run(
        [*command, *PACKAGES[tool]],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert {found.code for _, found in BY_NAME[tool].read(ran.stdout)} == codes, ran.stderr
