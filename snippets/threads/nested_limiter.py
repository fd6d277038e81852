# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A thread that needs two tokens of one limiter can wait forever."""

import anyio
from anyio import CapacityLimiter, from_thread, to_thread


def save() -> str:
    return "saved"


async def save_in_thread(limiter: CapacityLimiter) -> str:
    try:
        with anyio.fail_after(0.4):
            return await to_thread.run_sync(save, limiter=limiter)
    except TimeoutError:
        return "no token was free"


def handle_request(limiter: CapacityLimiter) -> str:
    return from_thread.run(save_in_thread, limiter)


async def main() -> None:
    outer, inner = CapacityLimiter(1), CapacityLimiter(1)
    for name, limiter in (("the same", outer), ("another", inner)):
        answer = await to_thread.run_sync(
            handle_request, limiter, limiter=outer
        )
        print(f"{name} limiter inside: {answer}")


anyio.run(main)
