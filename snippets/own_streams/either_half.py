# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""If both halves have an attribute, the receiving half's is shown."""

from collections.abc import Callable, Mapping
from typing import Any

import anyio
from anyio.abc import SocketAttribute
from anyio.streams.file import (
    FileReadStream,
    FileStreamAttribute,
    FileWriteStream,
)
from anyio.streams.stapled import MultiListener, StapledByteStream
from anyio.streams.text import TextReceiveStream, TextSendStream, TextStream


def show(title: str, attributes: Mapping[Any, Callable[[], Any]]) -> None:
    print(f"{title}:", attributes[FileStreamAttribute.path]().name)


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        await anyio.Path(folder, "asked").touch()
        async with (
            await FileReadStream.from_path(f"{folder}/asked") as asked,
            await FileWriteStream.from_path(f"{folder}/answered") as said,
        ):
            both = StapledByteStream(said, asked)
            show("stapled", both.extra_attributes)
            show("text over it", TextStream(both).extra_attributes)
            show("receives", TextReceiveStream(asked).extra_attributes)
            show("sends", TextSendStream(said).extra_attributes)

    listeners = [
        await anyio.create_tcp_listener(local_host="127.0.0.1")
        for _ in range(2)
    ]
    ports = [each.extra(SocketAttribute.local_port) for each in listeners]
    async with MultiListener(listeners) as listener:
        port = listener.extra_attributes[SocketAttribute.local_port]()
        print("two listeners: the port of number", ports.index(port) + 1)


anyio.run(main)
