#!/usr/bin/env bash
# AnyIO 4.0.0 with Trio 0.25.1, 0.26.2 and 0.35.0, and AnyIO 4.1.0 with Trio 0.35.0, CPython 3.11.
#
# AnyIO 4.0.0 asks for "trio>=0.22", so an installer gives it the newest one. A program calls a
# function in a worker thread.
# Expected: the function is called.
# Seen: with Trio 0.25.1 it is. With 0.26.2 and 0.35.0 the call raises TypeError, on the Trio backend
# alone: Trio no longer takes the argument "cancellable". A file of AnyIO's can't be opened there
# either, since that needs a worker thread. AnyIO 4.1.0 works with Trio 0.35.0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat > "$folder/program.py" <<'PROGRAM'
import warnings
from importlib.metadata import version

import anyio
from anyio import to_thread

warnings.simplefilter("ignore")


async def read_own_file() -> str:
    async with await anyio.open_file(__file__) as file:
        return (await file.readline()).strip()


async def call(function: str) -> str:
    try:
        if function == "to_thread.run_sync":
            await to_thread.run_sync(int)
        else:
            await read_own_file()
    except TypeError as error:
        return str(error).partition(") ")[2]
    return "works"


print("AnyIO", version("anyio"), "Trio", version("trio"))
for backend in ("asyncio", "trio"):
    for function in ("to_thread.run_sync", "open_file"):
        print(f"  {backend}, {function}:", anyio.run(call, function, backend=backend))
PROGRAM

try() {
    python3 -m venv --clear "$folder/venv"
    "$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
    "$folder/venv/bin/python" "$folder/program.py"
}

{
    try anyio==4.0.0 trio==0.25.1
    try anyio==4.0.0 trio==0.26.2
    try anyio==4.0.0 trio==0.35.0
    try anyio==4.1.0 trio==0.35.0
} > "$folder/seen"
cat "$folder/seen"
diff "$folder/seen" - <<'SEEN'
AnyIO 4.0.0 Trio 0.25.1
  asyncio, to_thread.run_sync: works
  asyncio, open_file: works
  trio, to_thread.run_sync: works
  trio, open_file: works
AnyIO 4.0.0 Trio 0.26.2
  asyncio, to_thread.run_sync: works
  asyncio, open_file: works
  trio, to_thread.run_sync: got an unexpected keyword argument 'cancellable'
  trio, open_file: got an unexpected keyword argument 'cancellable'
AnyIO 4.0.0 Trio 0.35.0
  asyncio, to_thread.run_sync: works
  asyncio, open_file: works
  trio, to_thread.run_sync: got an unexpected keyword argument 'cancellable'
  trio, open_file: got an unexpected keyword argument 'cancellable'
AnyIO 4.1.0 Trio 0.35.0
  asyncio, to_thread.run_sync: works
  asyncio, open_file: works
  trio, to_thread.run_sync: works
  trio, open_file: works
SEEN
echo "as described"
