# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.15"]
# ///
"""A future raises for what it does not have, or has already."""

import anyio


def report(what: str, error: Exception) -> None:
    print(f"{what}: {type(error).__name__}: {error}")


async def main() -> None:
    future = anyio.Future[int]()
    try:
        print(future.return_value)
    except anyio.FutureNotFinished as error:
        report("too early", error)

    future.return_value = 7
    try:
        future.return_value = 8
    except anyio.FutureAlreadyFinished as error:
        report("a second result", error)

    failed = anyio.Future[int]()
    failed.exception = ValueError("no such page")
    try:
        print(failed.return_value)
    except anyio.FutureFailed as error:
        report("its result", error)
    try:
        failed.return_value = 8
    except anyio.FutureAlreadyFinished as error:
        report("a result after an error", error)

    gone = anyio.Future[int]()
    gone.cancel()
    try:
        print(gone.return_value)
    except anyio.FutureCancelled as error:
        report("the result of none", error)
    try:
        gone.return_value = 9
    except anyio.FutureCancelled as error:
        report("a result for none", error)


anyio.run(main)
