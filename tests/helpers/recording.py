"""Recording single programs in the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from anyio_by_example.examples.example import Example
from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.recording.recording import Recording
from anyio_by_example.runtime import ASYNCIO, Runtime
from helpers.site_builder import project, snippet


def example(
    folder: Path, body: str, more: str = "", name: str = "case", needs: str = ""
) -> Example:
    """An example in a project in this folder.

    Args:
        folder: Where the project is.
        body: What the example does.
        more: Lines of its table `[tool.example]`.
        name: What it's called.
        needs: A package that it needs besides AnyIO.
    """
    snippets = folder / "snippets" if (folder / "snippets").exists() else project(folder)
    table = f"#\n# [tool.example]\n{more}" if more else ""
    text = snippet(body, table)
    if needs:
        text = text.replace("dependencies = [", f'dependencies = ["{needs}", ')
    (snippets / "t" / f"{name}.py").write_text(text, "utf-8")
    return Example.load(snippets, f"t/{name}.py")


def record(
    folder: Path,
    body: str,
    runtime: Runtime = ASYNCIO,
    more: str = "",
    recorder: Recorder | None = None,
) -> Recording:
    """What a program leaves on one runtime."""
    run = (example(folder, body, more), runtime)
    [(_, recording)] = (recorder or Recorder(workers=1)).record([run])
    return recording


def as_python(file: Path) -> subprocess.CompletedProcess[str]:
    """Run a program as `python FILE` does, in its folder; its two streams as one, no colours."""
    return subprocess.run(
        [sys.executable, "-u", "-B", "-X", "utf8", file],
        cwd=file.parent,
        env={**os.environ, "PYTHON_COLORS": "0", "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
