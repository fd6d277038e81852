"""Drawing: what a program does is watched, and drawn when it has ended."""

from __future__ import annotations

from anyio_timeline.editing import Edition
from anyio_timeline.standalone import as_svg
from anyio_timeline.watching.program import watch_program
from anyio_timeline.watching.story import Story
from anyio_timeline.words import as_text

_DIGITS = 2
"""Digits of a measured time besides the first one."""


class Drawing:
    """The picture of one run. What it watches stays watched until the interpreter's end.

    Args:
        path: The program's file.
        times: "measured" by a clock; or "asked", as the program asks for them in its sleeps and
            deadlines, where all else takes no time.
    """

    def __init__(self, path: str, times: str) -> None:
        self._story = Story(is_measured=times == "measured")
        watch_program({path}, self._story)

    def made(self, title: str) -> dict[str, str] | None:
        """The picture as SVG, and its `words`, a line for each event; None if nothing was done.

        Args:
            title: What stands above it.
        """
        edition = Edition(self._story)
        if edition.is_empty:
            return None
        timeline = edition.timeline(_DIGITS)
        return {"svg": as_svg(timeline, title), "words": as_text(timeline)}
