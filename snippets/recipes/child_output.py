# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A child's output as it comes; a child that says too much is killed."""

import subprocess
import sys
from collections.abc import Callable, Sequence

import anyio


async def run_limited(
    command: Sequence[str], most: int, tell: Callable[[bytes], None]
) -> int | None:
    """Its exit status, or None if it was killed for its output."""
    async with await anyio.open_process(
        command, stdin=subprocess.DEVNULL, stderr=subprocess.STDOUT
    ) as process:
        try:
            assert process.stdout is not None
            async for chunk in process.stdout:
                if most:
                    tell(chunk[:most])
                most -= len(chunk)
                if most < 0:
                    return None
            return await process.wait()
        finally:
            if process.returncode is None:
                process.kill()


async def main() -> None:
    quiet = [sys.executable, "-c", "print('hello')"]
    endless = [sys.executable, "-c", "while True: print('x' * 70)"]
    for command in (quiet, endless):
        output = bytearray()
        with anyio.fail_after(60):
            status = await run_limited(command, 10_000, output.extend)
        print(status, len(output), output[:5])


anyio.run(main)
