#!/usr/bin/env bash
# AnyIO 4.16.0 on CPython 3.11, Linux.
#
# `import anyio` from the installed package, and from the same one as a packager leaves it that ships
# no sources: compiled beside them by `compileall -b`, and the sources removed.
# Expected: the same modules are imported, and sooner without sources, since nothing is compiled.
# Seen: AnyIO finds out what it has to import later from the text of its own `__init__.py`, which it
# reads and parses at each import, compiled or not. Without that text, it silently imports all that
# it has, and with it Python's socket, ssl, subprocess and tempfile, which it else leaves until they
# are needed. The same on 3.10, 3.12 and 3.13.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat > "$folder/program.py" <<'PROGRAM'
import sys
from pathlib import Path

import anyio  # noqa: F401

own = [name for name in sys.modules if name.partition(".")[0] == "anyio"]
more = [name for name in ("socket", "ssl", "subprocess", "tempfile") if name in sys.modules]
many = len(own) if len(own) < 5 else "more than 20" if len(own) > 20 else "some"
print(Path(sys.argv[1]).name, "imports", many, "modules of AnyIO, and of Python's", *(more or ["none of these"]))
PROGRAM

"${PYTHON:-python3.11}" -m venv "$folder/venv"
python="$folder/venv/bin/python"
"$python" -m pip install --quiet --disable-pip-version-check --target "$folder/installed" anyio==4.16.0
cp -r "$folder/installed" "$folder/compiled"
"$python" -m compileall -q -b "$folder/compiled"
find "$folder/compiled" -name '*.py' -delete
find "$folder/compiled" -name __pycache__ -prune -exec rm -r {} +
for each in installed compiled; do
  PYTHONPATH="$folder/$each" "$python" "$folder/program.py" "$folder/$each"
done > "$folder/seen"
cat "$folder/seen"
diff "$folder/seen" - <<'SEEN'
installed imports 2 modules of AnyIO, and of Python's none of these
compiled imports more than 20 modules of AnyIO, and of Python's socket ssl subprocess tempfile
SEEN
echo "as described"
