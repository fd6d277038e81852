"""What the tests share: the project, its library of examples, and what they may need."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
