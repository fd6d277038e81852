#!/usr/bin/env bash
# AnyIO 4.16.0 on asyncio, CPython 3.11; the same on 3.10, 3.12 and 3.13 and with uvloop.
#
# A task awaits, inside of a move_on_after() that passes, a task from asyncio.create_task() (or
# asyncio.gather()), whose cleanup is under a shield of AnyIO's.
# Expected: asyncio hands the cancellation on once, and the shielded cleanup is done in peace.
# Seen: AnyIO repeats its cancellation as long as the outer task waits, asyncio hands each of them
# on, and they are native cancellations for the inner task: its shield doesn't know them, and the
# cleanup is cut. The same cleanup in a task of AnyIO's group is done.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check anyio==4.16.0

cat > "$folder/program.py" <<'PROGRAM'
import asyncio

import anyio


async def work(log: list[str]) -> None:
    try:
        await anyio.sleep(60)
    finally:
        log.append("cleanup begins")
        with anyio.CancelScope(shield=True):
            await anyio.sleep(0.2)
            log.append("cleanup is done")


async def by_create_task(log: list[str]) -> None:
    await asyncio.create_task(work(log))


async def by_gather(log: list[str]) -> None:
    await asyncio.gather(work(log))


async def by_task_group(log: list[str]) -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(work, log)


async def main() -> None:
    for way in (by_create_task, by_gather, by_task_group):
        log: list[str] = []
        with anyio.move_on_after(0.1):
            await way(log)
        await anyio.sleep(0.4)
        print(f"{way.__name__}: {', '.join(log)}")


anyio.run(main)
PROGRAM

"$folder/venv/bin/python" "$folder/program.py" > "$folder/seen"
cat "$folder/seen"
diff "$folder/seen" - <<'SEEN'
by_create_task: cleanup begins
by_gather: cleanup begins
by_task_group: cleanup begins, cleanup is done
SEEN
echo "as described"
