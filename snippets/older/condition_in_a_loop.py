# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
#
# [tool.example]
# clock = "virtual"
# ///
"""A loop around wait() asks again each time it is notified."""

import anyio


class Stock:
    def __init__(self) -> None:
        self.boxes = 0
        self._changed = anyio.Condition()

    async def take(self, boxes: int) -> None:
        async with self._changed:
            while self.boxes < boxes:
                await self._changed.wait()
            self.boxes -= boxes
        print(f"took {boxes}")

    async def deliver(self, boxes: int) -> None:
        async with self._changed:
            self.boxes += boxes
            self._changed.notify_all()


async def main() -> None:
    stock = Stock()
    async with anyio.create_task_group() as tg:
        for boxes in (5, 2):
            tg.start_soon(stock.take, boxes, name=f"take {boxes}")
            await anyio.sleep(5)
        await stock.deliver(4)
        await anyio.sleep(5)
        await stock.deliver(4)
    print("left:", stock.boxes)


anyio.run(main)
