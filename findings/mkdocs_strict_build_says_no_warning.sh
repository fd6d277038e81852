#!/usr/bin/env bash
# MkDocs 1.6.1, CPython 3.11.
#
# A program builds a site in which a link leads nowhere, by `mkdocs.commands.build.build()`: once
# with `strict: false`, once with `strict: true`. It has set up no logging.
# Expected: both say which link leads nowhere, and the strict one ends with an error besides.
# Seen: only the one that isn't strict says it. To count warnings, a strict build adds a handler to
# the logger that says nothing, and with a handler Python's last resort, which had written them to
# standard error, stays silent. What is left is "Aborted with 1 warnings in strict mode!".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check mkdocs==1.6.1

mkdir "$folder/docs"
printf '# Home\n\n[A page](nowhere.md)\n' > "$folder/docs/index.md"
printf 'site_name: Site\n' > "$folder/mkdocs.yml"
cat > "$folder/program.py" <<'PROGRAM'
import sys

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

for strict in (False, True):
    print("strict" if strict else "not strict", file=sys.stderr)
    try:
        build(load_config(sys.argv[1], strict=strict))
    except Abort as error:
        print(error, file=sys.stderr)
PROGRAM

"$folder/venv/bin/python" "$folder/program.py" "$folder/mkdocs.yml" 2> "$folder/seen"
cat "$folder/seen"
diff "$folder/seen" - <<'SEEN'
not strict
Doc file 'index.md' contains a link 'nowhere.md', but the target is not found among documentation files.
strict
Aborted with 1 warnings in strict mode!
SEEN
echo "as described"
