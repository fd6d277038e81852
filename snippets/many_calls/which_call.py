# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/results_on_a_stream.py"]
# ///
"""A handle of as_completed() doesn't know the call: let the call say it."""

import anyio

PINGS = {"Oslo": 0.1, "Rome": 0.2}


async def ping(city: str) -> float:
    await anyio.sleep(PINGS[city])
    return PINGS[city]


async def ping_named(city: str) -> tuple[str, float]:
    return city, await ping(city)


async def main() -> None:
    oslo, rome = ping("Oslo"), ping("Rome")
    async with anyio.as_completed(oslo, rome) as handles:
        async for handle in handles:
            known = handle.coro in (oslo, rome)
            print(handle.name, handle.return_value, "known:", known)

    calls = [ping_named(city) for city in PINGS]
    async with anyio.as_completed(*calls) as named_handles:
        async for named in named_handles:
            city, seconds = named.return_value
            print(city, seconds)


anyio.run(main)
