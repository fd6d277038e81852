#!/usr/bin/env bash
# AnyIO 4.16.0 with Trio 0.35.0, CPython 3.11; the same on 3.10 and 3.13.
#
# A worker thread calls from_thread.run() again and again, inside of a move_on_after() that passes.
# Expected: the first call after the deadline is cancelled, on both backends, since the waiting task
# is inside of the cancelled scope.
# Seen: on Trio, it is. On asyncio, only a call that is *waiting* when the deadline passes is
# cancelled. If the deadline passes while the thread works by itself, every later call succeeds, even
# one that sleeps, and the scope says cancel_called True, cancelled_caught False.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check anyio==4.16.0 trio==0.35.0

cat > "$folder/program.py" <<'PROGRAM'
import time

import anyio
from anyio import from_thread, to_thread


def calls_that_wait(log: list[str]) -> None:
    for number in range(6):
        try:
            from_thread.run(anyio.sleep, 0.1)
        except BaseException:
            log.append(f"call {number} is cancelled")
            raise
    log.append("no call is cancelled")


def calls_after_work(log: list[str]) -> None:
    time.sleep(0.4)  # the deadline passes here
    calls_that_wait(log)


async def main() -> None:
    for work in (calls_that_wait, calls_after_work):
        log: list[str] = []
        with anyio.move_on_after(0.25) as scope:
            await to_thread.run_sync(work, log)
        print(f"{work.__name__}: {log[0]}; {scope.cancel_called} {scope.cancelled_caught}")


for backend in ("asyncio", "trio"):
    print(backend)
    anyio.run(main, backend=backend)
PROGRAM

"$folder/venv/bin/python" "$folder/program.py" > "$folder/seen"
cat "$folder/seen"
diff "$folder/seen" - <<'SEEN'
asyncio
calls_that_wait: call 2 is cancelled; True True
calls_after_work: no call is cancelled; True False
trio
calls_that_wait: call 2 is cancelled; True True
calls_after_work: call 0 is cancelled; True True
SEEN
echo "as described"
