# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.11"]
#
# [tool.example]
# clock = "virtual"
# ///
"""What a cancellation says, and where it ends."""

import re

import anyio


async def wait() -> None:
    try:
        await anyio.sleep_forever()
    except anyio.get_cancelled_exc_class() as error:
        said = re.sub(r"scope \w+", "scope ID", str(error))
        print(f"{type(error).__name__}: {said}")
        raise


async def main() -> None:
    with anyio.move_on_after(0.1) as scope:
        await wait()
    print("ended by its scope:", scope.cancelled_caught)


anyio.run(main)
