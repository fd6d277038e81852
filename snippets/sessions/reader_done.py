# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A consumer that has what it wanted fails the task that still reads."""

import anyio
from anyio.streams.memory import MemoryObjectSendStream


async def read(send: MemoryObjectSendStream[str], careful: bool) -> None:
    async with send:
        for line in ("one", "two", "three"):
            try:
                await send.send(line)
            except anyio.BrokenResourceError:
                if not careful:
                    raise
                print("  the reader ends: nobody listens")
                return


async def run_session(careful: bool) -> None:
    send, receive = anyio.create_memory_object_stream[str]()
    async with anyio.create_task_group() as tg:
        tg.start_soon(read, send, careful)
        async with receive:
            print("  got", await receive.receive())
        print("  the session's own work is done")


async def main() -> None:
    for careful in (False, True):
        print("careful:", careful)
        try:
            await run_session(careful)
            print("  the session has ended well")
        except Exception as error:
            failures = getattr(error, "exceptions", ())
            print("  the session failed:", *map(repr, failures))


anyio.run(main)
