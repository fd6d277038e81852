# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""A failure is not kept: callers who waited try again, one by one."""

import anyio
from anyio.functools import lru_cache

attempts: list[str] = []


@lru_cache
async def load(name: str) -> str:
    attempts.append(name)
    attempt = len(attempts)
    await anyio.sleep(0.1)
    if attempt < 3:
        raise ConnectionError(f"attempt {attempt} failed")
    return f"loaded by attempt {attempt}"


async def main() -> None:
    start = anyio.current_time()

    async def use(name: str) -> None:
        try:
            result = await load(name)
        except ConnectionError as error:
            result = str(error)
        print(f"{anyio.current_time() - start:.1f} s: {result}")

    await anyio.amap(use, ["prices"] * 4)


anyio.run(main)
