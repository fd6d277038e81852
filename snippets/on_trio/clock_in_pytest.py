# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""On a MockClock, an hour passes while a thread works for 0.1 seconds."""

import time

import anyio
import pytest
from anyio import to_thread
from trio.testing import MockClock

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> tuple[str, dict[str, MockClock]]:
    return "trio", {"clock": MockClock(autojump_threshold=0)}


async def query_twice() -> None:
    with anyio.fail_after(3600):
        await to_thread.run_sync(time.sleep, 0.1)
        await to_thread.run_sync(time.sleep, 0.1)


async def test_trap_a_thread_takes_an_hour() -> None:
    with pytest.raises(TimeoutError):
        await query_twice()


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
