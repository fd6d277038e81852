# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""TimeoutError is an OSError, so the clause for it has to come first."""

import anyio


async def fetch() -> None:
    with anyio.fail_after(0.1):
        await anyio.sleep(60)


async def main() -> None:
    try:
        await fetch()
    except OSError as error:
        print("no connection:", repr(error))

    try:
        await fetch()
    except TimeoutError:
        print("too slow")
    except OSError as error:
        print("no connection:", repr(error))


anyio.run(main)
