# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""An except* clause can't continue the loop; the line after it can."""

import anyio


async def check_port(text: str) -> None:
    await anyio.sleep(0.1)
    if not text.isdigit():
        raise ValueError(f"not a port: {text}")


async def main() -> None:
    for line in ("80 443", "22 eighty", "8080"):
        is_valid = True
        try:
            async with anyio.create_task_group() as tg:
                for text in line.split():
                    tg.start_soon(check_port, text)
        except* ValueError as group:
            print(f"{line}: {group.exceptions}")
            is_valid = False
        if not is_valid:
            continue
        print(f"{line}: fine")


anyio.run(main)
