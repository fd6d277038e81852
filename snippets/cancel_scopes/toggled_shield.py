# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A shield that is taken down lets the waiting cancellation in."""

import anyio


async def transfer() -> None:
    with anyio.CancelScope() as scope:
        await anyio.sleep(0.1)
        print("money is reserved")

        scope.shield = True
        scope.deadline = anyio.current_time() + 2
        await anyio.sleep(0.4)
        print("money is moved")
        scope.shield = False

        await anyio.sleep(0.1)
        print("a letter is sent")
    if scope.cancelled_caught:
        raise TimeoutError("the money may not be moved")
    print("this line is not reached")


async def main() -> None:
    with anyio.move_on_after(0.3) as limit:
        await transfer()
    print("out of time:", limit.cancelled_caught)


anyio.run(main)
