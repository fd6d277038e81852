# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A file that a limit cuts is closed, and keeps what it was given."""

import anyio


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        path = anyio.Path(folder) / "report.txt"
        with anyio.move_on_after(1) as scope:
            async with await anyio.open_file(path, "w") as file:
                await file.write("the first half\n")  # into a buffer
                print("on the disk:", repr(await path.read_text()))
                await anyio.sleep_forever()  # for the second half
        print("cut:", scope.cancelled_caught)
        print("closed:", file.wrapped.closed)
        print("on the disk:", repr(await path.read_text()))


anyio.run(main)
