"""Testing: in a run of pytest, one picture for each test.

It's no part of the program, nor are its assertions: PYTEST_DONT_REWRITE.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Generator
from dataclasses import dataclass
from inspect import iscoroutinefunction
from typing import Any

import anyio

PLUGINS = "PYTEST_PLUGINS"


@dataclass(frozen=True)
class Test:
    """A test that has ended.

    Args:
        id: As pytest has it.
        name: The name of its function.
        error: The class of what it, or a fixture of it, raised first; empty if nothing.
        is_async: Whether its function runs in a task.
    """

    id: str
    name: str
    error: str
    is_async: bool


_part: list[Callable[[Test | None], object]] = []

_errors: dict[str, str] = {}
"""What tests have raised, by their ids."""


def spare_warning() -> None:
    """Let pytest not warn that AnyIO, a plugin of its, was imported before it could rewrite it."""
    anyio.__doc__ = f"{anyio.__doc__ or ''}\nPYTEST_DONT_REWRITE"


def draw_each(draw: Callable[[Test | None], object]) -> None:
    """Let the next run of pytest in this process tell of each test.

    Args:
        draw: Called with each test when it has ended, and with None before it begins.
    """
    _part[:] = [draw]
    given = os.environ.get(PLUGINS)
    os.environ[PLUGINS] = f"{given},{__name__}" if given else __name__


def pytest_runtest_protocol(item: Any) -> Generator[None, Any]:
    """Begin before a test and its fixtures, and draw when they are over."""
    _errors.clear()
    for draw in _part:
        draw(None)
    outcome = yield
    # what ends the whole run isn't reported
    if ended := outcome.excinfo:
        _errors.setdefault(item.nodeid, ended[0].__name__)
    name = getattr(item, "originalname", None) or item.name
    function = getattr(item, "obj", None)
    # as Hypothesis has it
    function = getattr(getattr(function, "hypothesis", None), "inner_test", function)
    test = Test(item.nodeid, name, _errors.get(item.nodeid, ""), iscoroutinefunction(function))
    for draw in _part:
        draw(test)


def pytest_runtest_makereport(item: Any, call: Any) -> None:
    """Note what a test has raised."""
    if call.excinfo is not None:
        _errors.setdefault(item.nodeid, call.excinfo.typename)


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
