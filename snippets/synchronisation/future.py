# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/future_by_event.py"]
# ///
"""A future for each question brings its answer to whoever asked."""

import anyio


class Client:
    def __init__(self) -> None:
        self.pending: dict[int, anyio.Future[str]] = {}

    async def ask(self, number: int) -> str:
        answer = self.pending[number] = anyio.Future[str]()
        try:
            with anyio.move_on_after(0.4):
                return await answer
            return f"too late, {answer.status.name}"
        except anyio.FutureFailed as error:
            return f"failed, {error.__cause__}"
        finally:
            del self.pending[number]

    async def receive(self) -> None:
        """Answer the second first, fail the first, and end."""
        await anyio.sleep(0.1)
        if answer := self.pending.get(2):
            answer.return_value = "42"
        await anyio.sleep(0.1)
        if answer := self.pending.get(1):
            answer.exception = ValueError("no such page")


async def main() -> None:
    client = Client()
    async with anyio.create_task_group() as tg:
        tg.start_soon(client.receive)
        for answer in await anyio.amap(client.ask, [1, 2, 3]):
            print(answer)
    print("pending:", list(client.pending))


anyio.run(main)
