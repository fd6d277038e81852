# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""Without an autojump, a test moves Trio's MockClock by itself."""

import anyio
import pytest
from trio.testing import MockClock

pytestmark = pytest.mark.anyio


@pytest.fixture
def clock() -> MockClock:
    return MockClock()


@pytest.fixture
def anyio_backend(clock: MockClock) -> tuple[str, dict[str, MockClock]]:
    return "trio", {"clock": clock}


class Poller:
    polls = 0

    async def run(self, every: float) -> None:
        while True:
            await anyio.sleep(every)
            self.polls += 1


async def test_poller(clock: MockClock) -> None:
    poller = Poller()
    polls = []
    async with anyio.create_task_group() as tg:
        tg.start_soon(poller.run, 60)
        for seconds in 0, 59, 1, 600:
            clock.jump(seconds)
            await anyio.wait_all_tasks_blocked()
            polls.append(poller.polls)
        tg.cancel()
    print("polls after 0, 59, 60 and 660 seconds:", polls)


if __name__ == "__main__":
    options = "-s -p no:terminal -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
