#!/usr/bin/env bash
# AnyIO 4.16.0, asyncio and Trio 0.35.0, CPython 3.11.
#
# Two lines are written to a `SpooledTemporaryFile` that holds text with `newline="\r\n"`, and the
# second makes the file too large to stay in memory, so that it moves to the disk.
# Expected: as with `tempfile.SpooledTemporaryFile`, each line ends with `\r\n` once.
# Seen: the lines that moved end with `\r\r\n` on the disk, since their ends are translated again.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check anyio==4.16.0 trio==0.35.0

cat > "$folder/program.py" <<'PROGRAM'
import sys
import tempfile

import anyio


async def main() -> None:
    settings = {"max_size": 8, "mode": "w+", "newline": "\r\n"}
    with tempfile.SpooledTemporaryFile(**settings) as plain:
        plain.write("one\n")
        plain.write("two two\n")
        plain.seek(0)
        print("tempfile:", repr(plain.read()))
    async with anyio.SpooledTemporaryFile(**settings) as spooled:
        await spooled.write("one\n")
        await spooled.write("two two\n")
        await spooled.seek(0)
        print("anyio:", repr(await spooled.read()))


anyio.run(main, backend=sys.argv[1])
PROGRAM

for backend in asyncio trio; do
    seen=$("$folder/venv/bin/python" "$folder/program.py" "$backend")
    printf '%s:\n%s\n' "$backend" "$seen"
    [ "$seen" = "tempfile: 'one\\r\\ntwo two\\r\\n'
anyio: 'one\\r\\r\\ntwo two\\r\\r\\n'" ]
done
