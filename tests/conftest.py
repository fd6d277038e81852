"""What the tests share: the project, its library of examples, its built site."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from anyio_by_example.library import Library, default_library
from anyio_by_example.runtime import RUNTIMES

ROOT = Path(__file__).parent.parent


def pytest_report_header() -> list[str]:
    """Name the runtimes that this Python can't have."""
    return [f"not tested on {r.label}: it {r.missing}" for r in RUNTIMES if r.missing]


def needs(part: str, missing: str | None) -> None:
    """Skip a test for which an optional part is missing; where all must be there, fail it."""
    if missing and os.environ.get("ANYIO_BY_EXAMPLE_COMPLETE"):
        pytest.fail(f"{part}: {missing}", pytrace=False)
    if missing:
        pytest.skip(f"{part}: {missing}")


@pytest.fixture(scope="session")
def library() -> Library:
    """The project's own examples, all of them recorded."""
    library = default_library()
    library.record(library.examples())
    return library


@dataclass
class Site:
    """The site, built by the command that authors use."""

    folder: Path
    status: int
    log: str
    pages: dict[Path, BeautifulSoup] = field(default_factory=dict)

    def file(self, page: str) -> Path:
        """The built file of a page, by its path below `docs/`."""
        stem = page.removesuffix(".md")
        return self.folder / ("" if stem == "index" else stem) / "index.html"

    def page(self, page: str) -> BeautifulSoup:
        """A built page. Don't change it but in copies."""
        return self._soup(self.file(page))

    def ids(self, file: Path) -> set[str]:
        """The ids on a built page."""
        return {str(tag["id"]) for tag in self._soup(file).select("[id]")}

    def _soup(self, file: Path) -> BeautifulSoup:
        if file not in self.pages:
            self.pages[file] = BeautifulSoup(file.read_text("utf-8"), "html.parser")
        return self.pages[file]


@pytest.fixture(scope="session")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site, built strictly, with every recording there."""
    assert library.examples()
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return Site(folder, result.returncode, result.stdout + result.stderr)
