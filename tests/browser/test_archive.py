"""The archive of `make archive`: unpacked, it is read from disk, without a server.

It's one of a few pages of each kind; with `--every`, it's that of the site.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from helpers.few import few
from helpers.support import ROOT
from playwright.sync_api import Browser, Page, Request, expect

from anyio_by_example.interpreter.interpreter import WITHOUT
from anyio_by_example.library.library import Library


@pytest.fixture(scope="session")
def unpacked(
    library: Library, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The unpacked archive, in a folder whose name is not only ASCII letters."""
    folder = tmp_path_factory.mktemp("archive")
    root = ROOT
    if not request.config.getoption("every"):
        root = folder / "few"
        few(root, library)
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder / "built")],
        cwd=root,
        env={**os.environ, "DIRECTORY_URLS": "false", WITHOUT: "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    name = shutil.make_archive(str(folder / "site"), "zip", folder / "built")
    shutil.unpack_archive(name, folder / "my düsk #1")
    return folder / "my düsk #1"


def failures(request: Request) -> list[str]:
    """What failed, but for what the browser gave up because it went on to another page."""
    if request.failure == "net::ERR_ABORTED":
        return []
    return [f"{request.url}: {request.failure}"]


@pytest.fixture(scope="module")
def offline(browser: Browser, unpacked: Path) -> Iterator[Page]:
    """A tab; a page in it may not complain, and ask for nothing but files of the archive."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        tab = context.new_page()
        tab.set_default_timeout(5000)
        wrong: list[str] = []
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.on(
            "console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None
        )
        tab.on("requestfailed", lambda r: wrong.extend(failures(r)))
        tab.on(
            "request",
            lambda r: (
                None if r.url.startswith((unpacked.as_uri(), "data:")) else wrong.append(r.url)
            ),
        )
        yield tab
        assert wrong == []


class Links(HTMLParser):
    """The addresses that a file links to, and its ids."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.addresses: set[str] = set()
        self.idents: set[str] = set()
        self.feed(file.read_text("utf-8"))

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what an element says."""
        for name, value in attrs:
            if value and name in ("href", "src"):
                self.addresses.add(value)
            elif value and name == "id":
                self.idents.add(value)


def test_links(unpacked: Path) -> None:
    """Every link between its pages leads to a file, and to an id that this file has.

    Permanent addresses are folders, to which a script adds the file that a server would show.
    """
    links = {file: Links(file) for file in unpacked.rglob("*.html")}
    found, wrong = 0, []
    for file in links:
        # which a server shows in the place of any page, so its addresses start at the server's root
        if file.name == "404.html":
            continue
        for address in links[file].addresses:
            url = urlsplit(address)
            if url.scheme or url.netloc:
                continue
            found += 1
            target = (file.parent / unquote(url.path)).resolve() if url.path else file
            ident = unquote(url.fragment)
            if target.parts[len(unpacked.parts) :][:1] in (("e",), ("r",)) and target.is_dir():
                target /= "index.html"
            if not target.is_file():
                wrong.append(f"{file.relative_to(unpacked)}: {address} is no file")
            elif ident and target.suffix == ".html" and ident not in links[target].idents:
                wrong.append(f"{file.relative_to(unpacked)}: {address} has no such id")
    assert found > 1000
    assert wrong == []


def test_permanent_links(offline: Page, unpacked: Path) -> None:
    """The link to a permanent address leads to the example's page, by no list of files."""
    offline.goto((unpacked / "nested-timeouts.html").as_uri())
    offline.locator("#timeouts-nested .example-more > summary").click()
    offline.locator("#timeouts-nested .example-address").click()
    expect(offline).to_have_url(re.compile(r"/e/timeouts/nested/index\.html$"))


def test_style_and_script(offline: Page, unpacked: Path) -> None:
    """Style sheet and script are there, and the script finds what it loads later: the tips."""
    offline.goto((unpacked / "timeouts.html").as_uri())
    family = offline.locator("#content h1").evaluate("h1 => getComputedStyle(h1).fontFamily")
    assert "serif" in family
    assert offline.evaluate("String(window.byExample.root)") == f"{unpacked.as_uri()}/"
    name = offline.locator(".example-code a.autorefs").first
    name.hover()
    offline.wait_for_function(
        "name => getComputedStyle(name).getPropertyValue('--tip')", arg=name.element_handle()
    )


def test_navigation(offline: Page, unpacked: Path) -> None:
    """The menu and its filter, the links of the text, and next and previous lead on."""
    offline.goto((unpacked / "index.html").as_uri())
    offline.locator("#menu").get_by_role("link", name="The ten sections").click()
    offline.locator("main").get_by_role("link", name="Limits for Threads").click()
    expect(offline.locator("h1")).to_contain_text("Limits for Threads")
    offline.locator(".menu-filter").fill("glossary")
    offline.locator(".menu-found a").click()
    expect(offline.locator("h1")).to_contain_text("Glossary")
    offline.go_back()
    expect(offline.locator("h1")).to_contain_text("Limits for Threads")
    offline.get_by_role("link", name="Previous").click()
    expect(offline.locator("h1")).to_contain_text("Threads, Connections and the Loop")
    offline.locator(".brand").click()
    expect(offline.locator("h1")).to_contain_text("AnyIO by Example")


def test_backend(offline: Page, unpacked: Path) -> None:
    """A choice of backend holds on the next page."""
    offline.goto((unpacked / "timeouts.html").as_uri())
    offline.locator(".example-differs").get_by_text("Trio").click()
    offline.wait_for_timeout(300)  # a busy browser writes it down later
    offline.goto((unpacked / "backend-differences.html").as_uri())
    shown = offline.locator("#backends-differences .example-output")
    expect(shown).to_have_count(2)
    expect(shown.first).to_be_hidden()
    expect(shown.last).to_be_visible()
    offline.locator("#backends-differences .choice").get_by_text("Both").click()
    expect(shown.first).to_be_visible()
    expect(shown.last).to_be_visible()


def test_timeline(offline: Page, unpacked: Path) -> None:
    """A part of a timeline marks the line of code that it belongs to."""
    offline.goto((unpacked / "timeouts.html").as_uri())
    part = offline.locator("#timeouts-move_on_after .tl-svg:visible .tl-seg[data-line]").first
    part.hover()
    line = offline.locator(f"#timeouts-move_on_after-L{part.get_attribute('data-line')}")
    expect(line).to_contain_class("tl-hot")


def test_search(offline: Page, unpacked: Path) -> None:
    """The search finds a page, and its result opens it."""
    offline.goto((unpacked / "reference" / "tls.html").as_uri())
    offline.locator("#search-open").click()
    offline.locator("#search-input").fill("move_on_after")
    result = offline.locator(".search-results a").first
    result.wait_for()
    result.click()
    offline.wait_for_url("**/reference/cancellation.html#**")


def test_permanent_addresses(offline: Page, unpacked: Path) -> None:
    """At its permanent address, an example shows its lines, and a point the code that proves it."""
    offline.goto((unpacked / "e/timeouts/move_on_after/index.html").as_uri() + "#L12")
    expect(offline.locator("#timeouts-move_on_after-L12")).to_contain_class("is-cited")
    expect(offline.locator("#timeouts-move_on_after .tl-svg:visible")).to_have_count(1)
    offline.goto((unpacked / "r/R601/index.html").as_uri())
    expect(offline.locator("#timeouts-blocking_wrong, #timeouts-blocking")).to_have_count(2)
    offline.locator(".crumbs a").nth(1).click()
    offline.wait_for_url("**/review.html")
