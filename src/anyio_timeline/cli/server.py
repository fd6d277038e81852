"""Server: the process that shows a program while it runs, on this machine.

It has a process of its own, so that neither drawing nor a slow browser keeps the program waiting.
"""

from __future__ import annotations

import os
import secrets
import socket
import sys
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from math import inf
from pathlib import Path
from socketserver import TCPServer
from threading import Lock, Thread
from time import monotonic, sleep
from typing import Any

from anyio_timeline.cli.asking import Asker
from anyio_timeline.cli.restoring import restored
from anyio_timeline.editing import Edition
from anyio_timeline.html import escaped
from anyio_timeline.standalone import FORMATS

_HOST = "127.0.0.1"

_FRESH = 0.5
"""Seconds in which a page that was made is given again."""

_LOOK = 0.5
"""Seconds between two looks whether the program is still there."""

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)

_EMPTY = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body><h1>{title}</h1>
<p>{reason}</p>
</body>
</html>"""

_BELOW = """\
<p class="live" role="status" data-end="{end}"{over}>{state}</p>
<script>
{script}
</script>
</body>"""

_RUNS = "It runs, and this page follows. What goes on is drawn as if it ended now."
_FULL = "It runs; what comes now isn't taken down. What goes on is drawn as if it ended now."
_FAILED = "It runs, but this ends early: the timeline itself has failed ({}). Please report it."
_BUSY = "It runs, and is too busy, forks too often, or has done too much, to be drawn now."
_NOTHING = "None of the program's own functions has run in a task yet."


class Pages:
    """Makes the page of a program, as it is when somebody asks.

    Args:
        program: The connection to its process.
        title: What it is of.
        output: The name of the file that is written at the end.
        window: The seconds from which and until which it's drawn.
    """

    def __init__(
        self, program: socket.socket, title: str, output: str, window: tuple[float, float]
    ) -> None:
        self._title = title
        self._window = window
        is_each = "{test}" in output
        each, one = f"Each test is drawn into {output} when it ends.", "What is drawn of it comes "
        self._end = each if is_each else f"{one}into {output}, unless it was killed."
        # what comes in the next test is taken down again
        self._ends = not is_each
        self._script = (files("anyio_timeline") / "cli" / "live.js").read_text("utf-8")
        self._lock = Lock()
        self._asker = Asker(program)
        self._made, self._html, self._state = -inf, self._empty(_NOTHING), _BUSY

    def page(self) -> str:
        """The page as of now.

        Raises:
            OSError: if the program has ended.
        """
        with self._lock:
            if monotonic() - self._made > _FRESH:
                content = self._asker.ask()
                self._state = _BUSY
                if content is not None:
                    with suppress(Exception):  # of something that the program is the first to have
                        self._html, self._state = self._drawn(content)
                self._made = monotonic()
            return self._whole()

    def look(self) -> None:
        """See that the program is there.

        Raises:
            OSError: if it has ended.
        """
        with self._lock:
            self._asker.drain()

    def _drawn(self, content: bytes) -> tuple[str, str]:
        story, taken = restored(content)
        edition = Edition(story, *self._window)
        html = self._empty(_NOTHING)
        if not edition.is_empty:
            html = FORMATS[".html"](edition, self._title)
        if taken.failure:
            return html, _FAILED.format(taken.failure)
        return html, _FULL if taken.is_over else _RUNS

    def _empty(self, reason: str) -> str:
        return _EMPTY.format(title=escaped(self._title), reason=escaped(reason))

    def _whole(self) -> str:
        over = " data-over" if self._state == _FULL and self._ends else ""
        page, _, rest = self._html.rpartition("</body>")
        below = _BELOW.format(
            end=escaped(self._end), over=over, state=escaped(self._state), script=self._script
        )
        return page + below + rest


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, pages: Pages) -> None:
        super().__init__((_HOST, 0), _Handler)
        self.pages = pages
        self.path = f"/{secrets.token_urlsafe(12)}/"
        self.host = f"{_HOST}:{self.server_address[1]}"

    def server_bind(self) -> None:
        """Bind, and ask nobody what this machine is called."""
        TCPServer.server_bind(self)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 5.0

    def do_GET(self) -> None:
        """Answer with the page; with nothing else, and to nobody who asks by another name."""
        is_right = secrets.compare_digest(self.path.encode(), self.server.path.encode())
        if not is_right or self.headers.get("Host") != self.server.host:
            self.send_error(404)
            return
        content = self.server.pages.page().encode("utf-8", "replace")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing: there is nobody to read it."""


def main() -> None:
    """Serve the program at the other end of a connection until it ends.

    The words of the command line are the number of the connection, and what `Pages` takes.
    """
    number, title, output, begin, end = sys.argv[1:]
    if os.fork():
        # so that this is no child of the program, which may wait for all it has; one that is
        # everybody's parent, as the first process of a container is, has it all the same
        os._exit(0)
    program = socket.socket(fileno=int(number))
    server = _Server(Pages(program, title, Path(output).name, (float(begin), float(end))))
    program.sendall(f"http://{server.host}{server.path}\n".encode())
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        while True:
            sleep(_LOOK)
            server.pages.look()
    except OSError:
        os._exit(0)
