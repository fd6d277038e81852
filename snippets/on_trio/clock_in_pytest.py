# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""Under pytest on a MockClock, an hour passes at once, around a thread too."""

import time

import anyio
import pytest
from anyio import to_thread
from trio.testing import MockClock

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> tuple[str, dict[str, MockClock]]:
    return "trio", {"clock": MockClock(autojump_threshold=0)}


async def test_gives_up_after_an_hour() -> None:
    before = anyio.current_time()
    with anyio.move_on_after(3600) as scope:
        await anyio.sleep_forever()
    assert scope.cancelled_caught
    assert anyio.current_time() - before == 3600


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
