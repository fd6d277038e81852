# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A child that stays, and answers one request after the other."""

import json
import sys

import anyio
from anyio.abc import Process
from anyio.streams.buffered import BufferedByteReceiveStream

SQUARES = """
import json, sys, time
for line in sys.stdin:
    request, number = json.loads(line)
    time.sleep(0.5 if number > 99 else 0)
    print(json.dumps([request, number**2]), flush=True)
"""


class Client:
    def __init__(self, child: Process) -> None:
        assert child.stdin
        assert child.stdout
        self._requests = child.stdin
        self._answers = BufferedByteReceiveStream(child.stdout)
        self._lock = anyio.Lock()
        self._last = 0

    async def square(self, number: int) -> int:
        async with self._lock:
            self._last += 1
            line = json.dumps([self._last, number]).encode() + b"\n"
            await self._requests.send(line)
            while True:  # that of a cancelled request may be first
                answer = await self._answers.receive_until(b"\n", 1000)
                request, result = json.loads(answer)
                if request == self._last:
                    return int(result)


async def main() -> None:
    command = [sys.executable, "-c", SQUARES]
    async with await anyio.open_process(command, stderr=None) as child:
        client = Client(child)
        with anyio.move_on_after(0.1) as scope:
            await client.square(100)
        print("cut:", scope.cancelled_caught)
        print(await anyio.gather(*map(client.square, [1, 2, 3])))
    print("exit code:", child.returncode)


anyio.run(main)
