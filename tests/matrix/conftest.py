"""What the tests of the matrix share: a uv that only pretends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.uv import Uv

from anyio_by_example.matrix import environment


@pytest.fixture
def uv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Uv]:
    """A uv whose environments are this interpreter."""
    yield Uv.lay(tmp_path / "uv", monkeypatch)
    environment.interpreter.cache_clear()
