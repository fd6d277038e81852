# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# right = "signals/second_signal.py"
# ///
"""A signal that a receiver leaves unread ends the program on Trio."""

import os
import signal
import subprocess
import sys

import anyio


async def main() -> None:
    with anyio.open_signal_receiver(signal.SIGTERM) as signals:
        os.kill(os.getpid(), signal.SIGTERM)
        async for signum in signals:
            print("  received", signum.name, flush=True)
            break
        os.kill(os.getpid(), signal.SIGTERM)  # an impatient manager
        await anyio.sleep(0.1)
        print("  saved", flush=True)
    print("  clean exit", flush=True)


def run_in_child_process(backend: str) -> None:
    print(f"{backend}:", flush=True)
    child = subprocess.run([sys.executable, __file__, backend])
    if child.returncode < 0:
        ended_by = signal.Signals(-child.returncode).name
        print("  killed by", ended_by, flush=True)


if sys.argv[1:] in (["asyncio"], ["trio"]):
    anyio.run(main, backend=sys.argv[1])
else:
    run_in_child_process("asyncio")
    run_in_child_process("trio")
