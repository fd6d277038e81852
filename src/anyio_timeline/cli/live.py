"""Live: a page on this machine with what a program has done so far, while it runs."""

from __future__ import annotations

import os
import secrets
from _thread import start_new_thread
from http.server import BaseHTTPRequestHandler
from importlib.resources import files
from pathlib import Path
from socketserver import TCPServer
from time import monotonic
from typing import Any

from anyio_timeline.cli.snapshot import snapshot
from anyio_timeline.editing import Edition
from anyio_timeline.html import escaped
from anyio_timeline.standalone import FORMATS
from anyio_timeline.watching.story import Story

_HOST = "127.0.0.1"

_FRESH = 0.5
"""Seconds in which a page that was made is given again."""

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)

_EMPTY = "<!doctype html>\n<title>{title}</title>\n<h1>{title}</h1>\n<p>{reason}</p>\n</body>"

_BELOW = """\
<p class="live" role="status" data-end="{end}">It runs, and this page follows.</p>
<script>
{script}
</script>
</body>"""


class Live:
    """Serves the page, in a thread that `threading` doesn't know of.

    Its address holds a secret, so that only who reads what the command says can open it.

    Args:
        story: What is taken down.
        title: What it is of.
        output: Where the picture goes at the end.
        window: The seconds from which and until which it's drawn.
    """

    def __init__(self, story: Story, title: str, output: Path, window: tuple[float, float]) -> None:
        self._story = story
        self._title = title
        self._output = output
        self._window = window
        self._path = f"/{secrets.token_urlsafe(12)}/"
        self._made, self._page = 0.0, ""

    def begin(self) -> str:
        """Serve it from now on. Returns the address.

        Raises:
            OSError: if no port can be had.
        """
        server = _Server((_HOST, 0), _Handler)
        server.live = self
        if hasattr(os, "register_at_fork"):
            # a fork has no such thread, and would keep the port
            os.register_at_fork(after_in_child=server.socket.close)
        start_new_thread(server.serve_forever, ())
        return f"http://{_HOST}:{server.server_address[1]}{self._path}"

    def page(self, path: str, host: str, port: int) -> str | None:
        """The page as of now; None if something else is asked for.

        Args:
            path: What is asked for.
            host: What the browser takes this machine for: with another name, it's somebody else's
                page that asks.
            port: Where it asks.
        """
        is_right = secrets.compare_digest(path.encode(), self._path.encode())
        if not is_right or host != f"{_HOST}:{port}":
            return None
        if monotonic() - self._made > _FRESH:
            self._page = self._now() or self._page or self._empty("It is too busy to be drawn.")
            self._made = monotonic()
        return self._page

    def _now(self) -> str:
        """The page as of now; empty if that can't be had."""
        story = snapshot(self._story)
        if story is None:
            return ""
        edition = Edition(story, *self._window)
        if edition.is_empty:
            return self._empty("None of the program's own functions has run in a task yet.")
        return self._with_script(FORMATS[".html"](edition, self._title))

    def _empty(self, reason: str) -> str:
        title = escaped(self._title)
        return self._with_script(_EMPTY.format(title=title, reason=escaped(reason)))

    def _with_script(self, html: str) -> str:
        script = (files("anyio_timeline") / "cli" / "live.js").read_text("utf-8")
        end = escaped(f"All of it will be in {self._output.name}.")
        page, _, rest = html.rpartition("</body>")
        return page + _BELOW.format(end=end, script=script) + rest


class _Server(TCPServer):
    live: Live

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: what is said belongs to the program. The page asks again."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 5.0

    def do_GET(self) -> None:
        """Answer with the page."""
        host, port = self.headers.get("Host", ""), self.server.server_address[1]
        assert isinstance(port, int)
        page = self.server.live.page(self.path, host, port)
        if page is None:
            self.send_error(404)
            return
        content = page.encode("utf-8", "replace")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
