# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "files/replaced.py"
# timeline = "none"
# ///
"""A limit cuts the writing of a file, and the old one is gone."""

import anyio

PARTS = ["name = Ada\n", "city = York\n"]


async def save(path: anyio.Path, pause: float) -> None:
    async with await anyio.open_file(path, "w") as file:
        for part in PARTS:
            await file.write(part)
            await anyio.sleep(pause)  # waits for the next part


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        path = anyio.Path(folder) / "settings.ini"
        await path.write_text("name = Grace\ncity = Oslo\n")
        with anyio.move_on_after(1):
            await save(path, pause=60)
        print(await path.read_text(), end="")


anyio.run(main)
