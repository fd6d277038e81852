#!/usr/bin/env bash
# mypyc of mypy 2.4.1, setuptools 80.9.0, CPython 3.11, asyncio.
#
# A coroutine, run as a task, has a `finally` that awaits. An error passes through it and ends the
# task; another task waits for that, and nobody catches the error itself.
# Expected: `sys.exc_info()` is empty wherever no `except` is being run: in the task that waited, in
# one that has nothing to do with it, and after `asyncio.run()`.
# Seen: so it is with the module as Python code. Compiled by mypyc, the error stays the current
# exception of the whole thread: of the task that waited, of the bystander, and after the loop is
# closed. What is raised from then on, anywhere, has it as its `__context__`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check mypy==2.4.1 setuptools==80.9.0

mkdir "$folder/plain" "$folder/compiled"
cat > "$folder/plain/transfer.py" <<'MODULE'
import asyncio


async def upload() -> None:
    try:
        await asyncio.sleep(0)
        raise ConnectionError("upload failed")
    finally:
        await asyncio.sleep(0)
MODULE
cp "$folder/plain/transfer.py" "$folder/compiled/transfer.py"
(cd "$folder/compiled" && "$folder/venv/bin/mypyc" transfer.py > build.log 2>&1) || {
    cat "$folder/compiled/build.log"
    exit 1
}

cat > "$folder/program.py" <<'PROGRAM'
import asyncio
import sys

import transfer


def current() -> str:
    return repr(sys.exc_info()[1])


def context_of_another() -> str:
    try:
        int("x")
    except ValueError as error:
        return repr(error.__context__)
    raise AssertionError


async def bystander(uploaded: asyncio.Event) -> None:
    await uploaded.wait()
    print("bystander:", current())


async def main() -> None:
    uploaded = asyncio.Event()
    other = asyncio.create_task(bystander(uploaded))
    task = asyncio.create_task(transfer.upload())
    await asyncio.wait([task])
    print("failed with:", repr(task.exception()))
    print("who waited for it:", current())
    uploaded.set()
    await other


asyncio.run(main())
print("after the run:", current())
print("context of another error:", context_of_another())
PROGRAM

run() {
    (cd "$folder/$1" && PYTHONPATH=. "$folder/venv/bin/python" "$folder/program.py")
}

nothing="failed with: ConnectionError('upload failed')
who waited for it: None
bystander: None
after the run: None
context of another error: None"
left="failed with: ConnectionError('upload failed')
who waited for it: ConnectionError('upload failed')
bystander: ConnectionError('upload failed')
after the run: ConnectionError('upload failed')
context of another error: ConnectionError('upload failed')"

for kind in plain compiled; do
    printf '%s:\n%s\n' "$kind" "$(run "$kind")"
done
[ "$(run plain)" = "$nothing" ]
[ "$(run compiled)" = "$left" ]
