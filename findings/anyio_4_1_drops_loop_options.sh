#!/usr/bin/env bash
# AnyIO 3.7.1, 4.1.0, 4.2.0 and 4.16.0 with uvloop 0.21.0, CPython 3.11.
#
# anyio.run() is asked for uvloop, in both ways that its documentation has, and by an option that
# nobody knows.
# Expected: the program runs on uvloop, or an error says that an option isn't known, as 3.7.1 says.
# Seen: 4.1.0 accepts both options and drops them: the program runs on asyncio's own loop without a
# word. From 4.2.0 on both are obeyed. An unknown one, such as a typing mistake, is dropped in silence
# by every release of version 4.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat > "$folder/program.py" <<'PROGRAM'
import asyncio
import sys
from importlib.metadata import version

import anyio
import uvloop


async def loop_name() -> str:
    return type(asyncio.get_running_loop()).__module__.partition(".")[0]


print("AnyIO", version("anyio"))
for options in (
    {"use_uvloop": True},
    {"loop_factory": uvloop.new_event_loop},
    {"unknown": True},
):
    (name,) = options
    try:
        print(f"  {name}:", anyio.run(loop_name, backend_options=options))
    except TypeError:
        print(f"  {name}: TypeError")
PROGRAM

for release in 3.7.1 4.1.0 4.2.0 4.16.0; do
    python3 -m venv "$folder/$release"
    "$folder/$release/bin/python" -m pip install --quiet --disable-pip-version-check \
        "anyio==$release" uvloop==0.21.0
    "$folder/$release/bin/python" "$folder/program.py"
done > "$folder/seen"
cat "$folder/seen"
diff "$folder/seen" - <<'SEEN'
AnyIO 3.7.1
  use_uvloop: uvloop
  loop_factory: TypeError
  unknown: TypeError
AnyIO 4.1.0
  use_uvloop: asyncio
  loop_factory: asyncio
  unknown: asyncio
AnyIO 4.2.0
  use_uvloop: uvloop
  loop_factory: uvloop
  unknown: asyncio
AnyIO 4.16.0
  use_uvloop: uvloop
  loop_factory: uvloop
  unknown: asyncio
SEEN
echo "as described"
