"""What the tests know of the project: where it is, what it may need, and its built site."""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

ROOT = Path(__file__).parents[2]


def needs(part: str, missing: str | None) -> None:
    """Skip a test for which an optional part is missing; where all must be there, fail it."""
    if missing and os.environ.get("ANYIO_BY_EXAMPLE_COMPLETE"):
        pytest.fail(f"{part}: {missing}", pytrace=False)
    if missing:
        pytest.skip(f"{part}: {missing}")


@dataclass
class Site:
    """The site, built by the command that authors use."""

    folder: Path
    status: int
    log: str
    soups: dict[Path, BeautifulSoup] = field(default_factory=dict)
    tags_of: dict[Path, dict[str, list[Tag]]] = field(default_factory=dict)

    def file(self, page: str) -> Path:
        """The built file of a page, by its path below `docs/`."""
        stem = page.removesuffix(".md")
        return self.folder / stem.removesuffix("index") / "index.html"

    def page(self, page: str) -> BeautifulSoup:
        """A built page, by its path below `docs/`. Don't change it but in copies."""
        return self.soup(self.file(page))

    def ids(self, file: Path) -> dict[str, list[Tag]]:
        """The elements on a built page by their ids, found once for all tests."""
        if file not in self.tags_of:
            found: dict[str, list[Tag]] = {}
            for tag in self.soup(file).select("[id]"):
                found.setdefault(str(tag["id"]), []).append(tag)
            self.tags_of[file] = found
        return self.tags_of[file]

    def soup(self, file: Path) -> BeautifulSoup:
        """A built page, by its file, parsed once for all tests."""
        if file not in self.soups:
            # a tree is nothing but cycles, and stays: to go through it for garbage, now and after
            # each other page, takes as long as to parse it
            gc.disable()
            self.soups[file] = BeautifulSoup(file.read_text("utf-8"), "html.parser")
            gc.freeze()
            gc.enable()
        return self.soups[file]
