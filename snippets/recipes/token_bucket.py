# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""A token bucket lets a burst through, then one call at a time."""

import anyio


class TokenBucket:
    def __init__(self, per_second: float, burst: int) -> None:
        self._interval = 1 / per_second
        self._ahead = (burst - 1) * self._interval
        self._next = float("-inf")
        self._lock = anyio.Lock()

    async def wait(self) -> None:
        async with self._lock:
            await anyio.sleep_until(self._next - self._ahead)
            now = anyio.current_time()
            # taken after the wait: who is cancelled takes nothing
            self._next = max(self._next, now) + self._interval


async def main() -> None:
    start = anyio.current_time()
    bucket = TokenBucket(per_second=2, burst=3)
    times: list[float] = []
    for _ in range(6):
        await bucket.wait()
        times.append(round(anyio.current_time() - start, 1))
    print("at once, then two a second:", times)
    await anyio.sleep(10)
    with anyio.move_on_after(0.1):
        for count in range(1, 9):
            await bucket.wait()
            print("after a pause:", count)


anyio.run(main)
