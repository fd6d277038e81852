# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A future raises for what it does not have, or has already."""

import anyio


def report(what: str, error: Exception) -> None:
    print(f"{what}: {type(error).__name__}: {error}")


async def main() -> None:
    future = anyio.Future[int]()
    try:
        future.return_value
    except anyio.FutureNotFinished as error:
        report("too early", error)

    future.return_value = 7
    try:
        future.return_value = 8
    except anyio.FutureAlreadyFinished as error:
        report("a second result", error)

    failed = anyio.Future[int]()
    failed.exception = ValueError("no such page")
    for what in ("its result", "a second error"):
        try:
            if what == "its result":
                failed.return_value
            else:
                failed.exception = ValueError("again")
        except (anyio.FutureFailed, anyio.FutureAlreadyFinished) as error:
            report(what, error)

    gone = anyio.Future[int]()
    gone.cancel()
    for what in ("a result of none", "a result for none"):
        try:
            if what == "a result of none":
                gone.return_value
            else:
                gone.return_value = 9
        except anyio.FutureCancelled as error:
            report(what, error)


anyio.run(main)
