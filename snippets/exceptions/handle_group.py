# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A failed task raises from its task group, inside an ExceptionGroup."""

import anyio


async def check_port(text: str) -> None:
    await anyio.sleep(0.1)
    if not text.isdigit():
        raise ValueError(f"not a port: {text}")


async def main() -> None:
    try:
        async with anyio.create_task_group() as tg:
            tg.start_soon(check_port, "80")
            tg.start_soon(check_port, "eighty")
        print("this line is never reached")
    except* ValueError as group:
        print("caught:", type(group).__name__)
        for error in group.exceptions:
            print("inside:", repr(error))
    print("main goes on")


anyio.run(main)
