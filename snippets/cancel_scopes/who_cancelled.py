# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/reason_beside_a_scope.py"]
# ///
"""A handler finds out which scope was cancelled, and for what reason."""

import anyio

REASON = "the client has left"


async def fetch(request: anyio.CancelScope) -> None:
    with anyio.move_on_after(0.4) as attempt:
        try:
            await anyio.sleep_forever()
        except anyio.get_cancelled_exc_class() as error:
            print("    request cancelled:", request.cancel_called)
            print("    attempt cancelled:", attempt.cancel_called)
            print("    told the reason:", REASON in str(error))
            raise
    print("    the request goes on")


async def leave(request: anyio.CancelScope) -> None:
    await anyio.sleep(0.1)
    request.cancel(REASON)
    request.cancel("a second reason")


async def main() -> None:
    print("the attempt takes too long:")
    with anyio.CancelScope() as request:
        await fetch(request)

    print("the client leaves:")
    async with anyio.create_task_group() as tg:
        with anyio.CancelScope() as request:
            tg.start_soon(leave, request)
            await fetch(request)


anyio.run(main)
