# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A fixture runs a server for its test, on a port that is free."""

from collections.abc import AsyncIterator

import anyio
import pytest
from anyio.abc import SocketAttribute, SocketStream

pytestmark = pytest.mark.anyio


async def shout(client: SocketStream) -> None:
    async with client:
        async for chunk in client:
            await client.send(chunk.upper())


@pytest.fixture
async def port() -> AsyncIterator[int]:
    async with (
        await anyio.create_tcp_listener(local_host="127.0.0.1") as listener,
        anyio.create_task_group() as tg,
    ):
        tg.start_soon(listener.serve, shout)
        yield listener.extra(SocketAttribute.local_port)
        tg.cancel()


@pytest.fixture
async def client(port: int) -> AsyncIterator[SocketStream]:
    async with await anyio.connect_tcp("127.0.0.1", port) as stream:
        yield stream


async def test_shout(client: SocketStream) -> None:
    await client.send(b"hello")
    with anyio.fail_after(10):
        assert await client.receive() == b"HELLO"


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
