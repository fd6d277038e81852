"""What the tests share: the project's library of examples, and its built site."""

from __future__ import annotations

import subprocess
import sys

import pytest
from helpers.support import ROOT, Site

from anyio_by_example.library.library import Library, default_library
from anyio_by_example.runtime import RUNTIMES


def pytest_report_header() -> list[str]:
    """Name the runtimes that this Python can't have."""
    return [f"not tested on {r.label}: it {r.missing}" for r in RUNTIMES if r.missing]


@pytest.fixture(scope="session")
def library() -> Library:
    """The project's own examples, all of them recorded."""
    library = default_library()
    library.record(library.examples())
    return library


@pytest.fixture(scope="session")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site, built strictly, with every recording there."""
    assert library.examples()
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return Site(folder, result.returncode, result.stdout + result.stderr)
