# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# platforms = ["linux", "darwin"]
# ///
"""Signals to a child, and the exit code that tells of one."""

import signal
import sys
from subprocess import DEVNULL

import anyio
from anyio.streams.buffered import BufferedByteReceiveStream

SERVER = """
import os, signal
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP])
print(os.getpid(), flush=True)
while signal.sigwait([signal.SIGHUP]):
    print("reloaded", flush=True)
"""


async def main() -> None:
    command = [sys.executable, "-c", SERVER]
    async with await anyio.open_process(command, stdin=DEVNULL) as server:
        print("stdin:", server.stdin)
        assert server.stdout
        output = BufferedByteReceiveStream(server.stdout)
        said = await output.receive_until(b"\n", 100)
        print("its pid:", int(said) == server.pid)
        server.send_signal(signal.SIGHUP)
        print(await output.receive_until(b"\n", 100))
        print("while it runs:", server.returncode)
        server.terminate()
        code = await server.wait()
        print("after its end:", code, signal.Signals(-code).name)


anyio.run(main)
