#!/usr/bin/env bash
# mypyc of mypy 2.4.1, setuptools 80.9.0, CPython 3.11, asyncio.
#
# A coroutine is awaited twice, and another one is made and never awaited.
# Expected: `RuntimeError: cannot reuse already awaited coroutine` for the first, and
# `RuntimeWarning: coroutine '…' was never awaited` for the second, as of every `async def`.
# Seen: so it is with the module as Python code. Compiled by mypyc, the second `await` gives None,
# though the function returns a str and was declared so, and the forgotten one is dropped in silence.
# Besides, the task that asyncio makes of it doesn't know its frames: its stack is empty.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check mypy==2.4.1 setuptools==80.9.0

mkdir "$folder/plain" "$folder/compiled"
cat > "$folder/plain/names.py" <<'MODULE'
import asyncio


async def look_up(key: int) -> str:
    await asyncio.sleep(0)
    return f"name {key}"
MODULE
cp "$folder/plain/names.py" "$folder/compiled/names.py"
(cd "$folder/compiled" && "$folder/venv/bin/mypyc" names.py > build.log 2>&1) || {
    cat "$folder/compiled/build.log"
    exit 1
}

cat > "$folder/program.py" <<'PROGRAM'
import asyncio
import gc
import warnings

import names


async def main() -> None:
    coroutine = names.look_up(1)
    print("first:", await coroutine)
    try:
        print("second:", await coroutine)
    except RuntimeError as error:
        print("second:", error)

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        names.look_up(2)
        gc.collect()
    print("forgotten:", [str(each.message) for each in caught])

    task = asyncio.create_task(names.look_up(3))
    await asyncio.sleep(0)
    print("frames of a task that waits:", len(task.get_stack()))
    await task


asyncio.run(main())
PROGRAM

run() {
    (cd "$folder/$1" && PYTHONPATH=. "$folder/venv/bin/python" "$folder/program.py")
}

as_python="first: name 1
second: cannot reuse already awaited coroutine
forgotten: [\"coroutine 'look_up' was never awaited\"]
frames of a task that waits: 1"
as_compiled="first: name 1
second: None
forgotten: []
frames of a task that waits: 0"

for kind in plain compiled; do
    printf '%s:\n%s\n' "$kind" "$(run "$kind")"
done
[ "$(run plain)" = "$as_python" ]
[ "$(run compiled)" = "$as_compiled" ]
