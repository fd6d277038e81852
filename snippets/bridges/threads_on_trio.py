# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["trio"]
# timeline = "none"
# ///
"""Threads: the same calls, two limiters."""

import anyio
import trio
from anyio import from_thread, to_thread


async def double(number: int) -> int:
    await anyio.sleep(0)
    return 2 * number


def trios_way() -> int:
    trio.from_thread.run_sync(print, "  back in the loop")
    return trio.from_thread.run(double, 4)


def anyios_way() -> int:
    from_thread.run_sync(print, "  back in the loop")
    return from_thread.run(double, 4)


async def main() -> None:
    print("Trio:", await trio.to_thread.run_sync(trios_way))
    print("AnyIO:", await to_thread.run_sync(anyios_way))
    trios = trio.to_thread.current_default_thread_limiter()
    anyios = to_thread.current_default_thread_limiter()
    print("limits:", trios.total_tokens, anyios.total_tokens)
    trios.total_tokens = 2
    print("Trio's lowered:", trios.total_tokens, anyios.total_tokens)
    anyios.total_tokens = 1
    print("AnyIO's lowered:", trios.total_tokens, anyios.total_tokens)
    async with trios:
        print("taken:", trios.borrowed_tokens, anyios.borrowed_tokens)


anyio.run(main, backend="trio")
