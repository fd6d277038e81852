# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""An event is set once, so each change of the price gets a new one."""

import anyio


class Price:
    def __init__(self, value: int) -> None:
        self.value = value
        self._changed = anyio.Event()

    def change(self, value: int) -> None:
        self.value = value
        self._changed.set()
        self._changed = anyio.Event()

    async def other_than(self, seen: int) -> int:
        while self.value == seen:
            await self._changed.wait()
        return self.value


async def show(price: Price) -> None:
    shown = price.value
    while shown != 103:
        shown = await price.other_than(shown)
        print("shown:", shown)
        await anyio.sleep(0.3)  # a slow display


async def main() -> None:
    price = Price(100)
    async with anyio.create_task_group() as tg:
        tg.start_soon(show, price)
        for value in (101, 102, 103):
            await anyio.sleep(0.1)
            price.change(value)


anyio.run(main)
