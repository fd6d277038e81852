#!/usr/bin/env bash
# Trio 0.35.0 with Hypothesis 6.170.17, CPython 3.11.
#
# Three tasks wait for an event each; a fourth one sets them in the order 3, 1, 2 and then waits.
# Expected: Trio resumes tasks that became ready together in this order or in the reverse one,
# by chance, and importing a library for tests that no line of the program uses changes nothing.
# Seen: without Hypothesis the orders are 312 and 213 only. With nothing but `import hypothesis`
# they are all six: the import loads an entry point of Trio's own, after which every run sorts the
# tasks that are ready together by their creation and shuffles them. So the same test sees other
# orders as soon as anything in its process imports Hypothesis, and fewer without it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check trio==0.35.0 hypothesis==6.170.17

cat > "$folder/program.py" <<'PROGRAM'
import importlib
import sys

import trio
import trio.testing

for name in sys.argv[1:]:
    importlib.import_module(name)


async def resumed() -> str:
    order = []
    events = {name: trio.Event() for name in "123"}

    async def wait(name: str) -> None:
        await events[name].wait()
        order.append(name)

    async with trio.open_nursery() as nursery:
        for name in events:
            nursery.start_soon(wait, name)
        await trio.testing.wait_all_tasks_blocked()
        for name in "312":
            events[name].set()
    return "".join(order)


print(*sorted({trio.run(resumed) for _ in range(100)}))
PROGRAM

{
    "$folder/venv/bin/python" "$folder/program.py"
    "$folder/venv/bin/python" "$folder/program.py" hypothesis
} > "$folder/seen"
cat "$folder/seen"
diff "$folder/seen" - <<'SEEN'
213 312
123 132 213 231 312 321
SEEN
echo "as described"
