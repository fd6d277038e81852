"""Server: a running `mkdocs serve`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.failure import Failure

_PATIENCE = 120.0
"""Seconds until the first build must be there."""


@contextmanager
def serving(folder: Path, page: str = "") -> Iterator[str]:
    """Serve a copy of the project while the context is open. Gives the address.

    Args:
        folder: The copy.
        page: The page that is served alone, as `timeouts`; empty for all.

    Raises:
        Failure: if it isn't served.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"127.0.0.1:{port}"
    log = folder / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "--dev-addr", address],
            cwd=folder,
            env={**os.environ, "SERVED_PAGE": page},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            if not _accepts(port, process):
                raise Failure(f"mkdocs serve didn't start:\n{log.read_text('utf-8')}")
            yield f"http://{address}/"
        finally:
            process.terminate()
            process.wait()


def _accepts(port: int, process: subprocess.Popen[bytes]) -> bool:
    """Whether the server is there; MkDocs opens the port when the site is built."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return True
    return False
