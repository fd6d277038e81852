"""Stage: the runner of "Run here" on a page of its own, served under the site's policy."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from typing import Any, cast

from playwright.sync_api import Browser, Page

from anyio_by_example.library.library import Library
from anyio_by_example.publishing import finish, run_here
from anyio_by_example.publishing.site import Site
from helpers.prepared import prepared
from helpers.support import ROOT

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Stage</title>
<link rel="icon" href="data:,">
<script type="module" src="stage.js"></script>
</head>
<body></body>
</html>
"""

_REMOTE = _PAGE.replace("stage.js", "remote.js")
"""The page for a browser that can't be driven: it asks for what to do."""

_SCRIPTS = ("stage.js", "remote.js")


@dataclass(frozen=True)
class Answer:
    """What a host sends in the place of a file."""

    content: bytes
    status: HTTPStatus = HTTPStatus.OK
    headers: dict[str, str] = field(default_factory=dict)
    until: int | None = None
    """After so many bytes of it nothing more comes: the connection is closed."""
    holds: bool = False
    """It isn't closed then."""


@dataclass
class Served:
    """A folder, served on a loopback address of its own."""

    folder: Path
    address: str = ""
    asked: list[str] = field(default_factory=list)
    """The paths that were asked for."""
    instead: dict[str, Callable[[bytes], bytes | Answer | None]] = field(default_factory=dict)
    """What is sent in the place of a file, by its path; None for 404."""
    held: threading.Event = field(default_factory=threading.Event)
    """Set, it ends what an answer holds."""
    posted: Queue[Any] = field(default_factory=Queue)
    """What was sent to the server, as JSON."""


def lay(folder: Path, run: Path | None = None) -> None:
    """Write the page and all that the runner loads.

    Args:
        folder: Where it goes.
        run: The `run/` of a built site; None for what it would be.
    """
    if run:
        shutil.copytree(run, folder / "run")
    else:
        (folder / "run").mkdir(parents=True)
        for file in prepared().files:
            shutil.copyfile(file, folder / "run" / file.name)
        for part, content in run_here.parts().items():
            (folder / "run" / part).write_bytes(content)
    (folder / "index.html").write_text(_PAGE, "utf-8")
    (folder / "remote.html").write_text(_REMOTE, "utf-8")
    for name in _SCRIPTS:
        shutil.copyfile(ROOT / "tests" / "helpers" / name, folder / name)
    finish.write(Site(folder, ROOT / "docs", "Stage", "", "", [], Library(ROOT / "snippets")))


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a folder, and remember what is asked for."""
    served = Served(folder)

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(folder))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            served.asked.append(path)
            if path not in served.instead:
                return super().do_GET()
            answer = served.instead[path](Path(self.translate_path(path)).read_bytes())
            if answer is None:
                return self.send_error(HTTPStatus.NOT_FOUND)
            if isinstance(answer, bytes):
                answer = Answer(answer)
            self.send_response(answer.status)
            self.send_header("Content-Length", str(len(answer.content)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.content[: answer.until])
            if answer.holds:
                served.held.wait()
            return None

        def do_POST(self) -> None:
            served.asked.append(self.path)
            served.posted.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served.address = f"http://127.0.0.1:{server.server_address[1]}/"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield served
        served.held.set()
        server.shutdown()
        thread.join()


def program(text: str, **more: object) -> dict[str, object]:
    """A program as the runner takes it."""
    return {
        "file": "case.py",
        "text": text,
        "support": {},
        "backend": "asyncio",
        "clock": "real",
        "order": "pinned",
        "extras": [],
        **more,
    }


@dataclass
class Stage:
    """The page, open in a browser."""

    page: Page

    @classmethod
    def open(cls, browser: Browser, address: str) -> Stage:
        """Open the page in a window of its own."""
        page = browser.new_page()
        page.goto(address)
        page.wait_for_function("window.stage !== undefined")
        return cls(page)

    def call(self, name: str, *values: object) -> Any:
        """Call one of the functions of `stage.js`."""
        return self.page.evaluate("([name, values]) => stage[name](...values)", [name, values])

    def run(self, text: str, stop: float | str | None = None, **more: object) -> dict[str, Any]:
        """Run a program; stop it after so many milliseconds, or when it has `output`.

        Returns:
            How it ended, with its `output` and the `longest` time that the page was blocked.
        """
        return cast("dict[str, Any]", self.call("run", program(text, **more), stop))
