"""A uv that only pretends: its environments are this interpreter, and it writes down its orders."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from anyio_by_example.matrix import environment

_SCRIPT = """\
#!{python}
import json, os, sys
from pathlib import Path

here = Path({here!r})
words = sys.argv[1:]
with (here / "orders").open("a") as file:
    file.write(json.dumps(words) + "\\n")
for order, said in json.loads((here / "faults").read_text()):
    if order in " ".join(words):
        sys.exit(said)
if words[:2] == ["python", "find"]:
    print("/" + words[-1])
elif words[0] == "venv":
    folder = Path(words[-1])
    (folder / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    python = folder / "bin" / "python"
    python.parent.mkdir()
    python.write_text("#!/bin/sh\\nexec {python} \\"$@\\"\\n")
    python.chmod(0o755)
"""


@dataclass
class Uv:
    """Stands in for uv.

    Args:
        folder: Where it is.
    """

    folder: Path

    @property
    def file(self) -> Path:
        """What is run."""
        return self.folder / "uv"

    @property
    def orders(self) -> list[list[str]]:
        """What it was called with, since it was last asked."""
        file = self.folder / "orders"
        said = file.read_text("utf-8") if file.exists() else ""
        file.unlink(missing_ok=True)
        return [json.loads(line) for line in said.splitlines()]

    def fails(self, *faults: tuple[str, str]) -> None:
        """Let it fail on orders that have some words in them, with a text."""
        (self.folder / "faults").write_text(json.dumps(faults), "utf-8")

    @classmethod
    def lay(cls, folder: Path, patch: pytest.MonkeyPatch) -> Uv:
        """Put it where uv is looked for."""
        folder.mkdir()
        made = cls(folder)
        made.file.write_text(_SCRIPT.format(python=sys.executable, here=str(folder)), "utf-8")
        made.file.chmod(0o755)
        made.fails()
        patch.setattr(environment, "find_uv", lambda: str(made.file))
        # what the real one found
        environment.interpreter.cache_clear()
        return made
