# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/stack_in_a_plain_class.py"]
# ///
"""A plain class offers what an async library can do."""

from collections.abc import AsyncIterator, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager

import anyio
from anyio import ContextManagerMixin
from anyio.from_thread import start_blocking_portal


class AsyncWeather:
    async def report(self, city: str) -> str:
        await anyio.sleep(0.1)
        return f"{city}: fine"


@asynccontextmanager
async def open_weather() -> AsyncIterator[AsyncWeather]:
    yield AsyncWeather()
    print("the async client is closed")


class Weather(ContextManagerMixin):
    @contextmanager
    def __contextmanager__(self) -> Generator["Weather"]:
        with start_blocking_portal() as self._portal:
            wrap = self._portal.wrap_async_context_manager
            with wrap(open_weather()) as self._weather:
                yield self

    def report(self, city: str) -> str:
        return self._portal.call(self._weather.report, city)


def main() -> None:
    with Weather() as weather:
        print(weather.report("Cairo"))
        with ThreadPoolExecutor() as pool:
            print(*pool.map(weather.report, ["Oslo", "Lima"]))
    try:
        weather.report("Rome")
    except RuntimeError as error:
        print("RuntimeError:", error)


main()
