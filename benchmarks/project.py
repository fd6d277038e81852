"""Project: the files that the benchmarks work on, and copies of them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The folder of the project."""

SNIPPETS = ROOT / "snippets"


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder that is removed at the end."""
    with tempfile.TemporaryDirectory(prefix="anyio-by-example-bench-") as folder:
        yield Path(folder).resolve()


def copy_to(folder: Path) -> None:
    """Copy what MkDocs needs: pages, snippets, configuration. No recordings."""
    for name in ("docs", "snippets"):
        shutil.copytree(ROOT / name, folder / name)
    theme = Path("src", "anyio_by_example", "theme")
    shutil.copytree(ROOT / theme, folder / theme)
    shutil.copy(ROOT / "mkdocs.yml", folder)
