# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A scope is left with its cancellation and an error in one group.

Probed: which errors come out of the scope.
"""

import anyio


async def main() -> None:
    try:
        with anyio.CancelScope() as scope:
            scope.cancel()
            try:
                await anyio.sleep(1)
            except anyio.get_cancelled_exc_class() as cut:
                errors = [cut, ValueError("on the way")]
                raise BaseExceptionGroup("both", errors) from None
        print("no error")
    except BaseExceptionGroup as group:
        for each in group.exceptions:
            print(type(each).__name__)


anyio.run(main)
