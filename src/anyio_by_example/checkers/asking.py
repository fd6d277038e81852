"""Asking: running each tool once over copies of examples.

In the copies no comment silences a tool (`# type: ignore`, `# noqa`), and no configuration of this
project reaches them: they are in a folder of their own. A line of a copy has the number that it has
in the example.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from anyio_by_example.checkers.finding import Finding
from anyio_by_example.checkers.tools import TOOLS, Tool, once
from anyio_by_example.examples.example import Example
from anyio_by_example.problem import Problem

FOLDER = ".checkers"
"""Where `make checkers` installs the tools, below the project's folder."""

REMEDY = "install it anew: make checkers"
"""What to do about a tool that doesn't answer."""

_SILENCING = re.compile(r"  # (?:type: ignore|noqa|pyright: ignore|ty: ignore)\b[^\n]*")


def are_here(folder: Path) -> bool:
    """Whether the tools are installed in a folder."""
    return (folder / "bin" / "ruff").is_file() and (folder / "npm" / "node_modules").is_dir()


def ask(
    folder: Path, examples: Sequence[Example], tools: Iterable[Tool] = TOOLS
) -> dict[str, list[Finding]]:
    """What the tools say about examples, by the examples' names.

    Args:
        folder: Where the tools are installed.
        examples: About which.
        tools: Which tools.

    Raises:
        Problem: if one of them gives no answer that can be read.
    """
    found: dict[str, list[Finding]] = {example.name: [] for example in examples}
    with tempfile.TemporaryDirectory() as name:
        copies = Path(name).resolve()
        for example in examples:
            _copy(example, copies)
        for tool in tools:
            for path, finding in _asked(tool, folder, copies, examples):
                place = (copies / path).resolve()
                if place.is_relative_to(copies):
                    mine = found.get(place.relative_to(copies).as_posix())
                    if mine is not None:
                        mine.append(finding)
    return {name: once(findings) for name, findings in found.items()}


def versions(folder: Path) -> dict[str, str]:
    """The version of each tool's package, by its name."""
    has = subprocess.run(
        [folder / "bin" / "python", "-m", "pip", "list", "--format=json"],
        check=True,
        capture_output=True,
        text=True,
    )
    found = {each["name"]: each["version"] for each in json.loads(has.stdout)}
    package = folder / "npm" / "node_modules" / "pyright" / "package.json"
    found["pyright"] = json.loads(package.read_text("utf-8"))["version"]
    return {name: found[name] for name in dict.fromkeys(tool.package for tool in TOOLS)}


def _copy(example: Example, copies: Path) -> None:
    target = copies / example.name
    target.parent.mkdir(exist_ok=True)
    target.write_text(_SILENCING.sub("", example.text), "utf-8")
    for name, text in example.support:
        target.with_name(name).write_text(text, "utf-8")


def _asked(
    tool: Tool, folder: Path, copies: Path, examples: Sequence[Example]
) -> Iterator[tuple[str, Finding]]:
    names = {"checkers": str(folder.resolve()), "python": sys.executable}
    command = [part.format(**names) for part in tool.command]
    command[0] = shutil.which(command[0]) or command[0]
    beside = {each.topic for each in examples if any(n.endswith(".py") for n, _ in each.support)}
    try:
        ran = subprocess.run(
            [*command, *(each.name for each in examples)],
            cwd=copies,
            env={**os.environ, "MYPYPATH": os.pathsep.join([".", *sorted(beside)])},
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        remedy = "install Node" if command[0] == "node" else REMEDY
        raise Problem(Path(FOLDER), 1, f"{tool.name} can't be run: {error}", remedy) from error
    found: list[tuple[str, Finding]] | None
    try:
        found = [*tool.read(ran.stdout)]
    except (ValueError, KeyError, TypeError):
        found = None
    # a tool that fails ends with 2 or, in Python, with a traceback and 1: that is no praise
    if found is None or ran.returncode not in (0, 1) or (ran.returncode == 1 and not found):
        said = (ran.stderr or ran.stdout).strip()[-400:]
        reason = f"{tool.name} ended with {ran.returncode} and no answer: {said}"
        raise Problem(Path(FOLDER), 1, reason, REMEDY)
    yield from found
