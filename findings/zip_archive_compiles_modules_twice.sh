#!/usr/bin/env bash
# zipimport of CPython 3.11 on Linux, with Trio 0.35.0; also that of 3.10, 3.12 and 3.13.
#
# Trio, as sources without compiled files, is imported from a folder and from a zip archive, as a
# zipapp has it. An audit hook counts for each module how often it's compiled.
# Expected: once, from the archive too.
# Seen: twice, each of them. To make the spec of a module, the import system asks its loader for the
# name of its file, and zipimport answers by loading the module's code, which is thrown away and
# loaded again to be run. (Known as gh-141276, for the warnings that come twice by that.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat > "$folder/program.py" <<'PROGRAM'
import sys
from collections import Counter
from pathlib import Path

where = sys.argv[1]
compiled: Counter[str] = Counter()


def hear(event: str, arguments: tuple[object, ...]) -> None:
    if event == "compile" and str(arguments[1]).startswith(where):
        compiled[str(arguments[1])] += 1


sys.addaudithook(hear)
sys.path.insert(0, where)
import trio  # noqa: E402, F401

modules = [each for each in sys.modules.values() if str(getattr(each, "__file__", "")).startswith(where)]
assert {str(each.__file__) for each in modules} == set(compiled)
assert len(modules) > 50
print(Path(where).name, "compiles each module", *sorted(set(compiled.values())))
PROGRAM

cat > "$folder/zip.py" <<'PROGRAM'
import sys
import zipfile
from pathlib import Path

source, target = map(Path, sys.argv[1:])
with zipfile.ZipFile(target, "w") as archive:
    for file in sorted(source.rglob("*.py")):
        archive.write(file, file.relative_to(source))
PROGRAM

"${PYTHON:-python3.11}" -m venv "$folder/venv"
python="$folder/venv/bin/python"
"$python" -m pip install --quiet --disable-pip-version-check --no-compile \
  --target "$folder/sources" trio==0.35.0
"$python" "$folder/zip.py" "$folder/sources" "$folder/archive.zip"
for each in sources archive.zip; do
  "$python" -B "$folder/program.py" "$folder/$each"
done > "$folder/seen"
cat "$folder/seen"
diff "$folder/seen" - <<'SEEN'
sources compiles each module 1
archive.zip compiles each module 2
SEEN
echo "as described"
