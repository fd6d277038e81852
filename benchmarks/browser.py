"""Browser: Chromium, or one of its kind, as installed on this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

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
    """
    # here, because it's a dependency of tests only
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            # a container has no sandbox to offer, and the pages are our own
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        tab = browser.new_page()
        tab.goto(address)
        yield tab
        browser.close()
