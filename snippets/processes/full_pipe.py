# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Sending and reading at once, so that no pipe stays full."""

import sys

import anyio
from anyio.abc import ByteReceiveStream, ByteSendStream

UPPER = """
import sys
for line in sys.stdin:
    print(line.upper(), end="", flush=True)
print("done", file=sys.stderr)
"""


async def send_all(stream: ByteSendStream, data: bytes) -> None:
    async with stream:  # its end tells the child to finish
        await stream.send(data)


async def read_all(stream: ByteReceiveStream) -> bytes:
    return b"".join([part async for part in stream])


async def main() -> None:
    text = b"hello\n" * 100_000
    command = [sys.executable, "-c", UPPER]
    with anyio.fail_after(10):
        async with (
            await anyio.open_process(command) as child,
            anyio.create_task_group() as tg,
        ):
            assert child.stdin
            assert child.stdout
            assert child.stderr
            tg.start_soon(send_all, child.stdin, text)
            answer = tg.start_soon(read_all, child.stdout)
            errors = tg.start_soon(read_all, child.stderr)
    print("all came back:", answer.return_value == text.upper())
    print("errors:", errors.return_value)
    done = await anyio.run_process(command, input=text)
    print("run_process() does so, too:", done.stdout == text.upper())


anyio.run(main)
