# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""The reason for a cancellation is kept beside its scope."""

import anyio


class Request:
    def __init__(self) -> None:
        self.scope = anyio.CancelScope()
        self.reason = ""

    def cancel(self, reason: str) -> None:
        if not self.scope.cancel_called:
            self.reason = reason
        self.scope.cancel()


async def fetch(request: Request) -> None:
    try:
        await anyio.sleep_forever()
    except anyio.get_cancelled_exc_class():
        if request.scope.cancel_called:
            print("told the reason:", request.reason)
        raise


async def leave(request: Request) -> None:
    await anyio.sleep(0.1)
    request.cancel("the client has left")
    request.cancel("a second reason")


async def main() -> None:
    request = Request()
    async with anyio.create_task_group() as tg:
        tg.start_soon(leave, request)
        with request.scope:
            await fetch(request)
    print("after the request:", request.reason)


anyio.run(main)
