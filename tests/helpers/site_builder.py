"""Building a site in this process, and small projects to build."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest
from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.theme import Theme

from anyio_by_example.library import library as library_module
from anyio_by_example.library.library import Library
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


def project(folder: Path, *fences: str) -> Path:
    """A project with one page that shows some snippets. Returns its folder of snippets.

    Args:
        folder: Where it goes.
        fences: What the page shows; `t/case.py` if there is nothing else.
    """
    (folder / "docs").mkdir()
    (folder / "snippets" / "t").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    shown = "".join(f"\n```snippet\n{fence}\n```\n" for fence in fences or ("t/case.py",))
    (folder / "docs" / "index.md").write_text(f"# Page\n{shown}", "utf-8")
    return folder / "snippets"


def snippet(body: str, more: str = "", docstring: str = '"""A case."""\n') -> str:
    """The text of a snippet with a header."""
    return HEADER.format(more=more) + docstring + body + "\n"


def use(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a builder in this process find this library, wherever it was started."""
    monkeypatch.setattr(library_module, "_library", lambda _: library)


def build(folder: Path, strict: bool = True, served: bool = False) -> Path:
    """Build a project's site as `mkdocs build --strict` does. Returns the site's folder.

    Args:
        folder: Where the project is.
        strict: Whether a warning of MkDocs itself ends the build.
        served: Whether it's built as `mkdocs serve` does it.

    Raises:
        mkdocs.exceptions.Abort: if there was a warning, or anything is wrong with an example.
    """
    config = load_config(str(folder / "mkdocs.yml"), strict=strict)
    config.plugins.on_startup(command="serve" if served else "build", dirty=False)
    try:
        with mock.patch.object(Theme, "get_env", _environment):
            mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    return Path(config.site_dir)


class _Compiled(BytecodeCache):
    """Templates that were compiled in this process; Jinja holds them against their sources."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := self._kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


class _Listed(FileSystemLoader):
    """Lists no hidden files: MkDocs copies none to a site, and Material has 14,000 icons there."""

    def list_templates(self) -> list[str]:
        folders = tuple(map(Path, self.searchpath))
        if folders not in _LISTED:
            _LISTED[folders] = sorted(
                {
                    file.relative_to(folder).as_posix()
                    for folder in folders
                    for top in folder.iterdir()
                    if not top.name.startswith(".")
                    for file in (top, *top.rglob("*"))
                    if file.is_file()
                }
            )
        return _LISTED[folders]


_COMPILED = _Compiled()
_LISTED: dict[tuple[Path, ...], list[str]] = {}

_get_env = Theme.get_env


def _environment(theme: Theme) -> Environment:
    """The theme's environment, at half the cost from the second build on."""
    made = _get_env(theme)
    made.loader = _Listed(theme.dirs)
    made.bytecode_cache = _COMPILED
    return made
