"""Sends requests through a stream, and gives each caller its answer."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import anyio
from anyio.abc import ObjectStream


class SessionEndedError(Exception):
    pass


class Session(anyio.AsyncContextManagerMixin):
    def __init__(self, stream: ObjectStream[str]) -> None:
        self._stream = stream
        self._numbers = count(1)
        self._waiting: dict[int, anyio.Future[Any]] = {}

    @asynccontextmanager
    async def __asynccontextmanager__(self) -> AsyncIterator["Session"]:
        async with self._stream, anyio.create_task_group() as tg:
            tg.start_soon(self._read)
            yield self
            tg.cancel()

    async def call(self, method: str, *params: object) -> Any:
        number = next(self._numbers)
        request = {"id": number, "method": method, "params": params}
        self._waiting[number] = answer = anyio.Future[Any]()
        try:
            await self._stream.send(json.dumps(request))
            return await answer
        except (
            anyio.BrokenResourceError,
            anyio.ClosedResourceError,
            anyio.FutureCancelled,
        ):
            reason = f"{method}: the session has ended"
            raise SessionEndedError(reason) from None
        finally:
            self._waiting.pop(number, None)

    async def _read(self) -> None:
        try:
            async with self._stream:
                async for text in self._stream:
                    message = json.loads(text)
                    if answer := self._waiting.pop(message["id"], None):
                        answer.return_value = message["result"]
        finally:
            for answer in self._waiting.values():
                answer.cancel()
