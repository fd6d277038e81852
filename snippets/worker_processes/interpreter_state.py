# /// script
# requires-python = ">=3.13"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What a subinterpreter keeps, shares and ends."""

import os
import sys
import time

import anyio
from anyio import to_interpreter


async def main() -> None:
    limiter = to_interpreter.current_default_interpreter_limiter()
    print("as many as processors:", limiter.total_tokens == os.cpu_count())
    pid = await to_interpreter.run_sync(os.getpid)
    print("the same process:", pid == os.getpid())

    await to_interpreter.run_sync(sys.setrecursionlimit, 5000)
    print("there:", await to_interpreter.run_sync(sys.getrecursionlimit))
    print("the same here:", sys.getrecursionlimit() == 5000)
    try:
        await to_interpreter.run_sync(sys.exit, 3)
    except SystemExit as error:
        print("SystemExit:", error.code)
    print("there:", await to_interpreter.run_sync(sys.getrecursionlimit))

    with anyio.move_on_after(0.2) as scope:
        await to_interpreter.run_sync(time.sleep, 1)
    print("a limit cut it:", scope.cancelled_caught)


anyio.run(main)
