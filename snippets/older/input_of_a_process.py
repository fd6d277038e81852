# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
#
# [tool.example]
# timeline = "none"
# ///
"""open_process() takes the input of a child, where run_process() does not."""

import os
import subprocess
import sys

import anyio

ECHO = [
    sys.executable,
    "-c",
    "import sys; print(sys.stdin.read() or 'nothing')",
]


def read_from_pipe(data: bytes) -> None:
    """Have this program read from a pipe, as behind `|`."""
    read_end, write_end = os.pipe()
    os.write(write_end, data)
    os.close(write_end)
    os.dup2(read_end, 0)
    os.close(read_end)


async def output_of(command: list[str], stdin: int | None) -> str:
    async with await anyio.open_process(
        command, stdin=stdin, stderr=None
    ) as process:
        assert process.stdout is not None
        try:
            output = b"".join([part async for part in process.stdout])
            status = await process.wait()
        finally:
            if process.returncode is None:
                process.kill()  # it was cancelled, or reading failed
    if status != 0:
        raise subprocess.CalledProcessError(status, command, output)
    return output.decode().strip()


async def main() -> None:
    read_from_pipe(b"meant for the parent")
    print("DEVNULL:", await output_of(ECHO, subprocess.DEVNULL))
    print("its own:", await output_of(ECHO, None))


anyio.run(main)
