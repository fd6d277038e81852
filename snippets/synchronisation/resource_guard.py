# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/flag_as_guard.py"]
# ///
"""A guard lets the first task in, and refuses the second at once."""

import anyio


class Printer:
    def __init__(self) -> None:
        self._guard = anyio.ResourceGuard("printing on")

    async def print_page(self, text: str) -> None:
        with self._guard:
            await anyio.sleep(0.2)
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
