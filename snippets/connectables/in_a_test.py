# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A test gives a client a server in memory, which breaks the first connection."""

import anyio
from anyio import abc
from anyio.lowlevel import checkpoint
from anyio.streams.buffered import BufferedByteStream
from anyio.streams.stapled import StapledObjectStream


async def price(server: abc.AnyByteStreamConnectable) -> int:
    for _ in range(3):
        async with BufferedByteStream(await server.connect()) as stream:
            try:
                return int(await stream.receive_until(b"\n", 20))
            except (anyio.IncompleteRead, anyio.BrokenResourceError):
                continue  # with a new connection
    raise anyio.ConnectionFailed("three connections broke")


class FakeServer(abc.ObjectStreamConnectable[bytes]):
    """Sends one answer over each connection, then ends it."""

    def __init__(self, *answers: bytes) -> None:
        self._answers = list(answers)

    async def connect(self) -> abc.ObjectStream[bytes]:
        await checkpoint()
        if not self._answers:
            raise anyio.ConnectionFailed("refused")
        to_client, from_server = anyio.create_memory_object_stream[bytes](1)
        to_server, from_client = anyio.create_memory_object_stream[bytes](9)
        if answer := self._answers.pop(0):
            to_client.send_nowait(answer)
        to_client.close()
        from_client.close()
        return StapledObjectStream(to_server, from_server)


async def main() -> None:
    print(await price(FakeServer(b"4", b"42\n")))
    try:
        await price(FakeServer(b""))
    except anyio.ConnectionFailed as error:
        print("ConnectionFailed:", error)


anyio.run(main)
