# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = []
# timeline = "none"
# right = "bridges/group_in_fixture.py"
# ///
"""A task group is opened in asyncSetUp(), and unittest closes it in another task."""

import io
import logging
import unittest

import anyio


class TestMail(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self) -> None:
        group = anyio.create_task_group()
        self.tasks = await self.enterAsyncContext(group)

    async def test_sends(self) -> None:
        sent = anyio.Event()
        self.tasks.start_soon(announce, sent)
        await sent.wait()
        print("sent")


async def announce(sent: anyio.Event) -> None:
    sent.set()


if __name__ == "__main__":
    # unittest turns on asyncio's debug mode, which reports slow steps
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(TestMail)
    result = unittest.TextTestRunner(io.StringIO()).run(suite)
    for _, traceback in result.errors:
        print(traceback.splitlines()[-1])
