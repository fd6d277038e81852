# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# right = "cleanup/sigterm_receiver.py"
# ///
"""Without a signal receiver, SIGTERM skips every finally block."""

import os
import signal
import subprocess
import sys

import anyio


async def serve() -> None:
    try:
        print("  serving", flush=True)
        # what a service manager or a container runtime sends
        os.kill(os.getpid(), signal.SIGTERM)
        await anyio.sleep(60)
    finally:
        with anyio.move_on_after(5, shield=True):
            await anyio.sleep(0.1)
            print("  saved")


def run_in_child_process(backend: str) -> None:
    print(f"{backend}:", flush=True)
    child = subprocess.run([sys.executable, __file__, backend])
    print("  killed by", signal.Signals(-child.returncode).name, flush=True)


if sys.argv[1:] in (["asyncio"], ["trio"]):
    anyio.run(serve, backend=sys.argv[1])
else:
    run_in_child_process("asyncio")
    run_in_child_process("trio")
