# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""Input is sent to a process that has ended.

Probed: which error `send()` raises, and which one after `aclose()`.
"""

import sys

import anyio

NOTHING = [sys.executable, "-c", ""]


async def main() -> None:
    async with await anyio.open_process(NOTHING) as process:
        await process.wait()
        assert process.stdin
        for when in ("ended", "closed"):
            try:
                with anyio.fail_after(1):
                    while True:
                        await process.stdin.send(b"x" * 100_000)
                        await anyio.sleep(0.01)
            except Exception as error:
                print(f"{when}:", type(error).__name__)
            await process.stdin.aclose()


anyio.run(main)
