# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""One checkpoint after blocking code may be too few for the deadline."""

import time

import anyio
from anyio import lowlevel


async def parse(checkpoints: int) -> None:
    # stands for work that computes past the deadline
    time.sleep(0.2)
    for _ in range(checkpoints):
        await lowlevel.checkpoint()


async def main() -> None:
    for checkpoints in (0, 1, 2):
        try:
            with anyio.fail_after(0.1) as limit:
                await parse(checkpoints)
            late = anyio.current_time() > limit.deadline
            print(f"{checkpoints} checkpoints: no error, late: {late}")
        except TimeoutError:
            print(f"{checkpoints} checkpoints: TimeoutError")


anyio.run(main)
