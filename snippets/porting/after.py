# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# platforms = ["linux", "darwin"]
# support = ["cache_anyio.py", "pool_anyio.py", "server_anyio.py", "ticker_anyio.py"]
# ///
"""The service with AnyIO, on every event loop."""

import os
import signal

import anyio
from cache_anyio import Cache
from pool_anyio import Pool
from server_anyio import Server, ask
from ticker_anyio import Ticker


async def load(word: str) -> str:
    await anyio.sleep(0.1)
    print("loaded", word)
    return word.upper()


async def main() -> None:
    sizes: list[int] = []
    pool = Pool(load, 2)
    cache = Cache(pool.do)
    ticker = Ticker(lambda: sizes.append(len(cache)), 0.05)
    with anyio.open_signal_receiver(signal.SIGTERM) as signals:
        async with pool, ticker, Server(cache.get) as port:
            replies = await anyio.gather(
                ask(port, ["tea", "milk"]), ask(port, ["tea"])
            )
            print(*replies)
            os.kill(os.getpid(), signal.SIGTERM)
            await anext(signals)
    print("stopped; the job saw the cache grow:", 1 in sizes)


anyio.run(main)
