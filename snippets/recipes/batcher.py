# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""Single calls travel in batches, and each gets its own answer."""

from collections.abc import Awaitable, Callable

import anyio

Load = Callable[[list[str]], Awaitable[list[int]]]


class Batcher:
    def __init__(self, load: Load, size: int, wait: float) -> None:
        self._load, self._size, self._wait = load, size, wait
        self._send, self._receive = anyio.create_memory_object_stream[
            tuple[str, anyio.Future[int]]
        ](size)

    async def ask(self, key: str) -> int:
        answer = anyio.Future[int]()
        await self._send.send((key, answer))
        return await answer

    async def run(self) -> None:
        with self._send, self._receive:
            async for first in self._receive:
                batch = [first]
                with anyio.move_on_after(self._wait):
                    while len(batch) < self._size:
                        batch.append(await self._receive.receive())
                await self._answer(dict(batch), batch)

    async def _answer(
        self,
        keys: dict[str, anyio.Future[int]],
        batch: list[tuple[str, anyio.Future[int]]],
    ) -> None:
        try:
            found = dict(
                zip(keys, await self._load(list(keys)), strict=True)
            )
            for key, answer in batch:
                answer.return_value = found[key]
        except Exception as error:
            for _, answer in batch:
                answer.exception = error


async def main() -> None:
    async def load(keys: list[str]) -> list[int]:
        print("asks for", sorted(keys))
        return [len(key) for key in keys]

    async with anyio.create_task_group() as tg:
        batcher = Batcher(load, size=3, wait=0.1)
        tg.start_soon(batcher.run)
        keys = ("a", "bb", "ccc")
        print(await anyio.gather(*(batcher.ask(key) for key in keys)))
        print(await batcher.ask("dddd"))
        tg.cancel()


anyio.run(main)
