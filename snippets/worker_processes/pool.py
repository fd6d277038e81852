# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""How many worker processes there are, and how long they stay."""

import os

import anyio
from anyio import to_process


async def main() -> None:
    default = to_process.current_default_process_limiter()
    cores = os.cpu_count() or 2
    print("as many as processors:", default.total_tokens == cores)

    two = anyio.CapacityLimiter(2)
    calls = [to_process.run_sync(os.getpid, limiter=two) for _ in range(6)]
    pids = {*await anyio.gather(*calls)}
    print("6 calls, 2 at a time, in", len(pids), "processes")
    print(
        "the next call finds one:",
        await to_process.run_sync(os.getpid) in pids,
    )


if __name__ == "__main__":
    # on asyncio, a warning of a process's end may come besides
    anyio.run(main, backend="trio")
