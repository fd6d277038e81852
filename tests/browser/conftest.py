"""A real browser, where there is one."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from helpers.handmade import EDITOR, HandMade
from helpers.stage import Served, lay, served
from helpers.support import Site, needs
from playwright.sync_api import Browser, sync_playwright

WHOLE = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Chromium, or one of its kind; without its windows if it can be had so, for half the time.

    Not for the whole session: until it's closed, playwright's own event loop runs in this thread,
    and the examples couldn't start theirs.
    """
    names = WHOLE if request.node.get_closest_marker("whole_browser") else SHELLS + WHOLE
    path = next(filter(None, map(shutil.which, names)), None)
    needs("a browser", None if path else f"none of {', '.join(names)} is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            # a container has no sandbox to offer, and the pages are our own
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The page with nothing on it but the runner of "Run here", served."""
    folder = tmp_path_factory.mktemp("stage") / "site"
    lay(folder)
    with served(folder) as server:
        yield server


@pytest.fixture
def handmade(browser: Browser) -> Iterator[HandMade]:
    """A page of its own, on which nothing may go wrong and nothing break its policy."""
    needs("the editor", None if EDITOR.is_file() else "make interpreter makes it")
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        handmade = HandMade(context.new_page())
        handmade.tab.set_default_timeout(10_000)
        handmade.tab.route("**/*", handmade.answer)
        handmade.tab.on("pageerror", lambda error: handmade.complaints.append(str(error)))
        handmade.tab.on("console", handmade.hear)
        yield handmade
    assert handmade.complaints == []


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    """The built site, served on a loopback address."""
    handler = partial(_Quiet, directory=str(site.folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()
