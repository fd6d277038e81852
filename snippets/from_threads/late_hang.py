# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = []
# leaves = ["thread"]
# timeline = "none"
# ///
"""A call that comes while asyncio's loop closes gets no answer."""

import asyncio
import threading
from typing import Any

import anyio
from anyio import from_thread
from anyio.lowlevel import EventLoopToken, current_token

closing, called = threading.Event(), threading.Event()


class Loop(asyncio.SelectorEventLoop):
    """It waits for a call before it closes, so that one comes then."""

    def close(self) -> None:
        closing.set()
        called.wait()
        super().close()

    def call_soon_threadsafe(  # type: ignore[override]
        self, *args: Any, **kwargs: Any
    ) -> asyncio.Handle:
        handle = super().call_soon_threadsafe(*args, **kwargs)
        called.set()
        return handle


def report(token: EventLoopToken) -> None:
    closing.wait()
    try:
        from_thread.run_sync(print, "in the loop", token=token)
    except anyio.RunFinishedError:
        print("the loop has ended")


async def main() -> threading.Thread:
    thread = threading.Thread(
        target=report, args=[current_token()], daemon=True
    )
    thread.start()
    return thread


options = {"loop_factory": Loop}
thread = anyio.run(main, backend="asyncio", backend_options=options)
thread.join(1)
print("a second later, it still waits:", thread.is_alive())
