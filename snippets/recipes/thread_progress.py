# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A worker thread tells how far it is, and ends when it is cancelled."""

from collections.abc import Callable

import anyio
from anyio import from_thread, to_thread


def convert(pages: int, report: Callable[[int], None]) -> None:
    """Blocking work, which knows nothing of AnyIO."""
    for page in range(1, pages + 1):
        report(100 * page // pages)


async def with_progress(
    work: Callable[[int, Callable[[int], None]], None],
    pages: int,
    tell: Callable[[int], None],
) -> None:
    def report(percent: int) -> None:
        from_thread.check_cancelled()
        from_thread.run_sync(tell, percent)

    await to_thread.run_sync(work, pages, report)


async def main() -> None:
    with anyio.CancelScope() as scope:

        def tell(percent: int) -> None:
            print(percent, "%")
            if percent == 60:
                scope.cancel()  # somebody presses a button

        await with_progress(convert, 5, tell)
    print("cancelled:", scope.cancelled_caught)


anyio.run(main)
