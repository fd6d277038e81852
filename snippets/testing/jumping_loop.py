# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""An asyncio loop whose clock jumps, beside Trio's MockClock."""

import asyncio
import selectors
import time
from typing import Any

import anyio
import pytest
from trio.testing import MockClock


class JumpingSelector(selectors.DefaultSelector):
    jumped = 0.0

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(timeout and 0)
        if timeout and timeout > 0 and not ready:
            self.jumped += timeout
        return ready


class JumpingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.selector = JumpingSelector()
        super().__init__(self.selector)

    def time(self) -> float:
        return super().time() + self.selector.jumped


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> tuple[str, Any]:
    if request.param == "asyncio":
        return "asyncio", {"loop_factory": JumpingLoop}
    return "trio", {"clock": MockClock(autojump_threshold=0)}


async def test_an_hour(anyio_backend_name: str) -> None:
    start, real_start = anyio.current_time(), time.monotonic()
    with anyio.move_on_after(3600):
        await anyio.sleep_forever()
    minutes = (anyio.current_time() - start) / 60
    print(f"{anyio_backend_name}: {minutes:.0f} minutes")
    assert time.monotonic() - real_start < 60


if __name__ == "__main__":
    options = "-s --anyio-mode=auto -p no:terminal -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
