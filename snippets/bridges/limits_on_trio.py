# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["trio"]
# timeline = "none"
# ///
"""Time limits and clocks of Trio, and the same of AnyIO."""

import anyio
import trio


async def main() -> None:
    before, between = trio.current_time(), anyio.current_time()
    print("one clock:", before <= between <= trio.current_time())

    with trio.move_on_after(0.1) as trios:
        await trio.sleep_forever()
    with anyio.move_on_after(0.1) as anyios:
        await anyio.sleep_forever()
    print(
        "move_on_after():", trios.cancelled_caught, anyios.cancelled_caught
    )

    with trio.move_on_at(trio.current_time() + 0.1) as trios:
        await trio.sleep_until(trio.current_time() + 60)
    with anyio.move_on_at(anyio.current_time() + 0.1) as anyios:
        await anyio.sleep_until(anyio.current_time() + 60)
    print("move_on_at():", trios.cancelled_caught, anyios.cancelled_caught)

    try:
        with trio.fail_after(0.1):
            await trio.sleep_forever()
    except trio.TooSlowError as error:
        print("trio.fail_after():", type(error).__name__)
    try:
        with anyio.fail_after(0.1):
            await anyio.sleep_forever()
    except TimeoutError as error:
        print("anyio.fail_after():", type(error).__name__)


anyio.run(main, backend="trio")
