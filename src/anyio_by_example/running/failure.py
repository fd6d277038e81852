"""Failure: that of the recorder itself, which no example is blamed for."""

from __future__ import annotations

import builtins
import os
from collections.abc import Callable
from contextlib import suppress
from traceback import format_exception
from typing import NoReturn

STATUS = 70
"""The exit status of a process of the recorder that has failed; EX_SOFTWARE in `<sysexits.h>`."""

# a program may replace them
_BUILTINS = dict(vars(builtins))
_exit = os._exit


class RecorderError(Exception):
    """Recordings can't be made here.

    Args:
        how: What has failed; the last line is what a reader needs most.
    """

    def __init__(self, how: str) -> None:
        *_, last = how.strip().splitlines() or ["it said nothing"]
        more = f"\n{how.strip()}" if how.strip() != last else ""
        super().__init__(f"the recorder failed, and no example is to blame: {last}{more}")


def guarded(role: Callable[[], object], tell: Callable[[str], object]) -> NoReturn:
    """Play a role that a process is there for, and end with it.

    Args:
        role: What it does.
        tell: Told how the role has failed, if it has.
    """
    try:
        role()
    except BaseException as error:
        restore_builtins()
        with suppress(BaseException):
            tell(told(error))
        _exit(STATUS)
    _exit(0)


def restore_builtins() -> None:
    """Put Python's own functions back where a program may have put others."""
    builtins.__dict__.update(_BUILTINS)


def told(error: BaseException) -> str:
    """An error of the recorder with its traceback, as far as that can be had."""
    with suppress(BaseException):
        return "".join(format_exception(type(error), error, error.__traceback__))
    return type(error).__name__
