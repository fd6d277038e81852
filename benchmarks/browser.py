"""Browser: Chromium, or one of its kind, as installed on this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Error, Page, sync_playwright

from benchmarks.failure import Failure

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


def find_browser() -> str | None:
    """The browser's program, or None if there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def open_tab(program: str, address: str) -> Iterator[Page]:
    """A tab of a browser of its own.

    Args:
        program: The browser.
        address: What the tab shows.

    Raises:
        Failure: if the browser fails, or what is awaited in it doesn't come.
    """
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=program,
                # a container has no sandbox to offer, and the pages are our own
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
            with browser.new_page() as tab:
                tab.goto(address)
                yield tab
        except Error as error:
            raise Failure(f"in the browser: {error}") from None
