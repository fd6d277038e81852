"""State: what a program may change in its interpreter, and how that is put back."""

from __future__ import annotations

import asyncio
import builtins
import gc
import logging
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_ATTRIBUTES = (
    (sys, ("stdin", "stdout", "stderr", "displayhook", "excepthook", "unraisablehook")),
    (threading, ("excepthook",)),
    (warnings, ("showwarning", "formatwarning")),
)
"""What a program may replace, by where it is."""

_SETTINGS: tuple[tuple[Callable[[], Any], Callable[[Any], object]], ...] = (
    (sys.getrecursionlimit, sys.setrecursionlimit),
    (sys.gettrace, sys.settrace),
    (sys.getprofile, sys.setprofile),
    (sys.get_coroutine_origin_tracking_depth, sys.set_coroutine_origin_tracking_depth),
)
"""What a program may set, by what tells it and what sets it."""


@contextmanager
def restored(folder: str) -> Iterator[None]:
    """Afterwards, the interpreter is as it was before.

    It's not as if it were new: the modules stay that a program imported, other than its own, and so
    does what it changed in them. Importing them once more would take too long.

    Args:
        folder: That of a program and its own modules.
    """
    attributes = [
        (owner, name, getattr(owner, name)) for owner, names in _ATTRIBUTES for name in names
    ]
    settings = [(put, get()) for get, put in _SETTINGS]
    loggers = {logger: _state(logger) for logger in _loggers()}
    modules, names, environment = dict(sys.modules), dict(vars(builtins)), dict(os.environ)
    path, filters, threshold = list(sys.path), list(warnings.filters), gc.get_threshold()
    actions = {number: signal.getsignal(number) for number in signal.valid_signals()}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        for put, value in settings:
            put(value)
        for owner, name, value in attributes:
            setattr(owner, name, value)
        vars(builtins).update(names)
        sys.path[:] = path
        sys.modules["__main__"] = modules["__main__"]
        for name in sys.modules.keys() - modules.keys():
            if str(getattr(sys.modules[name], "__file__", None)).startswith(folder):
                del sys.modules[name]
        os.environ.clear()
        os.environ.update(environment)
        for number, action in actions.items():
            if signal.getsignal(number) != action:
                signal.signal(number, action or signal.SIG_DFL)
        asyncio._set_running_loop(None)
        asyncio.events._set_event_loop_policy(None)  # type: ignore[attr-defined]
        logging.disable(logging.NOTSET)
        for logger in _loggers():
            level, handlers, logger.propagate, logger.disabled = loggers.get(
                logger, (logging.NOTSET, [], True, False)
            )
            logger.setLevel(level)
            logger.handlers[:] = handlers
        gc.set_threshold(*threshold)
        gc.enable()
        gc.collect()
        warnings.filters[:] = filters  # type: ignore[index]
        _flush()


def _loggers() -> list[logging.Logger]:
    named = logging.root.manager.loggerDict.values()
    return [logging.root, *(each for each in named if isinstance(each, logging.Logger))]


def _state(logger: logging.Logger) -> tuple[int, list[logging.Handler], bool, bool]:
    return logger.level, list(logger.handlers), logger.propagate, logger.disabled


def _flush() -> None:
    """Write what is left; what a program has closed is opened anew."""
    for number, name in enumerate(("stdout", "stderr"), 1):
        try:
            getattr(sys, name).flush()
        except (AttributeError, OSError, ValueError):
            errors = "strict" if name == "stdout" else "backslashreplace"
            # no `with`: it stays open
            stream = open(  # noqa: SIM115
                number, "w", encoding="utf-8", errors=errors, closefd=False
            )
            stream.reconfigure(line_buffering=True)
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
