# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# right = "from_threads/await_future.py"
# timeline = "none"
# ///
"""Wrong: a call into the loop from the loop's own thread."""

import signal

import anyio
from anyio import from_thread, to_thread
from anyio.from_thread import BlockingPortal
from anyio.lowlevel import EventLoopToken, current_token


def on_click(token: EventLoopToken, clicked: anyio.Event) -> None:
    from_thread.run_sync(clicked.set, token=token)


def end_the_wait(*_: object) -> None:
    raise TimeoutError


async def main() -> None:
    clicked, token = anyio.Event(), current_token()
    await to_thread.run_sync(on_click, token, clicked)
    print("from another thread it is set:", clicked.is_set())
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        on_click(token, clicked)
    except TimeoutError:
        print("run_sync() waits for itself")
    except RuntimeError as error:
        print("RuntimeError:", error)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)

    async with BlockingPortal() as portal:
        try:
            portal.call(clicked.set)
        except RuntimeError as error:
            print("RuntimeError:", error)


signal.signal(signal.SIGALRM, end_the_wait)
anyio.run(main)
