# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""A wrapper notes how each task ended, and lets its error go on."""

import anyio

FILES = {"2024.csv": 10, "2025.csv": -30, "2026.csv": 60}


async def import_rows(rows: int) -> int:
    await anyio.sleep(abs(rows) / 100)
    if rows < 0:
        raise ValueError("no header")
    return rows


async def main() -> None:
    ended = dict.fromkeys(FILES, "was not begun")

    async def noted(file: str, rows: int) -> None:
        try:
            ended[file] = f"has {await import_rows(rows)} rows"
        except anyio.get_cancelled_exc_class():
            ended[file] = "was not read to its end"
            raise
        except BaseException as error:
            ended[file] = f"failed: {error}"
            raise

    try:
        async with anyio.create_task_group() as tg:
            for file, rows in FILES.items():
                tg.start_soon(noted, file, rows)
    except* ValueError as group:
        print("the group has", group.exceptions)
    for file, how in ended.items():
        print(file, how)


anyio.run(main)
