# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A test cancels with a scope, as an AnyIO program does."""

import anyio
import pytest
from anyio import to_thread

pytestmark = pytest.mark.anyio


async def stream(log: list[str]) -> None:
    try:
        await anyio.sleep_forever()
    finally:
        with anyio.move_on_after(5, shield=True):
            await to_thread.run_sync(log.append, "closed")


async def test_scope() -> None:
    log: list[str] = []
    async with anyio.create_task_group() as tg:
        tg.start_soon(stream, log)
        await anyio.wait_all_tasks_blocked()
        tg.cancel()
    assert log == ["closed"]


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
