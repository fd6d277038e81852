# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Both deadlines have passed, so only the outer scope answers for it."""

import time

import anyio


async def main() -> None:
    with anyio.move_on_after(0.3) as request:
        with anyio.fail_after(0.1) as attempt:
            # stands for work that computes past both deadlines
            time.sleep(0.5)
            await anyio.sleep(0.1)
    print("request:", request.cancelled_caught)
    print("attempt:", attempt.cancelled_caught)


anyio.run(main)
