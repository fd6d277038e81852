# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# older = ["older/condition_in_a_loop.py"]
# ///
"""A condition: wait until what its lock protects is as you need it."""

import anyio


class Stock:
    def __init__(self) -> None:
        self.boxes = 0
        self._changed = anyio.Condition()

    async def take(self, boxes: int) -> None:
        async with self._changed:
            await self._changed.wait_for(lambda: self.boxes >= boxes)
            self.boxes -= boxes
        print(f"took {boxes}")

    async def deliver(self, boxes: int, wake_all: bool) -> None:
        async with self._changed:
            self.boxes += boxes
            if wake_all:
                self._changed.notify_all()
            else:
                self._changed.notify()


async def main() -> None:
    for wake_all in (True, False):
        stock = Stock()
        with anyio.move_on_after(60):
            async with anyio.create_task_group() as tg:
                for boxes in (5, 2):
                    tg.start_soon(stock.take, boxes, name=f"take {boxes}")
                    await anyio.sleep(5)
                await stock.deliver(4, wake_all)
                await anyio.sleep(5)
                await stock.deliver(4, wake_all)
        print(f"wake all: {wake_all}, left: {stock.boxes}")


anyio.run(main)
