# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.14"]
# ///
"""The handles of start_soon() have the results, in your order."""

import anyio


async def user_name(number: int) -> str:
    await anyio.sleep(0.2)
    return f"user {number}"


async def unread_mails(number: int) -> int:
    await anyio.sleep(0.1)
    return number * 3


async def main() -> None:
    async with anyio.create_task_group() as tg:
        name = tg.start_soon(user_name, 7)
        mails = tg.start_soon(unread_mails, 7)
    print(f"{name.return_value} has {mails.return_value} unread mails")

    async with anyio.create_task_group() as tg:
        users = [tg.start_soon(user_name, each) for each in (3, 1, 2)]
    print([user.return_value for user in users])


anyio.run(main)
