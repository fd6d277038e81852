#!/usr/bin/env bash
# AnyIO 4.16.0 with Trio 0.35.0, CPython 3.11.
#
# Two tasks read from one pipe of a process at the same time.
# Expected: the second raises anyio.BusyResourceError, as with two readers of a socket.
# Seen: with a socket, it does. With the pipe of a process, it's a RuntimeError of asyncio's streams
# on asyncio, and trio.BusyResourceError, which is another class, on Trio; so no `except` for AnyIO's
# error gets either.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check anyio==4.16.0 trio==0.35.0

cat > "$folder/program.py" <<'PROGRAM'
import sys

import anyio
from anyio.abc import ByteReceiveStream


async def read(stream: ByteReceiveStream, seen: list[str]) -> None:
    try:
        await stream.receive()
    except Exception as error:
        kind = type(error)
        is_anyios = isinstance(error, anyio.BusyResourceError)
        seen.append(f"{kind.__module__.partition('.')[0]}.{kind.__name__}, AnyIO's: {is_anyios}")


async def twice(stream: ByteReceiveStream) -> str:
    seen: list[str] = []
    async with anyio.create_task_group() as tg:
        tg.start_soon(read, stream, seen)
        tg.start_soon(read, stream, seen)
        await anyio.sleep(0.3)
        tg.cancel_scope.cancel()
    return "; ".join(seen)


async def main() -> None:
    async with await anyio.create_tcp_listener(local_host="127.0.0.1") as listener:
        port = listener.extra(anyio.abc.SocketAttribute.local_port)
        async with await anyio.connect_tcp("127.0.0.1", port) as client:
            print("socket:", await twice(client))
    async with await anyio.open_process([sys.executable, "-c", "input()"]) as process:
        assert process.stdout
        print("process:", await twice(process.stdout))
        process.kill()


for backend in ("asyncio", "trio"):
    print(backend)
    anyio.run(main, backend=backend)
PROGRAM

"$folder/venv/bin/python" "$folder/program.py" > "$folder/seen"
cat "$folder/seen"
diff "$folder/seen" - <<'SEEN'
asyncio
socket: anyio.BusyResourceError, AnyIO's: True
process: builtins.RuntimeError, AnyIO's: False
trio
socket: anyio.BusyResourceError, AnyIO's: True
process: trio.BusyResourceError, AnyIO's: False
SEEN
echo "as described"
