# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""What the disk answers about a path."""

import os
import socket

import anyio


async def main() -> None:
    async with anyio.TemporaryDirectory() as name:
        folder = anyio.Path(name)
        file = folder / "data.txt"
        await file.write_text("12345")
        await file.chmod(0o600)
        await (folder / "link").symlink_to("data.txt")
        os.mkfifo(folder / "pipe")
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(folder / "socket"))
            print("socket:", await (folder / "socket").is_socket())

        print("there:", await file.exists(), await file.is_file())
        print("folder:", await folder.is_dir(), await folder.is_mount())
        print("pipe:", await (folder / "pipe").is_fifo())
        print(
            "devices:",
            await file.is_block_device(),
            await anyio.Path("/dev/null").is_char_device(),
        )

        link = folder / "link"
        print("link:", await link.is_symlink(), await link.samefile(file))
        print("to:", await link.readlink())
        print("of the file:", (await link.stat()).st_size)
        print("of the link:", (await link.lstat()).st_size)
        print("one owner:", await file.owner() == await folder.owner())
        print("one group:", await file.group() == await folder.group())


anyio.run(main)
