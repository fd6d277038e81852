# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""Trio is given a clock that jumps over all waiting.

Probed: whether `backend_options` of `anyio.run()` reach Trio.
"""

import time

import anyio
from trio.testing import MockClock


async def main() -> None:
    began = time.monotonic()
    await anyio.sleep(1)
    print("really waited:", time.monotonic() - began > 0.9)


anyio.run(
    main,
    backend="trio",
    backend_options={"clock": MockClock(autojump_threshold=0)},
)
