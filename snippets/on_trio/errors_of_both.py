# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""What Trio's calls raise, and what AnyIO's raise in its place on Trio."""

from collections.abc import Awaitable, Callable
from functools import partial

import anyio
import trio


async def error_of(call: Callable[[], Awaitable[object]]) -> str:
    try:
        await call()
    except Exception as error:
        library = type(error).__module__.partition(".")[0]
        return f"{library}.{type(error).__name__}"
    return "none"


async def sleep_in_trios_limit() -> None:
    with trio.fail_after(0.1):
        await trio.sleep(60)


async def sleep_in_anyios_limit() -> None:
    with anyio.fail_after(0.1):
        await trio.sleep(60)


async def main() -> None:
    sender, receiver = trio.open_memory_channel[str](0)
    send, receive = anyio.create_memory_object_stream[str](0)
    with sender, receiver, send, receive:
        sender.close()
        send.close()
        for trios, anyios in (
            (sleep_in_trios_limit, sleep_in_anyios_limit),
            (receiver.receive, receive.receive),
            (partial(sender.send, "late"), partial(send.send, "late")),
        ):
            print(f"{await error_of(trios):<24} {await error_of(anyios)}")

    related = issubclass(trio.TooSlowError, TimeoutError)
    print("trio.TooSlowError is a TimeoutError:", related)
    for kind in ("Closed", "Broken", "Busy"):
        name = f"{kind}ResourceError"
        related = issubclass(getattr(trio, name), getattr(anyio, name))
        print(f"trio.{name} is an anyio.{name}:", related)


anyio.run(main, backend="trio")
