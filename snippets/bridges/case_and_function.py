# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""The same test as a class of unittest, and as a function for AnyIO's plugin."""

import asyncio
import io
import logging
import unittest
from collections.abc import AsyncIterator

import anyio
import pytest


class TestCalls(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self) -> None:
        print("  set up")

    async def asyncTearDown(self) -> None:
        print("  torn down")

    async def test_calls(self) -> None:
        await anyio.sleep(0.01)
        loop = type(asyncio.get_running_loop())
        print("  runs in", loop.__module__.partition(".")[0])


@pytest.fixture
async def resource() -> AsyncIterator[None]:
    print("  set up")
    yield
    print("  torn down")


@pytest.mark.anyio
@pytest.mark.usefixtures("resource")
async def test_calls(anyio_backend_name: str) -> None:
    await anyio.sleep(0.01)
    print("  runs in", anyio_backend_name)


if __name__ == "__main__":
    # unittest turns on asyncio's debug mode, which reports slow steps
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    print("unittest")
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(TestCalls)
    unittest.TextTestRunner(io.StringIO()).run(suite)
    print("pytest")
    options = "-s -p no:terminal -p no:cacheprovider -p no:asyncio"
    pytest.main([__file__, *options.split(), "-k", "not TestCalls"])
