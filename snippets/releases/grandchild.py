# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""A process ends, and leaves a child that still has its output.

Probed: whether `wait()` waits for that child.
"""

import anyio

# the first sleep is the child that stays
SHELL = ["sh", "-c", "sleep 1 & sleep 0.1"]


async def main() -> None:
    process = await anyio.open_process(SHELL)
    began = anyio.current_time()
    await process.wait()
    waited = anyio.current_time() - began
    print("waited for the child:", waited > 0.9)
    await process.aclose()


anyio.run(main)
