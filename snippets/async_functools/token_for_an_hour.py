# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""With ttl, a value is computed again when it is too old."""

import anyio
from anyio.functools import lru_cache

MINUTE = 60  # seconds


@lru_cache(ttl=60 * MINUTE)
async def access_token(service: str) -> str:
    await anyio.sleep(5)
    made = access_token.cache_info().misses
    return f"{service} token {made}"


async def main() -> None:
    start = anyio.current_time()
    for minute in (0, 30, 60, 61):
        await anyio.sleep_until(start + minute * MINUTE)
        tokens = await anyio.amap(access_token, ["mail", "mail"])
        passed = anyio.current_time() - start
        print(f"{passed:4.0f} s:", " and ".join(tokens))

    await anyio.sleep_until(start + 200 * MINUTE)
    info = access_token.cache_info()
    print(f"at minute 200: {info.currsize} kept, good for {info.ttl} s")


anyio.run(main)
