# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/portal_for_a_thread.py", "older/future_by_event.py"]
# ///
"""A callback from another thread ends the wait of a task."""

import threading
from collections.abc import Callable

import anyio
from anyio import from_thread
from anyio.lowlevel import current_token


class Scanner:
    """A library that calls back from a thread of its own."""

    def scan(self, done: Callable[[str], None]) -> None:
        threading.Timer(0.1, done, ["receipt.png"]).start()


async def scan(scanner: Scanner) -> str:
    result: anyio.Future[str] = anyio.Future()
    loop = current_token()

    def finish(name: str) -> None:
        result.return_value = name

    def done(name: str) -> None:
        from_thread.run_sync(finish, name, token=loop)

    scanner.scan(done)
    with anyio.fail_after(2):
        return await result


async def main() -> None:
    print("scanned:", await scan(Scanner()))


anyio.run(main)
