# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/portal_for_a_thread.py"]
# ///
"""A thread calls into a loop: as its worker, by its token, or not at all."""

import threading

import anyio
from anyio import from_thread, to_thread
from anyio.lowlevel import EventLoopToken, current_token


def greet(who: str) -> None:
    print("the loop greets", who)


def call(who: str, token: EventLoopToken | None = None) -> None:
    try:
        from_thread.run_sync(greet, who, token=token)
        from_thread.check_cancelled()
    except (anyio.NoEventLoopError, anyio.RunFinishedError) as error:
        print(f"{who}: {type(error).__name__}: {error}")


async def start(*args: object) -> None:
    thread = threading.Thread(target=call, args=args)
    thread.start()
    await to_thread.run_sync(thread.join)


async def main() -> EventLoopToken:
    await to_thread.run_sync(call, "a worker")
    await start("a stranger")
    await start("a stranger with a token", current_token())
    return current_token()


token = anyio.run(main)
call("a late caller", token)
