"""Run here: what a reader waits for a first output, and what it costs who never asks for one."""

from __future__ import annotations

import gzip
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from anyio_by_example.interpreter.interpreter import WITHOUT, Interpreter, MissingError
from benchmarks.browser import NAMES, find_browser
from benchmarks.compressed import compressed
from benchmarks.process import python
from benchmarks.project import INTERPRETER, copy_to, temporary_folder
from benchmarks.result import Result, Row

_PAGE, _CARD = "timeouts/", "timeouts-move_on_after"
_FIRST = "waiting for a slow answer"
"""An example, and the first line that it prints."""

_SECTIONS = ("timeouts", "task-groups", "exceptions", "when-to-use")

_ENDLESS = "while True: pass\n"

_PATIENCE = 60_000.0

_MOMENT = 300.0
"""Milliseconds for which the pointer is at a button before it's pressed."""

_PRESS = """(button, [text, patience]) => new Promise((resolve, reject) => {
  setTimeout(reject, patience, new Error(`no ${text} within ${patience} ms`));
  const begun = performance.now();
  const isShown = (output) => output.textContent.includes(text);
  const observer = new MutationObserver(() => {
    if (![...document.querySelectorAll(".here-output")].some(isShown)) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve((performance.now() - begun) / 1000)));
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  button.click();
})"""
"""Presses a button and gives the seconds until a text is seen, from inside of the page: whoever
asks again and again from outside hears of it up to half a second late."""

_COLD, _WARM, _STOP, _LOADED, _ADDED = 5.0, 2.0, 3.0, 4.5, 2.0
"""The most that may be: seconds to a first output, seconds from Stop to a ready interpreter,
megabytes, and kilobytes."""


def measure(repeat: int) -> Result:
    """What "Run here" takes, in Chromium, from a server on this machine.

    - A first output: seconds from pressing *Run* on an example's card, at which the pointer has
      been for a moment, until its first line is there, on asyncio and on Trio. Cold, in a browser
      that has never been here; warm, when the same browser comes back to the page.
    - Stop: seconds from pressing *Stop*, while `while True: pass` runs, until another program has
      run in a fresh interpreter.
    - Megabytes that the first run loads, compressed.
    - Kilobytes that pages cost more than without an interpreter, for who never presses *Run*:
      compressed HTML, style sheet and script. The page that grew most counts.

    The bars are for a machine with 2 cores and nothing else to do.

    Needs Chromium or one of its kind, playwright, and a prepared interpreter.
    """
    program = find_browser()
    if program is None:
        return Result(notes=[f"left out, because none of {', '.join(NAMES)} is installed"])
    try:
        interpreter = Interpreter.find(INTERPRETER)
    except MissingError as missing:
        return Result(notes=[f"left out: {missing}"])
    cold: dict[str, list[float]] = {"asyncio": [], "Trio": []}
    warm: dict[str, list[float]] = {"asyncio": [], "Trio": []}
    stopped: list[float] = []
    with temporary_folder() as folder:
        copy_to(folder)
        shutil.copytree(INTERPRETER.parent / ".recordings", folder / ".recordings")
        python("-m", "mkdocs", "build", "--quiet", folder=folder)
        added = _added(folder)
        with compressed(folder / "site") as address:
            for _ in range(repeat):
                for loop in cold:
                    with _reader(program) as context:
                        cold[loop].append(_first(context, address, loop))
                        warm[loop].append(_first(context, address, loop))
                        stopped.append(_stop(context.pages[-1]))
    rows = [
        *(_row(f"first output on {loop}, cold", each, _COLD) for loop, each in cold.items()),
        *(_row(f"first output on {loop}, warm", each, _WARM) for loop, each in warm.items()),
        _row("Stop until another program has run", stopped, _STOP),
        Row("loaded by a first run", [interpreter.bytes / 1e6], [_LOADED], 1.0, "MB"),
        Row("added to a page, never run", [max(added.values())], [_ADDED], 1.0, "kB"),
    ]
    return Result(
        rows, [f"{page}/ has {kilobytes:.2f} kB more" for page, kilobytes in added.items()]
    )


def _row(what: str, seconds: list[float], bar: float) -> Row:
    return Row(f"{what} / {bar:.0f} seconds", seconds, [bar] * len(seconds), 1.0)


def _added(folder: Path) -> dict[str, float]:
    """Kilobytes that pages have more than without an interpreter."""
    python(
        "-m", "mkdocs", "build", "--quiet", "--site-dir", "bare", folder=folder, more={WITHOUT: "1"}
    )

    def size(site: str, page: str) -> int:
        files = (f"{page}/index.html", "assets/site.css", "assets/site.js")
        return sum(len(gzip.compress((folder / site / file).read_bytes(), 9)) for file in files)

    return {page: (size("site", page) - size("bare", page)) / 1000 for page in _SECTIONS}


@contextmanager
def _reader(program: str) -> Iterator[BrowserContext]:
    """A browser that has never been anywhere."""
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        # a container has no sandbox to offer, and the pages are our own
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=program, args=arguments
        )
        yield context
        context.close()


def _first(context: BrowserContext, address: str, loop: str) -> float:
    """Seconds from pressing Run until the first line is there, on a page opened anew."""
    tab = context.new_page()
    tab.goto(address + _PAGE, wait_until="networkidle")
    tab.evaluate("loop => { document.documentElement.dataset.backend = loop; }", loop.lower())
    button = tab.locator(f"#{_CARD} .example-run")
    button.hover()
    tab.wait_for_timeout(_MOMENT)
    return float(button.evaluate(_PRESS, [_FIRST, _PATIENCE]))


def _stop(tab: Page) -> float:
    """Seconds from Stop, while a program runs without end, until another one has run."""
    card = tab.locator(f"#{_CARD}")
    editor = card.get_by_role("textbox")
    editor.fill(_ENDLESS)
    card.get_by_role("button", name="Run", exact=True).click()
    stop = card.get_by_role("button", name="Stop")
    stop.wait_for(timeout=_PATIENCE)
    tab.wait_for_timeout(500)
    start = time.monotonic()
    stop.click()
    editor.fill("print('ready again')\n")
    card.get_by_role("button", name="Run", exact=True).evaluate(_PRESS, ["ready again", _PATIENCE])
    return time.monotonic() - start
