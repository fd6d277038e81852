# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["trio"]
# timeline = "none"
# ///
"""Trio's scopes and AnyIO's see each other, but they are not all alike."""

import anyio
import trio


async def session() -> None:
    try:
        await anyio.sleep_forever()
    finally:
        with anyio.move_on_after(1, shield=True):
            await trio.sleep(0.1)
            print("AnyIO's shield keeps the nursery's scope out")


async def main() -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(session)
        await anyio.sleep(0.1)
        nursery.cancel_scope.cancel()

    with trio.CancelScope(deadline=trio.current_time() + 5):
        left = anyio.current_effective_deadline() - anyio.current_time()
        print(f"AnyIO sees Trio's deadline, in {left:.0f} s")

    try:
        with trio.fail_after(0.1):
            await anyio.sleep_forever()
    except trio.TooSlowError as error:
        print("a TimeoutError:", isinstance(error, TimeoutError))
    try:
        print(trio.move_on_after(5).deadline)
    except RuntimeError as error:
        print("Trio's has none:", error)


anyio.run(main, backend="trio")
