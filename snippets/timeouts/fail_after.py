# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/reason_of_a_timeout.py"]
# ///
"""fail_after() raises TimeoutError, with the reason you give it."""

import anyio


async def fetch_price() -> int:
    await anyio.sleep(60)
    return 42


async def main() -> None:
    try:
        with anyio.fail_after(0.1):
            print("price:", await fetch_price())
    except TimeoutError as error:
        print("plain:", repr(error))

    try:
        with anyio.fail_after(0.1, reason="the price server is slow"):
            print("price:", await fetch_price())
    except TimeoutError as error:
        print("with a reason:", repr(error))

    with anyio.fail_after(0.1) as scope:
        scope.cancel()
        print("price:", await fetch_price())
    print("cancelled before the deadline: no error")


anyio.run(main)
