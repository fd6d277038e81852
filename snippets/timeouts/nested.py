# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""The outer timeout limits the sum of all the attempts inside it."""

import anyio


async def main() -> None:
    try:
        with anyio.fail_after(0.5):
            for seconds in (0.1, 5, 30):
                print(f"waiting up to {seconds} s for an answer")
                with anyio.move_on_after(seconds) as attempt:
                    await anyio.sleep(60)
                print(f"no answer within {seconds} s")
    except TimeoutError:
        print("the whole request took too long")
    print("the last attempt caught it:", attempt.cancelled_caught)


anyio.run(main)
