"""Views: what a browser fetches for the first view of a page, against Material's own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.browser import NAMES, find_browser
from benchmarks.compressed import compressed
from benchmarks.process import python
from benchmarks.project import copy_to, edit_config, temporary_folder
from benchmarks.result import Result, Row

_PAGES = ("timeouts/", "task-groups/", "threads/", "reference/task-groups/", "")

_SECTIONS = ("benefits/", "context-managers/", "task-groups/", "timeouts/", "threads/")
"""Those that the bar is for: the largest, and sections of many examples."""

_BAR = 45.0
"""kB of a first view."""

_MATERIAL = {r"  custom_dir: \S+\n": "", r"  - publish\n": "  - search\n"}
"""Makes of our configuration one with Material's own template, style sheets, script and search."""

_BLOCKING = """
() => performance.getEntriesByType("resource")
  .filter(each => each.renderBlockingStatus === "blocking")
  .map(each => each.name.replace(location.origin, ""))
"""


def measure(_repeat: int) -> Result:
    """Kilobytes that Chromium fetches for the first view of a page, compressed, headers included.

    The reference is the same page with Material's own template, style sheets, script and search. It
    is what it fetches without being asked, from its own origin; fonts of Google's are not counted.
    In other rows, the largest sections are held against 45 kB. Bytes don't vary, so this is done
    once.

    Notes name what blocks the first paint.

    Needs Chromium or one of its kind, and playwright.
    """
    program = find_browser()
    if program is None:
        return Result(notes=[f"left out, because none of {', '.join(NAMES)} is installed"])
    rows, notes = [], []
    with temporary_folder() as folder, _tab(program) as tab:
        sites = {name: _site(folder, name) for name in ("ours", "material")}
        fetched: dict[str, dict[str, float]] = {}
        for name, site in sites.items():
            with compressed(site) as address:
                pages = dict.fromkeys((*_PAGES, *_SECTIONS))
                fetched[name] = {page: _fetched(tab, address + page) for page in pages}
                tab.goto(address + _PAGES[0], wait_until="networkidle")
                blocking = tab.evaluate(_BLOCKING)
                notes.append(f"{name}: before the first paint, {', '.join(blocking) or 'nothing'}")
    for page in _PAGES:
        ours, material = [fetched["ours"][page]], [fetched["material"][page]]
        rows.append(Row(f"{page or 'home'} / with Material's own", ours, material, unit="kB"))
    for page in _SECTIONS:
        ours = [fetched["ours"][page]]
        rows.append(Row(f"{page} / {_BAR:.0f} kB", ours, [_BAR], 1.0, "kB"))
    return Result(rows, notes)


def _site(folder: Path, name: str) -> Path:
    copy = folder / name
    copy.mkdir()
    copy_to(copy)
    if name == "material":
        edit_config(copy, _MATERIAL)
        shutil.copytree(folder / "ours" / ".recordings", copy / ".recordings")
    python("-m", "mkdocs", "build", "-q", "--no-strict", folder=copy)
    return copy / "site"


@contextmanager
def _tab(program: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        # a container has no sandbox to offer, and the pages are our own
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser.new_page(viewport={"width": 1280, "height": 900})
        browser.close()


def _fetched(tab: Page, address: str) -> float:
    """Kilobytes that are transferred until nothing more is asked for."""
    session = tab.context.new_cdp_session(tab)
    total = 0.0

    def count(event: dict[str, Any]) -> None:
        nonlocal total
        total += event["encodedDataLength"]

    session.on("Network.loadingFinished", count)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    tab.goto(address, wait_until="networkidle")
    session.detach()
    return total / 1000
