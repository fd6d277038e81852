"""Streams: standard error told apart from standard output, though both go through one pipe.

One pipe is what keeps their order, which is that of `python FILE 2>&1`. So that it can be said what
came from where, Python's `sys.stderr` puts a mark before and after all that it writes, and whoever
reads the pipe takes the marks out again. A mark is made at random for each run, so no program
prints it by chance.

What doesn't go through `sys.stderr` has no mark, and counts as standard output: what other programs
say that a run starts, and what is written to file descriptor 2 by its number, as faulthandler does.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import secrets
import sys
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

Span = tuple[int, int]
"""Where a part starts and where it ends."""

_ATOMIC = 512
"""Bytes that any system writes to a pipe at once: what others write never gets between them."""


def new_mark() -> str:
    """A mark for one run, in hexadecimal digits."""
    return secrets.token_hex(16)


def mark_stderr(mark: str) -> None:
    """Let `sys.stderr` mark what it writes; for the program, it stays as it was.

    Args:
        mark: The mark of this run.
    """
    stream = sys.stderr
    assert isinstance(stream, io.TextIOWrapper)
    options = {
        "encoding": stream.encoding,
        "errors": stream.errors,
        "line_buffering": stream.line_buffering,
        "write_through": stream.write_through,
    }
    number = stream.fileno()
    stream.detach()
    # the same object, since others may know it
    stream.__init__(Marking(number, bytes.fromhex(mark)), **options)  # type: ignore[misc]
    stream.mode = "w"  # type: ignore[misc]


class Marking(io.FileIO):
    """A file, open for writing, that marks what it writes as long as it's the pipe."""

    def __init__(self, number: int, mark: bytes) -> None:
        super().__init__(number, "wb", closefd=False)
        self.name = "<stderr>"
        self._mark = mark
        self._size = _ATOMIC - 2 * len(mark)
        self._pipe = _file(number)

    def __repr__(self) -> str:
        # from Python 3.13 on, it names the class
        return super().__repr__().replace(type(self).__name__, "_io.FileIO")

    def write(self, data: ReadableBuffer, /) -> int | None:  # type: ignore[override]
        """Write bytes. Returns how many were written, or None if there's no room now."""
        whole = memoryview(data).cast("B")
        # the program may have put a file of its own in the pipe's place
        if not whole or self.closed or _file(self.fileno()) != self._pipe:
            return super().write(whole)
        written = 0
        while part := whole[written : written + self._size]:
            if super().write(b"".join((self._mark, part, self._mark))) is None:
                return written or None
            written += len(part)
        return written


def _file(number: int) -> tuple[int, int] | None:
    """Which file a file descriptor leads to; None if it leads to none."""
    try:
        state = os.fstat(number)
    except OSError:
        return None
    return state.st_dev, state.st_ino


class Output:
    """What came out of the pipe so far.

    Args:
        mark: The mark of the run.
    """

    def __init__(self, mark: str) -> None:
        self._mark = bytes.fromhex(mark)
        self._marks = 0
        self._raw = bytearray()

    def add(self, chunk: bytes) -> None:
        """Take down what was read next."""
        self._marks += (self._raw[1 - len(self._mark) :] + chunk).count(self._mark)
        self._raw += chunk

    @property
    def size(self) -> int:
        """How many bytes the program printed."""
        return len(self._raw) - self._marks * len(self._mark)

    def told_apart(self) -> tuple[bytes, list[Span]]:
        """All that the program printed, and which parts came from standard error."""
        parts = bytes(self._raw).split(self._mark)
        spans: list[Span] = []
        at = 0
        for number, part in enumerate(parts):
            start, at = at, at + len(part)
            if number % 2 and part:
                if spans and spans[-1][1] == start:
                    start = spans.pop()[0]
                spans.append((start, at))
        return b"".join(parts), spans


def decode(output: bytes, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """An output as text, and the spans in characters."""
    decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")
    ends = [end for span in spans for end in span]
    cuts = zip([0, *ends], [*ends, len(output)], strict=True)
    parts = [decoder.decode(output[start:end]) for start, end in cuts]
    parts.append(decoder.decode(b"", final=True))
    places = list(accumulate(map(len, parts)))[:-2]
    return "".join(parts), list(zip(places[::2], places[1::2], strict=True))


def without(
    pattern: re.Pattern[str], text: str, spans: Sequence[Span]
) -> tuple[str, tuple[Span, ...]]:
    """A text without what a pattern matches, and the spans where they are then."""
    found = [match.span() for match in pattern.finditer(text)]
    starts = [start for start, _ in found]
    removed = [0, *accumulate(end - start for start, end in found)]

    def moved(at: int) -> int:
        before = bisect_left(starts, at)
        beyond = max(0, found[before - 1][1] - at) if before else 0
        return at - removed[before] + beyond

    return pattern.sub("", text), tuple((moved(start), moved(end)) for start, end in spans)
