"""What the tests of recipes share: a recipe as a module, and loops whose time jumps."""

from __future__ import annotations

import runpy
from collections.abc import Awaitable, Callable
from functools import cache
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import anyio
import pytest

from anyio_by_example.examples.example import find_root
from anyio_by_example.runtime import ASYNCIO, BY_NAME, TRIO

from .support import ROOT

both = pytest.mark.parametrize("backend", [ASYNCIO.name, TRIO.name])
"""The property holds on both backends."""


@cache
def recipe(name: str) -> Any:
    """What a recipe's file defines; its `main()` isn't run."""
    path = find_root(ROOT) / "recipes" / f"{name}.py"
    with patch("anyio.run"):
        return SimpleNamespace(**runpy.run_path(str(path), run_name=f"recipes.{name}"))


def run(backend: str, check: Callable[[], Awaitable[None]], clock: str = "virtual") -> None:
    """Run a check on a loop whose clock jumps, or is "real"; it ends within 100,000 seconds."""

    async def limited() -> None:
        with anyio.fail_after(100_000 if clock == "virtual" else 60):
            await check()

    runtime = BY_NAME[backend]
    assert runtime.backend
    anyio.run(limited, backend=runtime.backend, backend_options=runtime.backend_options(clock))


def flat(group: BaseException) -> list[type[BaseException]]:
    """The classes of the errors in a group, however deep."""
    inner = getattr(group, "exceptions", None)
    return [type(group)] if inner is None else [each for one in inner for each in flat(one)]
