"""Output: standard output and standard error that tell of each printed line."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import Any

from anyio_timeline.watching.cast import Line

Begin = Callable[[int, Line | None], Line | None]
"""Takes down that this line of a program begins to print one, and gives it, to be filled; or the
line that has begun and isn't whole yet, if it goes on."""

Output = Callable[[Callable[[], int | None], Begin], object]
"""What tells of each line that a program prints, as `watch_output` does."""


def watch_output(where: Callable[[], int | None], begin: Begin) -> None:
    """Tell from now on of each line that a program prints.

    Args:
        where: Says which line of the program runs; None if none does.
        begin: Takes down what is printed.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            continue  # it was closed before Python started
        options = {
            "encoding": stream.encoding,
            "errors": stream.errors,
            "line_buffering": stream.line_buffering,
            "write_through": stream.write_through,
        }
        stream.flush()
        # a new buffer, for the old one may know another file by the same number
        size = 0 if isinstance(stream.buffer, io.RawIOBase) else -1
        buffer: Any = open(stream.fileno(), "wb", size, closefd=False)  # noqa: SIM115
        # a buffer has the name of what is below it, and since Python 3.14 takes no other
        getattr(buffer, "raw", buffer).name = stream.name
        watched = _Watched(buffer, **options)
        watched.lines = Lines(where, begin)
        watched.mode = stream.mode
        setattr(sys, name, watched)
        setattr(sys, f"__{name}__", watched)


class Lines:
    """Tells of each line of what is written to a stream.

    Args:
        where: Says which line of the program runs; None if none does.
        begin: Takes down what is printed.
    """

    def __init__(self, where: Callable[[], int | None], begin: Begin) -> None:
        self._where, self._begin = where, begin
        self._begun: Line | None = None

    def tell(self, text: object) -> None:
        """Something is written."""
        if not isinstance(text, str):
            return
        *lines, rest = str.split(text, "\n")
        number = self._where()
        if number:  # what a library says isn't the program's
            for line in lines:
                self._put(line, number)
                self._begun = None
            if rest:
                self._put(rest, number)

    def _put(self, text: str, number: int) -> None:
        if text or not self._begun:
            self._begun = self._begin(number, self._begun)
        if self._begun:
            self._begun.text += text


class _Watched(io.TextIOWrapper):
    """A stream that tells of each line."""

    mode: str
    lines: Lines

    def __repr__(self) -> str:
        # from Python 3.13 on, it names the class without its module
        return super().__repr__().replace("<TextIOWrapper", "<_io.TextIOWrapper")

    def write(self, text: str, /) -> int:
        self.lines.tell(text)
        return super().write(text)


# a program that asks finds what it would find
_Watched.__name__ = _Watched.__qualname__ = io.TextIOWrapper.__name__
_Watched.__module__ = io.TextIOWrapper.__module__
