"""Site: where a program is at a moment, and what a reader calls what it runs there."""

from __future__ import annotations

from types import FrameType
from typing import Any, NamedTuple

from anyio_timeline.watching.callables import given, name_of
from anyio_timeline.watching.variables import local


class Site(NamedTuple):
    """Where a program is.

    Args:
        line: The line of the program; None if none of its code runs.
        call: The frame of the function that it calls there, or None.
    """

    line: int | None
    call: FrameType | None

    @property
    def name(self) -> str:
        """The name of that function."""
        return self.call.f_code.co_name if self.call else ""

    @property
    def module(self) -> str:
        """The module of that function."""
        return self.call.f_globals.get("__name__", "") if self.call else ""

    @property
    def label(self) -> str:
        """That function as a reader knows it."""
        module = "from_thread." if self.module == "anyio.from_thread" else ""
        return f"{module}{self.name}()"

    @property
    def main(self) -> str:
        """The name of what it runs, if it's one of the functions that start an event loop."""
        if not self.call or self.name != "run":
            return ""
        given = (local(self.call, name) for name in ("func", "main", "async_fn"))
        return short_name(next((each for each in given if each is not None), ""))


def short_name(function: Any) -> str:
    """The name of a function, or of a task that is called after one, as a reader knows it."""
    function = given(function).function
    is_name = issubclass(type(function), str)
    name = str.__str__(function) if is_name else name_of(function)
    name = name.removeprefix("__main__.").rpartition("<locals>.")[2]
    if name.startswith("anyio."):
        *modules, last = name.split(".")
        is_method = modules[-1][0].isupper() or modules[-1] in ("to_thread", "to_process")
        name = f"{modules[-1]}.{last}" if is_method else last
    return name
