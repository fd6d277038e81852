# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "exceptions/handle_group.py"
# ///
"""A plain except ValueError does not see a ValueError in a group."""

import anyio


async def check_port(text: str) -> None:
    await anyio.sleep(0.1)
    if not text.isdigit():
        raise ValueError(f"not a port: {text}")


async def check_config() -> None:
    try:
        async with anyio.create_task_group() as tg:
            tg.start_soon(check_port, "eighty")
    except ValueError:
        print("check_config handled it")


async def main() -> None:
    try:
        await check_config()
    except Exception as error:
        print("it escaped as:", type(error).__name__)


anyio.run(main)
