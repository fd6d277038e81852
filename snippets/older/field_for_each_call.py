# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""Each call fills a field of its own, so each keeps its type."""

from dataclasses import dataclass

import anyio


async def user_name(number: int) -> str:
    await anyio.sleep(0.2)
    return f"user {number}"


async def unread_mails(number: int) -> int:
    await anyio.sleep(0.1)
    return number * 3


@dataclass
class Page:
    name: str = ""
    mails: int = 0


async def load_page(number: int) -> Page:
    page = Page()

    async def load_name() -> None:
        page.name = await user_name(number)

    async def load_mails() -> None:
        page.mails = await unread_mails(number)

    async with anyio.create_task_group() as tg:
        tg.start_soon(load_name)
        tg.start_soon(load_mails)
    return page


async def main() -> None:
    page = await load_page(7)
    print(f"{page.name} has {page.mails} unread mails")


anyio.run(main)
