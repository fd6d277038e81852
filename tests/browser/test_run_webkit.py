"""The same in WebKit, Safari's engine, where it's installed: `webkit2gtk-driver` and `xvfb`.

Playwright's own WebKit isn't a package of a distribution. WebKitGTK's is, and it's driven here as
the WebDriver standard says.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from helpers.prepared import prepared
from helpers.stage import served
from helpers.support import Site

DRIVER = "WebKitWebDriver"
SERVER = "Xvfb"

BROWSER = next(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser"), None)
"""What the driver starts, with a window on a screen that nobody sees."""

SECONDS = 60
"""How long a run may take: the first one starts Python."""

PRESS = "document.querySelector('#timeouts-move_on_after .example-run').click()"

SHOWN = """
const shown = (element) => element.getBoundingClientRect().height ? element.textContent : null;
return {
  status: document.querySelector(".here-status")?.textContent ?? "",
  outputs: [...document.querySelectorAll(".here-output")].map(shown),
  drawings: [...document.querySelectorAll(".here-drawing")].filter(shown).length,
};
"""
"""What a reader sees of an output, or null for one that takes no space."""

DRAW = """
document.querySelector(".here-draws input").click();
document.querySelector(".here-run").click();
"""


class Window:
    """A window of WebKit's.

    Args:
        address: Where its driver listens.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        options = {"binary": str(BROWSER), "args": ["--automation"]}
        always = {"webkitgtk:browserOptions": options}
        made = self._call("POST", "/session", {"capabilities": {"alwaysMatch": always}})
        self._session = f"/session/{made['sessionId']}"

    def visit(self, address: str) -> None:
        """Go to a page."""
        self._call("POST", f"{self._session}/url", {"url": address})

    def run(self, script: str) -> Any:
        """What a script returns there."""
        asked = {"script": script, "args": []}
        return self._call("POST", f"{self._session}/execute/sync", asked)

    def close(self) -> None:
        """Close it."""
        self._call("DELETE", self._session)

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self._address}{path}", data, method=method)
        with urlopen(request, timeout=SECONDS) as answer:
            return json.load(answer)["value"]


@pytest.fixture
def window() -> Iterator[Window]:
    """A window of WebKit's. It's 100 MB more to install, so nobody has to have it."""
    if not (BROWSER and shutil.which(DRIVER) and shutil.which(SERVER)):
        pytest.skip(f"{DRIVER}, MiniBrowser or {SERVER} isn't installed")
    prepared()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = ["xvfb-run", "--auto-servernum", DRIVER, f"--port={port}"]
    # as root it has no sandbox of its own, and no graphics card draws for it
    more = {
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
        "LIBGL_ALWAYS_SOFTWARE": "1",
    }
    process = subprocess.Popen(
        command,
        env={**os.environ, **more},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(port)
        window = Window(f"http://127.0.0.1:{port}")
        yield window
        window.close()
    finally:
        os.killpg(process.pid, 15)
        process.wait()


def wait_for(port: int) -> None:
    """Wait until something listens at a port."""
    until = time.monotonic() + SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def finished(window: Window) -> dict[str, Any]:
    """What is seen when a run has finished."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        time.sleep(0.2)
        seen: dict[str, Any] = window.run(SHOWN)
        if not seen["status"].startswith(("Loading", "Starting", "Running")) and seen["status"]:
            return seen
    pytest.fail("the run doesn't finish")


def test_run(window: Window, site: Site) -> None:
    """An example runs there, what it prints is seen, and it can be drawn."""
    with served(site.folder) as server:
        window.visit(f"{server.address}timeouts/")
        window.run(PRESS)
        seen = finished(window)
        assert seen["status"] == "Finished: as recorded"
        assert seen["outputs"] == ["waiting for a slow answer\ngave up: True\n"] * 2
        assert seen["drawings"] == 0
        window.run(DRAW)
        seen = finished(window)
        assert seen["status"] == "Finished: as recorded"
        assert seen["drawings"] == 2
