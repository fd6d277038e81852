# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""Tests and fixtures in a class, each with parameters."""

from collections.abc import AsyncIterator

import anyio
import pytest
from anyio.abc import ObjectReceiveStream, ObjectSendStream


@pytest.mark.anyio
@pytest.mark.usefixtures("ends")
class TestQueue:
    @pytest.fixture(params=[1, 2], ids=["one place", "two places"])
    async def ends(
        self, request: pytest.FixtureRequest
    ) -> AsyncIterator[None]:
        new = anyio.create_memory_object_stream[str](request.param)
        self.send: ObjectSendStream[str] = new[0]
        self.receive: ObjectReceiveStream[str] = new[1]
        async with self.send, self.receive:
            yield

    @pytest.mark.parametrize("item", ["tea", "milk"])
    async def test_item(self, item: str) -> None:
        await self.send.send(item)
        assert await self.receive.receive() == item


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
