"""Building a site in this process, and small projects to build."""

from __future__ import annotations

from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from helpers.support import ROOT

HEADER = """\
# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
{more}# ///
"""

CONFIG = f"""\
INHERIT: {(ROOT / "mkdocs.yml").as_posix()}
docs_dir: docs
site_dir: site
theme:
  custom_dir: {(ROOT / "src" / "anyio_by_example" / "theme").as_posix()}
nav: [index.md]
watch: []
"""


def project(folder: Path, fence: str = "t/case.py") -> Path:
    """A project with one page that shows one snippet. Returns its folder of snippets."""
    (folder / "docs").mkdir()
    (folder / "snippets" / "t").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (folder / "docs" / "index.md").write_text(f"# Page\n\n```snippet\n{fence}\n```\n", "utf-8")
    return folder / "snippets"


def snippet(body: str, more: str = "", docstring: str = '"""A case."""\n') -> str:
    """The text of a snippet with a header."""
    return HEADER.format(more=more) + docstring + body + "\n"


def build(folder: Path, strict: bool = True) -> Path:
    """Build a project's site as `mkdocs build --strict` does. Returns the site's folder.

    Raises:
        mkdocs.exceptions.Abort: if there was a warning.
    """
    config = load_config(str(folder / "mkdocs.yml"), strict=strict)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    return Path(config.site_dir)
