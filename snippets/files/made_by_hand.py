# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""mkstemp() hands over a file that you have to close and to remove."""

import os

import anyio


async def main() -> None:
    print(
        "text:",
        await anyio.gettempdir() == os.fsdecode(await anyio.gettempdirb()),
    )
    async with anyio.TemporaryDirectory() as outer:
        folder = anyio.Path(await anyio.mkdtemp(prefix="job-", dir=outer))
        number, name = await anyio.mkstemp(".txt", dir=str(folder))
        # no await in between: a cancellation would leave it open
        async with anyio.wrap_file(os.fdopen(number, "w")) as file:
            await file.write("by hand")
        path = anyio.Path(name)
        print(await path.read_text(), path.suffix)
        await path.unlink()
        await folder.rmdir()

        number, name = await anyio.mkstemp(dir=outer)
        with anyio.CancelScope() as scope:
            scope.cancel()
            async with await anyio.open_file(number, "w"):
                print("never printed")
        print("left open:", os.fstat(number).st_nlink == 1)
        os.close(number)


anyio.run(main)
