# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# older = ["older/wrapped_temporary_file.py"]
# ///
"""Write a new file beside the old one, and let it take its place."""

import os

import anyio
from anyio import to_thread

PARTS = ["name = Ada\n", "city = York\n"]


async def save(path: anyio.Path, pause: float) -> None:
    async with anyio.NamedTemporaryFile(
        "w", dir=str(path.parent), delete=False
    ) as file:
        new = anyio.Path(file.wrapped.name)
        try:
            for part in PARTS:
                await file.write(part)
                await anyio.sleep(pause)
            await file.flush()
            await to_thread.run_sync(os.fsync, file.wrapped.fileno())
            await new.chmod(0o644)  # it was for its owner only
            await new.replace(path)
        finally:
            with anyio.move_on_after(5, shield=True):
                await new.unlink(missing_ok=True)


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        path = anyio.Path(folder) / "settings.ini"
        await path.write_text("name = Grace\ncity = Oslo\n")
        for pause in (60, 0):
            with anyio.move_on_after(0.5 if pause else 30):
                await save(path, pause)
            print(await path.read_text(), end="")
            print(" files:", len([_ async for _ in path.parent.iterdir()]))


anyio.run(main)
