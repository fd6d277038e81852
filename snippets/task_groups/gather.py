# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = [
#     "older/results_by_handles.py",
#     "older/field_for_each_call.py",
#     "older/place_for_each_result.py",
# ]
# ///
"""gather() and amap() run calls at once and keep the order of their arguments."""

import anyio


async def user_name(number: int) -> str:
    await anyio.sleep(0.2)
    return f"user {number}"


async def unread_mails(number: int) -> int:
    await anyio.sleep(0.1)
    return number * 3


async def main() -> None:
    name, mails = await anyio.gather(user_name(7), unread_mails(7))
    print(f"{name} has {mails} unread mails")

    names = await anyio.amap(user_name, [3, 1, 2])
    print(names)


anyio.run(main)
