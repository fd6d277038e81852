"""Installed packages that aren't."""

from __future__ import annotations

from importlib.metadata import Distribution
from pathlib import Path
from typing import Any


class Fake(Distribution):
    """An installed package that needs others."""

    def __init__(self, *needs: str) -> None:
        self.needs = needs

    @property
    def requires(self) -> list[str]:
        """What it needs."""
        return [*self.needs]

    def read_text(self, filename: str) -> str | None:
        """Nothing is known of it."""

    def locate_file(self, path: Any) -> Path:
        """It's nowhere."""
        return Path(path)
