# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/how_each_ended.py"]
# ///
"""The group has the error; the handles say which task it came from."""

import anyio
from anyio import TaskHandle

FILES = {"2024.csv": 10, "2025.csv": -30, "2026.csv": 60}


async def import_rows(rows: int) -> int:
    await anyio.sleep(abs(rows) / 100)
    if rows < 0:
        raise ValueError("no header")
    return rows


async def main() -> None:
    imports: dict[str, TaskHandle[int]] = {}
    try:
        async with anyio.create_task_group() as tg:
            for file, rows in FILES.items():
                imports[file] = tg.start_soon(import_rows, rows)
    except* ValueError as group:
        print("the group has", group.exceptions)
    for file, handle in imports.items():
        match handle.status:
            case TaskHandle.Status.FINISHED:
                print(file, "has", handle.return_value, "rows")
            case TaskHandle.Status.FAILED:
                print(file, "failed:", handle.exception)
            case TaskHandle.Status.CANCELLED:
                print(file, "was not read to its end")


anyio.run(main)
