# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""A flag refuses a second task, with the error that AnyIO has for it."""

import anyio


class Printer:
    def __init__(self) -> None:
        self._is_printing = False

    async def print_page(self, text: str) -> None:
        if self._is_printing:
            raise anyio.BusyResourceError("printing on")
        self._is_printing = True
        try:
            await anyio.sleep(0.2)
        finally:
            self._is_printing = False
        print("printed:", text)


async def main() -> None:
    printer = Printer()
    async with anyio.create_task_group() as tg:
        tg.start_soon(printer.print_page, "an invoice")
        await anyio.sleep(0.1)
        try:
            await printer.print_page("a letter")
        except anyio.BusyResourceError as error:
            print("refused:", error)
    await printer.print_page("a letter")


anyio.run(main)
