"""Paths: what is written shorter draws the same."""

from __future__ import annotations

import pytest

from anyio_timeline.picture.path import relative


@pytest.mark.parametrize(
    ("path", "shorter"),
    [
        ("M176 19V606M430 19V606", "M176 19v587m254-587v587"),
        ("M19 335h7M19 373h7", "M19 335h7m-7 38h7"),
        ("M176 19H232V606H176zM430 19V606", "M176 19h56v587h-56zm254 0v587"),
        ("M177.5 33v18M232.5 33v18", "M177.5 33v18m55-18v18"),
        ("M8 1l7 7-7 7l-7-7z", "M8 1l7 7l-7 7l-7-7z"),
        ("M-3.5.5l2.5 2.8 4.5-6", "M-3.5 .5l2.5 2.8l4.5-6"),
        ("M0.1 0.3L0.2 0.1", "M.1 .3l.1-.2"),
        ("", ""),
    ],
)
def test_relative(path: str, shorter: str) -> None:
    """Each command begins where the last one ended; the first one stays where it is."""
    assert relative(path) == shorter


def test_twice() -> None:
    """A path that is relative already stays as it is."""
    path = relative("M20 30V140M40 60H90L80.5 20z")
    assert relative(path) == path
