# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""The old names of wait_readable() and wait_writable() warn you."""

import socket
import warnings

import anyio


async def main() -> None:
    left, right = socket.socketpair()
    with left, right, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        await anyio.wait_socket_writable(left)
        left.send(b"hello")
        await anyio.wait_socket_readable(right)
        print(right.recv(100))
    for each in caught:
        print(each.category.__name__, each.message, sep=": ")


anyio.run(main)
