# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "exceptions/interrupt_caught.py"
# ///
"""A plain except KeyboardInterrupt misses Ctrl-C on Trio."""

import signal

import anyio


async def serve() -> None:
    try:
        await anyio.sleep(0.1)
        signal.raise_signal(signal.SIGINT)  # the user presses Ctrl-C
        await anyio.sleep(60)
    except BaseException as error:
        print("in serve():", type(error).__name__)
        raise


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(serve)


def run_server() -> None:
    try:
        anyio.run(main)
    except KeyboardInterrupt:
        print("stopped by the user")


# a shell starts background jobs with Ctrl-C ignored
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    run_server()
except BaseException as error:
    print("it escaped, as a", type(error).__name__)
