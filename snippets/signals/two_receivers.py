# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# right = "signals/one_receiver.py"
# ///
"""On asyncio, the end of an inner receiver ends the outer one, too."""

import os
import signal
import subprocess
import sys

import anyio

USR1 = signal.SIGUSR1


async def main() -> None:
    with anyio.open_signal_receiver(USR1) as outer:
        with anyio.open_signal_receiver(USR1) as inner:
            os.kill(os.getpid(), USR1)
            async for signum in inner:
                print("  inner:", signum.name, flush=True)
                break
        os.kill(os.getpid(), USR1)
        async for signum in outer:
            print("  outer:", signum.name, flush=True)
            break


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
