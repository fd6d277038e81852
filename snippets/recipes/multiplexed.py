# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""Requests share a connection, and a number brings each its answer."""

from itertools import count

import anyio
from anyio.abc import ObjectStream
from anyio.streams.stapled import StapledObjectStream

Message = tuple[int, str]


class Client:
    def __init__(self, stream: ObjectStream[Message]) -> None:
        self._stream, self._numbers = stream, count(1)
        self._sending = anyio.Lock()
        self._waiting: dict[int, anyio.Future[str]] = {}

    async def ask(self, question: str) -> str:
        number, answer = next(self._numbers), anyio.Future[str]()
        self._waiting[number] = answer
        try:
            async with self._sending:
                await self._stream.send((number, question))
            return await answer
        finally:
            self._waiting.pop(number, None)

    async def run(self) -> None:
        try:
            async with self._stream:
                async for number, text in self._stream:
                    if answer := self._waiting.pop(number, None):
                        answer.return_value = text
        finally:
            for answer in self._waiting.values():
                answer.exception = ConnectionError("it has ended")


async def main() -> None:
    asks, asked = anyio.create_memory_object_stream[Message]()
    answers, answered = anyio.create_memory_object_stream[Message]()
    client = Client(StapledObjectStream(asks, answered))

    async def serve() -> None:
        with asked, answers:
            pair = [await asked.receive(), await asked.receive()]
            for number, question in reversed(pair):
                await answers.send((number, question.upper()))

    async with anyio.create_task_group() as tg:
        tg.start_soon(serve)
        tg.start_soon(client.run)
        print(await anyio.gather(client.ask("one"), client.ask("two")))


anyio.run(main)
