# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A limit can't leave a thread that waits for a line."""

import os
from typing import TextIO

import anyio


async def answer_late(user: TextIO, deadline: float) -> None:
    await anyio.sleep_until(deadline + 1)
    user.write("hello\n")
    user.flush()


async def main() -> None:
    # a pipe stands for standard input, as in `other | python program.py`
    source, target = os.pipe()
    with open(source) as stdin, open(target, "w") as user:
        async with anyio.create_task_group() as tg:
            with anyio.move_on_after(1) as scope:
                tg.start_soon(answer_late, user, scope.deadline)
                line = await anyio.wrap_file(stdin).readline()
                late = anyio.current_time() - scope.deadline
                print("line:", line.strip(), "- a second late:", late > 0.9)


anyio.run(main)
