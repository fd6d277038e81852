# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""With uvloop, a child process gets a descriptor that was received."""

import os
import socket
import sys
import tempfile
from subprocess import DEVNULL

import anyio
from anyio.abc import UNIXSocketStream

CODE = "import os, sys; print(os.fstat(int(sys.argv[1])).st_ino)"


async def has_child(fd: int) -> bool:
    command = [sys.executable, "-c", CODE, str(fd)]
    child = await anyio.run_process(command, stderr=DEVNULL, check=False)
    return child.stdout.split() == [b"%d" % os.fstat(fd).st_ino]


async def main() -> None:
    mine, yours = socket.socketpair()
    async with (
        await UNIXSocketStream.from_socket(mine) as sender,
        await UNIXSocketStream.from_socket(yours) as receiver,
    ):
        with tempfile.TemporaryFile() as file:
            await sender.send_fds(b"a file", [file.fileno()])
        _, fds = await receiver.receive_fds(100, maxfds=1)
        with os.fdopen(fds[0], "rb"):
            print("a child has it:", await has_child(fds[0]))
            os.set_inheritable(fds[0], False)
            print("not inheritable:", await has_child(fds[0]))


anyio.run(main)
