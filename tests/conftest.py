"""What the tests share: the project, its library of examples, and pytest-examples made safe."""

from __future__ import annotations

from pathlib import Path

import pytest

from anyio_by_example.library import Library, default_library

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def library() -> Library:
    """The project's own examples, all of them recorded."""
    library = default_library()
    library.record(library.examples())
    return library
