# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# platforms = ["linux", "darwin"]
# ///
"""First terminate(), then kill(), and a limit between them."""

import sys
from contextlib import suppress

import anyio
from anyio.abc import Process
from anyio.streams.buffered import BufferedByteReceiveStream

WORK = """
import signal, sys, time
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
print("ready", flush=True)
if sys.argv[1] == "stubborn":
    time.sleep(60)
signal.sigwait([signal.SIGTERM])
print("cleaned up")
"""


async def stop(child: Process, grace: float) -> int:
    with suppress(ProcessLookupError):
        child.terminate()
        with anyio.move_on_after(grace):
            return await child.wait()
        child.kill()
    with anyio.move_on_after(5, shield=True):
        return await child.wait()
    raise TimeoutError("it can't even be killed")


async def main() -> None:
    for manner in "polite", "stubborn":
        command = [sys.executable, "-c", WORK, manner]
        async with await anyio.open_process(command) as child:
            assert child.stdout
            output = BufferedByteReceiveStream(child.stdout)
            await output.receive_until(b"\n", 100)
            code = await stop(child, grace=2)
            rest = b"".join([part async for part in output])
            print(f"{manner}: {code} {rest!r}")


anyio.run(main)
