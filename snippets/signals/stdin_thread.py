# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# right = "signals/stdin_readable.py"
# ///
"""Ctrl-C waits for a thread that waits for a line."""

import signal
import sys
from subprocess import PIPE, Popen, TimeoutExpired

import anyio

lines: list[str] = []


def read() -> None:
    print("  waiting for a line", flush=True)
    lines.append(sys.stdin.readline())


async def main(abandon: bool) -> None:
    try:
        await anyio.to_thread.run_sync(read, abandon_on_cancel=abandon)
    finally:
        when = "after" if lines else "before"
        print(f"  main() ended {when} the line", flush=True)


def press_ctrl_c(*arguments: str) -> None:
    command = [sys.executable, __file__, *arguments]
    with Popen(command, stdin=PIPE, stdout=PIPE) as child:
        assert child.stdin
        assert child.stdout
        print(child.stdout.readline().decode(), end="")
        child.send_signal(signal.SIGINT)
        try:
            child.wait(2)
            ended = "at Ctrl-C"
        except TimeoutExpired:
            ended = "after the line"
        rest, _ = child.communicate(b"a line\n")
        print(rest.decode(), end="")
        print("  the program ended", ended)


if sys.argv[1:2] in (["asyncio"], ["trio"]):
    # a shell starts background jobs with Ctrl-C ignored
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        anyio.run(main, sys.argv[2] == "abandon", backend=sys.argv[1])
    except* KeyboardInterrupt:
        pass
else:
    for backend in ("asyncio", "trio"):
        for thread in ("wait", "abandon"):
            print(f"{backend}, {thread}:")
            press_ctrl_c(backend, thread)
