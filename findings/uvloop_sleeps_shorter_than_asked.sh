#!/usr/bin/env bash
# uvloop 0.23.0 and AnyIO 4.16.0, CPython 3.11 on Linux.
#
# asyncio.sleep(0.0004), asyncio.timeout(0.0004) round a wait without end, and AnyIO's
# move_on_after(0.0004) round the same, each 200 times; the median of what each takes.
# Expected: at least as long as it asks for, as on asyncio's own event loop.
# Seen: uvloop rounds the delay of a timer to whole milliseconds. What asks for less than half of one
# doesn't wait at all: the sleep ends and the timeout expires in the next round of the event loop, in
# less than a tenth of the time. So a loop that sleeps shortly in each turn is busy. AnyIO's scope
# looks at the clock again when its timer comes, and waits on.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat > "$folder/program.py" <<'PROGRAM'
import asyncio
import time
from collections.abc import Awaitable, Callable
from importlib.metadata import version
from statistics import median

import anyio
import uvloop

SECONDS, TIMES = 0.0004, 200


async def sleep(seconds: float) -> None:
    await asyncio.sleep(seconds)


async def time_out(seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await asyncio.Event().wait()
    except TimeoutError:
        pass


async def move_on(seconds: float) -> None:
    with anyio.move_on_after(seconds):
        await anyio.sleep_forever()


async def share(wait: Callable[[float], Awaitable[None]]) -> float:
    """How long it took, as a share of what was asked for."""
    taken = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        await wait(SECONDS)
        taken.append(time.perf_counter() - begin)
    return median(taken) / SECONDS


async def main() -> None:
    for wait in (sleep, time_out, move_on):
        found = await share(wait)
        taken = "as long as asked" if found >= 1 else "too short" if found > 0.1 else "no time"
        print(f"  {wait.__name__}: {taken}")


print("uvloop", version("uvloop"), "AnyIO", version("anyio"))
for name, factory in (("asyncio", asyncio.new_event_loop), ("uvloop", uvloop.new_event_loop)):
    print(name)
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(main())
PROGRAM

"${PYTHON:-python3.11}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check anyio==4.16.0 uvloop==0.23.0
"$folder/venv/bin/python" "$folder/program.py" > "$folder/seen"
cat "$folder/seen"
diff "$folder/seen" - <<'SEEN'
uvloop 0.23.0 AnyIO 4.16.0
asyncio
  sleep: as long as asked
  time_out: as long as asked
  move_on: as long as asked
uvloop
  sleep: no time
  time_out: no time
  move_on: as long as asked
SEEN
echo "as described"
