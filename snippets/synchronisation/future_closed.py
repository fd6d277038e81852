# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A connection that ends fails whatever still waits for an answer."""

import anyio
from anyio import Future


class Client:
    def __init__(self) -> None:
        self._pending: dict[int, Future[str]] = {}

    async def ask(self, number: int) -> str:
        answer = self._pending[number] = Future[str]()
        try:
            with anyio.fail_after(2):
                return await answer
        except anyio.FutureFailed as error:
            return f"no answer, {error.__cause__}"
        finally:
            del self._pending[number]

    async def receive(self) -> None:
        try:
            await anyio.sleep(0.1)
            self._pending[1].return_value = "red"
            raise ConnectionError("connection closed")
        except ConnectionError as error:
            for answer in self._pending.values():
                if answer.status is Future.Status.PENDING:
                    answer.exception = error


async def main() -> None:
    client = Client()
    async with anyio.create_task_group() as tg:
        tg.start_soon(client.receive)
        for answer in await anyio.amap(client.ask, [1, 2]):
            print(answer)


anyio.run(main)
