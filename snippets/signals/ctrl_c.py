# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# ///
"""What Ctrl-C raises in a program whose tasks all wait."""

import signal
import subprocess
import sys

import anyio
from anyio import TASK_STATUS_IGNORED
from anyio.abc import TaskStatus


async def wait(
    who: str, *, task_status: TaskStatus[None] = TASK_STATUS_IGNORED
) -> None:
    try:
        print(f"  {who} waits", flush=True)
        task_status.started()
        await anyio.sleep(60)
    except BaseException as error:
        print(f"  {who} gets {type(error).__name__}")
        raise


async def main() -> None:
    async with anyio.create_task_group() as tg:
        await tg.start(wait, "a task")
        await wait("main()")


def press_ctrl_c(backend: str) -> None:
    command = [sys.executable, __file__, backend]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe) as child:
        assert child.stdout
        for line in child.stdout:
            print(line.decode(), end="")
            if line == b"  main() waits\n":
                child.send_signal(signal.SIGINT)
    print("  exit status:", child.returncode)


if sys.argv[1:] in (["asyncio"], ["trio"]):
    # a shell starts background jobs with Ctrl-C ignored
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        anyio.run(main, backend=sys.argv[1])
    except BaseException as error:
        print("  anyio.run() raises", type(error).__name__)
        raise
else:
    for backend in ("asyncio", "trio"):
        print(f"{backend}:")
        press_ctrl_c(backend)
