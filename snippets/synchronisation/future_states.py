# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""The four states of a future, and what each call gives in them."""

import anyio
from anyio import Future


def read(future: Future[int], attribute: str) -> str:
    try:
        return repr(getattr(future, attribute))
    except (anyio.FutureFailed, anyio.FutureNotFinished) as error:
        return type(error).__name__


def set_again(future: Future[int]) -> str:
    try:
        future.return_value = 8
    except (anyio.FutureAlreadyFinished, anyio.FutureCancelled) as error:
        return type(error).__name__
    return "set"


async def main() -> None:
    pending, returned, failed, cancelled = (Future[int]() for _ in range(4))
    returned.return_value = 7
    failed.exception = ValueError("no such page")
    cancelled.cancel()
    for future in (pending, returned, failed, cancelled):
        print(future.status.name)
        print("  return_value:", read(future, "return_value"))
        print("  exception:", read(future, "exception"))
        if future.status is not Future.Status.PENDING:
            await future.wait()
            print("  set again:", set_again(future))


anyio.run(main)
