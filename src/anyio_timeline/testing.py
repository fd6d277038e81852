"""Testing: in a run of pytest, one picture for each test.

It's no part of the program, nor are its assertions: PYTEST_DONT_REWRITE.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import anyio

PLUGINS = "PYTEST_PLUGINS"

_part: list[Callable[[str], object]] = []


def spare_warning() -> None:
    """Let pytest not warn that AnyIO, a plugin of its, was imported before it could rewrite it."""
    anyio.__doc__ = f"{anyio.__doc__ or ''}\nPYTEST_DONT_REWRITE"


def draw_each(draw: Callable[[str], object]) -> None:
    """Let the next run of pytest in this process tell of each test.

    Args:
        draw: Called with the id of each test when it has ended, and with "" before the first one.
    """
    _part[:] = [draw]
    given = os.environ.get(PLUGINS)
    os.environ[PLUGINS] = f"{given},{__name__}" if given else __name__


def pytest_runtest_protocol(item: Any) -> Iterator[None]:
    """Begin before a test and its fixtures, and draw when they are over."""
    for draw in _part:
        draw("")
    yield
    for draw in _part:
        draw(item.nodeid)


def as_file(test: str) -> str:
    """The id of a test as the name of a file can have it."""
    return re.sub(r"[^\w.\[\]=,+-]+", "_", test.replace(".py::", ".").replace("::", "."))


# as `pytest.hookimpl` marks it, which needn't be installed
pytest_runtest_protocol.pytest_impl = {  # type: ignore[attr-defined]
    "hookwrapper": True,
    "wrapper": False,
    "optionalhook": False,
    "tryfirst": True,
    "trylast": False,
    "specname": None,
}
