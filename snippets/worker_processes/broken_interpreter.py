# /// script
# requires-python = ">=3.13"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A result that can't leave its interpreter."""

import threading

import anyio
from anyio import to_interpreter


async def main() -> None:
    try:
        await to_interpreter.run_sync(int, "three")
    except ValueError as error:
        print("of the function:", error)
    try:
        await to_interpreter.run_sync(threading.Lock)
    except anyio.BrokenWorkerInterpreter as error:
        print("of its result:", error.excinfo.type.__name__)
        print(error.excinfo.msg)
    print("the next call:", await to_interpreter.run_sync(int, "3"))


anyio.run(main)
