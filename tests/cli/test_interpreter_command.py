"""The command that prepares the interpreter: what it says, and where it's named."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from helpers.prepared import FOLDER
from helpers.support import ROOT

from anyio_by_example.cli import interpreter as commands
from anyio_by_example.cli import main as cli
from anyio_by_example.interpreter.interpreter import WITHOUT
from anyio_by_example.interpreter.preparing import FACTS, PreparingError
from anyio_by_example.library.library import Library


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
    for target in ("serve", "site", "built", "trials", "shots", "bench"):
        assert re.search(rf"(?m)^{target}: .*\$\(INTERPRETER\)", makefile), target
    assert f" {FOLDER.name} " in re.search(r"(?m)^clean:\n\t(.+)$", makefile)[1]  # type: ignore[index]
    assert f"/{FOLDER.name}/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert WITHOUT in makefile
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "`make interpreter`" in readme
    assert "python -m anyio_by_example interpreter" in readme
