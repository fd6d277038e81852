"""Serve: from saving a file to seeing it in a browser, in seconds."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Locator, Page

from anyio_by_example.library.library import Library
from anyio_by_example.publishing.search import DATA
from benchmarks.browser import NAMES, find_browser, open_tab
from benchmarks.project import copy_to, temporary_folder
from benchmarks.result import Result, Row
from benchmarks.server import serving

_LONGEST = 3.0
"""Seconds that an author may wait."""

PAGE = "install"
EXAMPLE = "home/first_look.py"
"""An example on that page whose output is the same on all runtimes."""

_REFERENCE = "reference/cancellation"
_ENTRY = "anyio.move_on_after"
"""A page of the reference, and an entry on it."""

_SOUGHT = "A sentence that is on no page otherwise."

_PATIENCE = 180_000.0
"""Milliseconds until the page must show what was saved."""


def measure(repeat: int) -> Result:
    """Seconds from saving a file to seeing it in a real browser, under `mkdocs serve`.

    By turns are saved: a paragraph of prose, a snippet on the same page, and a paragraph on a page
    of the reference; in a copy of the whole project, with everything recorded. Each is held against
    3 seconds, for an otherwise idle machine with 2 cores; this is not a ratio of two measurements.
    A new output can't be there before the example has run on its slowest runtime. After each save,
    what is served must be whole: a page of the reference and the search index must have the entry
    that they had. The last two are of the page served alone. Noted is how long it takes until the
    search knows a saved paragraph too, which is when all pages are built anew.

    Needs Chromium or one of its kind, and playwright.
    """
    program = find_browser()
    if program is None:
        return Result(notes=[f"left out, because none of {', '.join(NAMES)} is installed"])
    prose: list[float] = []
    snippet: list[float] = []
    reference: list[float] = []
    run: list[float] = []
    wrong: list[str] = []
    with temporary_folder() as folder:
        copy_to(folder)
        author = _Author(folder)
        with serving(folder) as address, open_tab(program, address) as tab:
            output = tab.locator(f"#{author.example.id} .example-output")
            paragraph = tab.locator("p")
            for number in range(repeat):
                tab.goto(f"{address}{PAGE}/")
                prose.append(_wait(paragraph, f"Prose {number}.", author.save_prose))
                wrong += _lacking(tab, address, f"prose {number}")
                snippet.append(_wait(output, f"Output {number}.", author.save_snippet))
                wrong += _lacking(tab, address, f"snippet {number}")
                run.append(author.run_seconds())
                tab.goto(f"{address}{_REFERENCE}/")
                reference.append(_wait(paragraph, f"Remark {number}.", author.save_reference))
                wrong += _lacking(tab, address, f"reference {number}")
            author.save_prose(_SOUGHT)
            begun = time.monotonic()
            while _SOUGHT not in tab.request.get(f"{address}{DATA}", timeout=_PATIENCE).text():
                time.sleep(0.1)
            found = time.monotonic() - begun
        alone = _alone(folder, author, program, repeat)
    saved = {"prose": prose, "snippet": snippet, "reference page": reference, **alone}
    rows = [
        Row(f"saved {name} / {_LONGEST:.0f} seconds", seconds, [_LONGEST] * repeat, 1.0)
        for name, seconds in saved.items()
    ]
    notes = [
        f"the example itself takes {median(run):.2f} s on its slowest runtime (median)",
        f"after {3 * repeat} saves, {len(wrong)} times something was missing in what is served",
        f"{found:.1f} s after a paragraph was saved, the search finds it (once)",
    ]
    return Result(rows, notes, wrong)


def _alone(folder: Path, author: _Author, program: str, repeat: int) -> dict[str, list[float]]:
    """The seconds of each save where only the page is served, by what is saved."""
    prose: list[float] = []
    snippet: list[float] = []
    with serving(folder, PAGE) as address, open_tab(program, address) as tab:
        output = tab.locator(f"#{author.example.id} .example-output")
        tab.goto(f"{address}{PAGE}/")
        for number in range(repeat):
            prose.append(_wait(tab.locator("p"), f"Alone {number}.", author.save_prose))
            snippet.append(_wait(output, f"Alone {number}.", author.save_snippet))
    return {"prose, page alone": prose, "snippet, page alone": snippet}


def _lacking(tab: Page, address: str, saved: str) -> Iterator[str]:
    """Where the entry is missing that must be there after every save."""
    page = tab.request.get(f"{address}{_REFERENCE}/", timeout=_PATIENCE)
    if f"id={_ENTRY} " not in page.text():
        yield f"after {saved} was saved, {_REFERENCE} has no {_ENTRY} (status {page.status})"
    index = tab.request.get(f"{address}{DATA}", timeout=_PATIENCE)
    if json.dumps(_ENTRY) not in index.text():
        yield f"after {saved} was saved, the search has no {_ENTRY} (status {index.status})"


class _Author:
    """Saves files as an author would.

    Args:
        folder: The served copy of the project.
    """

    def __init__(self, folder: Path) -> None:
        self._library = Library(folder / "snippets")
        self.example = self._library.example(EXAMPLE)
        self._reviewed = self.example.path.with_suffix(".out")
        self._output = self._reviewed.read_text("utf-8")
        self._timeline = self.example.path.with_suffix(".timeline")
        self._events = self._timeline.read_text("utf-8")
        self._page = folder / "docs" / f"{PAGE}.md"
        self._prose = self._page.read_text("utf-8")
        self._reference = folder / "docs" / f"{_REFERENCE}.md"
        self._entries = self._reference.read_text("utf-8")

    def save_prose(self, text: str) -> None:
        """Let the page end with a paragraph."""
        self._page.write_text(f"{self._prose}\n{text}\n", "utf-8")

    def save_reference(self, text: str) -> None:
        """Let a page of the reference end with a paragraph."""
        self._reference.write_text(f"{self._entries}\n{text}\n", "utf-8")

    def save_snippet(self, text: str) -> None:
        """Let the example print one more line, and say so in what was reviewed."""
        self._reviewed.write_text(f"{self._output}{text}\n", "utf-8", newline="\n")
        event = f"   0.5 s  the program prints “{text}”\n"
        self._timeline.write_text(self._events + event, "utf-8", newline="\n")
        self.example.path.write_text(f"{self.example.text}print({text!r})\n", "utf-8")

    def run_seconds(self) -> float:
        """How long the saved example itself ran, on its slowest runtime."""
        recordings = self._library.recordings(self._library.example(EXAMPLE))
        return max(recording.seconds for recording in recordings.values())


def _wait(place: Locator, text: str, save: Callable[[str], None]) -> float:
    """Save a text. Returns the seconds until the browser shows it in a place."""
    start = time.monotonic()
    save(text)
    place.filter(has_text=text).first.wait_for(timeout=_PATIENCE)
    return time.monotonic() - start
