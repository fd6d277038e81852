# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = []
# timeline = "none"
# platforms = ["linux", "darwin"]
# support = ["cache_asyncio.py", "pool_asyncio.py", "server_asyncio.py", "ticker_asyncio.py"]
# ///
"""A service of asyncio: cache, workers, a job, a server, a clean stop."""

import asyncio
import os
import signal

from cache_asyncio import Cache
from pool_asyncio import Pool
from server_asyncio import Server, ask
from ticker_asyncio import Ticker


async def load(word: str) -> str:
    await asyncio.sleep(0.1)
    print("loaded", word)
    return word.upper()


async def main() -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stopping.set)
    sizes: list[int] = []
    pool = Pool(load, 2)
    cache = Cache(pool.do)
    ticker = Ticker(lambda: sizes.append(len(cache)), 0.05)
    async with pool, ticker, Server(cache.get) as port:
        replies = await asyncio.gather(
            ask(port, ["tea", "milk"]), ask(port, ["tea"])
        )
        print(*replies)
        os.kill(os.getpid(), signal.SIGTERM)
        await stopping.wait()
    loop.remove_signal_handler(signal.SIGTERM)
    print("stopped; the job saw the cache grow:", 1 in sizes)


asyncio.run(main())
