# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Seven cases on both backends: which end alike and which differ."""

import sys
from collections.abc import Awaitable, Callable

import anyio

if sys.version_info < (3, 11):
    from exceptiongroup import BaseExceptionGroup


async def child_fails() -> None:
    async def child() -> None:
        raise ValueError("no such order")

    async with anyio.create_task_group() as tg:
        tg.start_soon(child)


async def deadline_passes() -> None:
    with anyio.fail_after(0.1):
        await anyio.sleep(60)


async def sender_is_gone() -> None:
    send, receive = anyio.create_memory_object_stream[str]()
    with receive:
        send.close()
        await receive.receive()


async def receiver_is_gone() -> None:
    send, receive = anyio.create_memory_object_stream[str]()
    with send:
        receive.close()
        await send.send("hello")


async def unheld_lock_is_released() -> None:
    anyio.Lock().release()


async def cancellation() -> str:
    return anyio.get_cancelled_exc_class().__name__


async def exit_of_a_child_is_caught() -> str:
    async def child() -> None:
        sys.exit(3)

    try:
        async with anyio.create_task_group() as tg:
            tg.start_soon(child)
    except BaseExceptionGroup:
        return "main goes on"
    return "no error"


def kind(error: BaseException) -> str:
    name = type(error).__name__
    if isinstance(error, BaseExceptionGroup):
        return f"{name} of {kind(error.exceptions[0])}"
    return name


def outcome(
    case: Callable[[], Awaitable[str | None]], backend: str
) -> tuple[str, str]:
    try:
        return anyio.run(case, backend=backend) or "no error", ""
    except (Exception, SystemExit) as error:
        return kind(error), str(error)


def compare(case: Callable[[], Awaitable[str | None]]) -> None:
    print(case.__name__.replace("_", " ") + ":")
    on_asyncio, text_on_asyncio = outcome(case, "asyncio")
    on_trio, text_on_trio = outcome(case, "trio")
    if on_asyncio == on_trio:
        same = "same" if text_on_asyncio == text_on_trio else "other"
        print(f"  {on_asyncio}, {same} text")
    else:
        print("  asyncio:", on_asyncio)
        print("  Trio:   ", on_trio)


compare(child_fails)
compare(deadline_passes)
compare(sender_is_gone)
compare(receiver_is_gone)
compare(unheld_lock_is_released)
compare(cancellation)
compare(exit_of_a_child_is_caught)
