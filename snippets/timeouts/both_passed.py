# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""If both deadlines pass before the block ends, the outer one wins."""

import anyio


async def ask() -> None:
    try:
        await anyio.sleep(60)
    finally:
        with anyio.move_on_after(5, shield=True):
            await anyio.sleep(0.4)  # stands for a slow goodbye


async def main() -> None:
    with anyio.move_on_after(0.3) as request:
        with anyio.move_on_after(0.1) as attempt:
            await ask()
        print("this line is never reached")
    print("the attempt caught it:", attempt.cancelled_caught)
    print("the request caught it:", request.cancelled_caught)


anyio.run(main)
