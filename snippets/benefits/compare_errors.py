# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Seven cases on both backends: which end alike and which differ."""

import sys

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


CASES = (
    child_fails,
    deadline_passes,
    sender_is_gone,
    receiver_is_gone,
    unheld_lock_is_released,
    cancellation,
    exit_of_a_child_is_caught,
)

for case in CASES:
    print(case.__name__.replace("_", " ") + ":")
    for backend in ("asyncio", "trio"):
        try:
            print(f"  {backend:<8}", end="")
            print(anyio.run(case, backend=backend))
        except (Exception, SystemExit) as error:
            print(repr(error))
