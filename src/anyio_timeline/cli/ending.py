"""Ending: the end of a program that is drawn, at which its picture is made."""

from __future__ import annotations

import atexit
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from math import inf
from pathlib import Path
from typing import Any

from anyio_timeline.editing import Edition
from anyio_timeline.picture.axis import in_words
from anyio_timeline.standalone import FORMATS
from anyio_timeline.testing import Test, as_file, draw_each
from anyio_timeline.watching.story import Story


class Ending:
    """Draws what a program did when it ends: by itself, by Ctrl-C or by SIGTERM.

    As without a picture, Python waits for the program's threads first and calls its exit handlers,
    and after a signal, that signal is what the process dies of.

    Args:
        story: What is taken down.
        title: What it is of.
        output: Where its picture goes, from the root; the suffix says what is made.
        window: The seconds from which and until which it's drawn.
    """

    def __init__(
        self, story: Story, title: str, output: Path, window: tuple[float, float] = (0.0, inf)
    ) -> None:
        self.story = story
        self.title = title
        self.output = output
        self.window = window
        self.each = "{test}" in str(output)
        """Whether there is a picture for each test."""
        self._has_tests = False
        self._process = os.getpid()
        self.before_drawing: Callable[[], object] = lambda: None
        """What is done first when the program has ended."""

    def expect(self) -> None:
        """Draw when the program ends. An older picture goes now: it would look like the result."""
        if self.each:
            draw_each(self._test)
        else:
            self.output.unlink(missing_ok=True)
        atexit.register(self._draw)  # what is registered first is called last
        if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
            signal.signal(signal.SIGTERM, self._terminate)

    def _test(self, test: Test | None) -> None:
        """Draw what a test did, and begin with the next one."""
        self._has_tests = True
        if test and os.getpid() == self._process and self.story.lives:
            output = Path(str(self.output).replace("{test}", as_file(test.id)))
            self.story.report(test.name if test.is_async else "", test.error)
            if message := self._keep(test.id, output):
                say(f"timeline: {message}")
        self.story.again()

    def _terminate(self, number: int, _: Any) -> None:
        try:
            self._draw()
        finally:
            _die(number)

    def _draw(self) -> None:
        if os.getpid() != self._process:
            return  # a fork of the program ends
        self.before_drawing()
        if self.story.blocking:
            self.story.blocking.end()
        if not self.each:
            message = self._keep(self.title, self.output)
        elif not self._has_tests:
            message = (
                f"{self.title} runs no test with pytest in this process, which {{test}} asks for."
            )
        else:
            return
        if message:
            say(f"timeline: {message}")

    def _keep(self, title: str, output: Path) -> str:
        """Write a picture. Returns what there is to say about it."""
        if not self.story.lives:
            return f"{title} starts no event loop, so there is nothing to draw."
        edition = Edition(self.story, *self.window)
        if edition.is_empty and self.story.any_shown:
            return f"{title} did nothing at the times that were asked for."
        if edition.is_empty:
            return (
                f"{title} starts an event loop, but none of its own functions ran in a task "
                "there, so there is nothing to draw."
            )
        try:
            text = FORMATS[output.suffix.lower()](edition, title)
            output.write_text(text, "utf-8")
        except OSError as error:
            return f"the timeline can't be kept: {error}"
        if failure := self.story.failure:
            return (
                f"this is drawn until {in_words(edition.end)} only, for the timeline itself has "
                f"failed: {type(failure).__name__}: {failure}. Please report that."
            )
        if self.story.is_full:
            until = in_words(edition.end)
            return (
                f"{title} does more than was to be taken down; it's drawn until {until}. "
                "--first N takes more, and --last N what comes last."
            )
        return ""


def _die(number: int) -> None:
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def say(message: str) -> None:
    """Say a line on standard error, if there is one: the program may have closed it."""
    if sys.stderr:
        with suppress(AttributeError, OSError, ValueError):
            print(message, file=sys.stderr, flush=True)
