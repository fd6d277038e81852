"""Ending: the end of a program that is drawn, at which its picture is made."""

from __future__ import annotations

import atexit
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from anyio_timeline.editing import timeline as edited
from anyio_timeline.picture.axis import in_words
from anyio_timeline.running.execution import INTERRUPTED
from anyio_timeline.standalone import FORMATS
from anyio_timeline.watching.story import Story


class Ending:
    """Draws what a program did when it ends: by itself, by Ctrl-C or by SIGTERM.

    As without a picture, Python waits for the program's threads first and calls its exit handlers,
    and after a signal, that signal is what the process dies of.

    Args:
        story: What is taken down.
        title: What it is of.
        output: Where its picture goes, from the root; the suffix says what is made.
    """

    def __init__(self, story: Story, title: str, output: Path) -> None:
        self.story = story
        self.title = title
        self.output = output
        self.status = 0
        """The exit status of the program."""
        self._process = os.getpid()

    def expect(self) -> None:
        """Draw when the program ends. An older picture goes now: it would look like the result."""
        self.output.unlink(missing_ok=True)
        atexit.register(self._end)  # what is registered first is called last
        if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
            signal.signal(signal.SIGTERM, self._terminate)

    def _end(self) -> None:
        self._draw()
        if self.status == INTERRUPTED and os.name == "posix":
            for stream in (sys.stdout, sys.stderr):
                # the program may have closed it
                with suppress(AttributeError, OSError, ValueError):
                    stream.flush()
            _die(signal.SIGINT)

    def _terminate(self, number: int, _: Any) -> None:
        try:
            self._draw()
        finally:
            _die(number)

    def _draw(self) -> None:
        if os.getpid() != self._process:
            return  # a fork of the program ends
        if message := self._keep():
            _say(f"timeline: {message}")

    def _keep(self) -> str:
        """Write the picture. Returns what there is to say about it."""
        if not self.story.lives:
            return f"{self.title} starts no event loop, so there is nothing to draw."
        kind = self.output.suffix.lower()
        drawn = edited(self.story, digits=3 if kind == ".txt" else 2)
        if not drawn.tasks:
            return (
                f"{self.title} starts an event loop, but none of its own functions ran in a task "
                "there, so there is nothing to draw."
            )
        try:
            self.output.write_text(FORMATS[kind](drawn, self.title), "utf-8")
        except OSError as error:
            return f"the timeline can't be kept: {error}"
        if drawn.is_cut:
            until = in_words(drawn.end.seconds)
            return f"{self.title} does more than a timeline can hold; it's drawn until {until}."
        return ""


def _die(number: int) -> None:
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _say(message: str) -> None:
    # the program may have closed it
    with suppress(AttributeError, OSError, ValueError):
        print(message, file=sys.stderr)
