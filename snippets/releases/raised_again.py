# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A cancellation is caught with `except*`, and raised again.

Probed: whether its scope catches it.
"""

import anyio


async def main() -> None:
    with anyio.CancelScope() as scope:
        scope.cancel()
        try:
            await anyio.sleep(1)
        except* anyio.get_cancelled_exc_class():
            raise
    print("caught by the scope")


try:
    anyio.run(main)
except BaseExceptionGroup:
    print("came out of the scope")
