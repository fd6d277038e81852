# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Each event loop has a default limiter, and its limit can be raised."""

import anyio
from anyio import to_thread


async def main() -> None:
    limiter = to_thread.current_default_thread_limiter()
    print("at the start:", limiter.total_tokens)
    limiter.total_tokens = 100
    print("from now on: ", limiter.total_tokens)


anyio.run(main)
anyio.run(main)  # another event loop
