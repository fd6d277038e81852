"""Draws: programs that are drawn as those who wrote them do it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from helpers.support import ROOT


def draw(folder: Path, program: str, *words: str, file: str = "x.txt") -> str:
    """What is written of a program that ends well."""
    (folder / "it.py").write_text(program, "utf-8")
    at = words.index("--") if "--" in words else len(words)
    command = ["-m", "anyio_timeline", "it.py", "-o", file, *words[:at], *words[at:]]
    places = os.pathsep.join(map(str, (ROOT / "src", folder / "library")))
    result = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": places},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert result.returncode == 0, result.stderr
    output = folder / file
    return output.read_text("utf-8") if output.exists() else result.stdout
