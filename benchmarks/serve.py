"""Serve: from saving a snippet to its new output in a browser, against saving prose."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from playwright.sync_api import Locator

from anyio_by_example.library import Library
from benchmarks.browser import NAMES, find_browser, open_tab
from benchmarks.project import copy_to, temporary_folder
from benchmarks.result import Result, Row
from benchmarks.server import serving

_BAR = 1.2

_PAGE = "index.md"
_EXAMPLE = "home/first_look.py"
"""An example on that page whose output is the same on all runtimes."""

_PATIENCE = 60_000.0
"""Milliseconds until the page must show what was saved."""


def measure(repeat: int) -> Result:
    """Seconds from saving a snippet to its new output in a real browser, under `mkdocs serve`.

    The reference saves a paragraph on the same page. Both are done by turns in a copy of the whole
    project, with everything recorded. A new output can't be there before the example has run on
    its slowest runtime, so the bar is 1.2 plus that time (divided by the reference's, as the rest).
    Needs Chromium or one of its kind, and playwright.
    """
    program = find_browser()
    if program is None:
        return Result(notes=[f"left out, because none of {', '.join(NAMES)} is installed"])
    snippet: list[float] = []
    prose: list[float] = []
    run: list[float] = []
    with temporary_folder() as folder:
        copy_to(folder)
        author = _Author(folder)
        with serving(folder) as address, open_tab(program, address) as tab:
            output = tab.locator(f"#{author.example.id} .example-output")
            paragraph = tab.locator("p")
            for number in range(repeat):
                prose.append(_wait(paragraph, f"Prose {number}.", author.save_prose))
                snippet.append(_wait(output, f"Output {number}.", author.save_snippet))
                run.append(author.run_seconds())
    row = Row("saved snippet / saved prose", snippet, prose, _BAR + median(run) / median(prose))
    rest = median(snippet) - median(prose) - median(run)
    note = (
        f"the example itself takes {median(run):.2f} s on its slowest runtime; "
        f"the rest of the difference is {rest:.2f} s (medians)"
    )
    return Result([row], [note])


class _Author:
    """Saves files as an author would.

    Args:
        folder: The served copy of the project.
    """

    def __init__(self, folder: Path) -> None:
        self._library = Library(folder / "snippets")
        self.example = self._library.example(_EXAMPLE)
        self._reviewed = self.example.path.with_suffix(".out")
        self._output = self._reviewed.read_text("utf-8")
        self._timeline = self.example.path.with_suffix(".timeline")
        self._events = self._timeline.read_text("utf-8")
        self._page = folder / "docs" / _PAGE
        self._prose = self._page.read_text("utf-8")

    def save_prose(self, text: str) -> None:
        """Let the page end with a paragraph."""
        self._page.write_text(f"{self._prose}\n{text}\n", "utf-8")

    def save_snippet(self, text: str) -> None:
        """Let the example print one more line, and say so in what was reviewed."""
        self._reviewed.write_text(f"{self._output}{text}\n", "utf-8", newline="\n")
        event = f"   0.5 s  the program prints “{text}”\n"
        self._timeline.write_text(self._events + event, "utf-8", newline="\n")
        self.example.path.write_text(f"{self.example.text}print({text!r})\n", "utf-8")

    def run_seconds(self) -> float:
        """How long the saved example itself ran, on its slowest runtime."""
        recordings = self._library.recordings(self._library.example(_EXAMPLE))
        return max(recording.seconds for recording in recordings.values())


def _wait(place: Locator, text: str, save: Callable[[str], None]) -> float:
    """Save a text. Returns the seconds until the browser shows it in a place."""
    start = time.monotonic()
    save(text)
    place.filter(has_text=text).first.wait_for(timeout=_PATIENCE)
    return time.monotonic() - start
