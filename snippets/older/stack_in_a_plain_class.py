# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
#
# [tool.example]
# timeline = "none"
# ///
"""An ExitStack makes a plain class the owner of an event loop."""

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from types import TracebackType

import anyio
from anyio.from_thread import start_blocking_portal


class AsyncWeather:
    async def report(self, city: str) -> str:
        await anyio.sleep(0.1)
        return f"{city}: fine"


@asynccontextmanager
async def open_weather() -> AsyncIterator[AsyncWeather]:
    yield AsyncWeather()
    print("the async client is closed")


class Weather:
    """A client for one block."""

    def __init__(self) -> None:
        self._exits: ExitStack | None = None

    def __enter__(self) -> "Weather":
        if self._exits is not None:
            raise RuntimeError("a Weather is for one block")
        with ExitStack() as stack:
            self._portal = stack.enter_context(start_blocking_portal())
            wrap = self._portal.wrap_async_context_manager
            self._weather = stack.enter_context(wrap(open_weather()))
            self._exits = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool | None:
        assert self._exits is not None
        return self._exits.__exit__(kind, error, traceback)

    def report(self, city: str) -> str:
        return self._portal.call(self._weather.report, city)


def main() -> None:
    with Weather() as weather:
        print(weather.report("Cairo"))
    try:
        weather.report("Rome")
    except RuntimeError as error:
        print("RuntimeError:", error)


main()
