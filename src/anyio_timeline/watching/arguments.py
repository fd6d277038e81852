"""Arguments: what a function was called with, as far as that's short to say."""

from __future__ import annotations

from collections.abc import Iterable
from types import FrameType, MethodType
from typing import Any

from anyio_timeline.characters import shown_in_line
from anyio_timeline.watching.callables import given
from anyio_timeline.watching.variables import local

_LONGEST_TEXT = 12
"""How many characters of a string are shown."""

_LONGEST_NUMBER = 4
"""Characters of a number; a longer one is rather a port or a measured time, which vary."""


def written(values: Iterable[object]) -> tuple[str, ...]:
    """Each value as a program writes it; empty where it's no short literal."""
    return tuple(map(_written, values))


def _written(value: object) -> str:
    # what inherits from these may be written in a way of its own
    if value is None or type(value) is bool:
        return str(value)
    if type(value) is int or type(value) is float:
        return text if len(text := str(value)) <= _LONGEST_NUMBER else ""
    if type(value) is str and not {'"', "\\"} & {*value}:
        cut = value if len(value) <= _LONGEST_TEXT else f"{value[: _LONGEST_TEXT - 1]}…"
        return shown_in_line(f'"{cut}"')
    return ""


def of_call(function: Any, args: Iterable[object]) -> tuple[str, ...]:
    """The positional arguments of a function, with those that `functools.partial` adds.

    Where it's a method, the first one is the object, which isn't said.
    """
    function, values, _ = given(function, tuple(args))
    return written([function.__self__, *values] if type(function) is MethodType else values)


def of_frame(frame: FrameType) -> tuple[str, ...]:
    """The arguments of a function of which nothing has run yet, in the order of its parameters."""
    names = frame.f_code.co_varnames[: frame.f_code.co_argcount]
    return written(local(frame, name, frame) for name in names)
