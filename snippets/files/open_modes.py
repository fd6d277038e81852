# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Write a file, add to it, and read it line by line."""

import anyio


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        path = anyio.Path(folder) / "cities.csv"
        async with await anyio.open_file(path, "w") as file:
            await file.write("name,city\n")
            await file.writelines(["Ada,London\n", "Grace,York\n"])
        async with await anyio.open_file(path, "a") as file:
            await file.write("Linus,Helsinki\n")

        async with await anyio.open_file(path) as file:
            print("first:", await file.readline(), end="")
            async for line in file:
                print("then:", line, end="")
            print("at the end:", repr(await file.readline()))
        async with await anyio.open_file(path, "rb") as raw:
            print("bytes:", await raw.read(9))
        async with await path.open() as file:
            print("all:", len(await file.readlines()), "lines")

        try:
            await anyio.open_file(path, "x")
        except FileExistsError:
            print("mode x: it's there already")


anyio.run(main)
