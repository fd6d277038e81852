"""Project: the files that the benchmarks work on, and copies of them."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.failure import Failure

ROOT = Path(__file__).resolve().parent.parent
"""The folder of the project."""

SNIPPETS = ROOT / "snippets"
INTERPRETER = ROOT / ".interpreter"


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder that is removed at the end."""
    with tempfile.TemporaryDirectory(prefix="anyio-by-example-bench-") as folder:
        yield Path(folder).resolve()


def copy_to(folder: Path) -> None:
    """Copy what MkDocs needs: pages, snippets, configuration. No recordings.

    The interpreter, which is large and never changed, is linked.
    """
    for name in ("docs", "snippets"):
        shutil.copytree(ROOT / name, folder / name)
    # what mkdocs.yml names; the code is that of the project
    for name in ("theme", "publishing"):
        part = Path("src", "anyio_by_example", name)
        shutil.copytree(ROOT / part, folder / part)
    for name in ("mkdocs.yml", "redirects.toml"):
        shutil.copy(ROOT / name, folder)
    if INTERPRETER.is_dir():
        (folder / INTERPRETER.name).symlink_to(INTERPRETER, target_is_directory=True)


def edit_config(folder: Path, edits: Mapping[str, str]) -> None:
    """Change the mkdocs.yml of a copy.

    Args:
        folder: The copy.
        edits: Patterns that must match once, and what comes instead.

    Raises:
        Failure: if mkdocs.yml isn't as expected.
    """
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    for pattern, instead in edits.items():
        text, count = re.subn(pattern, instead, text)
        if count != 1:
            raise Failure(f"mkdocs.yml has {count} parts like {pattern!r}, and 1 was expected")
    config.write_text(text, "utf-8")
