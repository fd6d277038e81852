# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# clock = "virtual"
# timeline = "none"
# support = ["ticker_anyio.py", "ticker_asyncio.py"]
# ///
"""A periodic job that fails: who notices, and when?"""

import anyio
import ticker_anyio
import ticker_asyncio


def job() -> None:
    raise RuntimeError("the job failed")


async def use(
    ticker: ticker_asyncio.Ticker | ticker_anyio.Ticker,
) -> None:
    async with ticker:
        await anyio.sleep(0.3)
        print("  the block went on to its end")


async def main() -> None:
    for kind in (ticker_asyncio.Ticker, ticker_anyio.Ticker):
        print(kind.__module__)
        try:
            await use(kind(job, 0.1))
        except Exception as error:
            print("  raised", type(error).__name__)


anyio.run(main)
