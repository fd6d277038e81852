#!/usr/bin/env bash
# AnyIO 4.16.0's pytest plugin, pytest 9.2.0, Trio 0.35.0.
#
# A module's async fixture is used by a test that runs on both backends, as the plugin has it.
# Expected: the fixture is made once for each backend, and `test[trio]` runs on Trio.
# Seen: `test[trio]` runs on asyncio, and passes. The plugin gives the fixture `anyio_backend` only
# when it is set up; pytest knows nothing of it when it orders the tests, so the fixture, and asyncio's
# loop with it, outlives the change. With `anyio_backend` among its arguments, it's as expected.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    anyio==4.16.0 pytest==9.2.0 trio==0.35.0

write() {
    cat > "$folder/test_library.py" <<TESTS
import anyio
import pytest

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
async def number($1):
    yield 5


async def test_library(number, anyio_backend_name):
    module = anyio.get_cancelled_exc_class().__module__.partition(".")[0]
    print(f"{anyio_backend_name} in its name, runs on {module}")
TESTS
}

run() {
    (cd "$folder" && venv/bin/python -m pytest -s -p no:terminal -p no:cacheprovider test_library.py)
}

write ""
without=$(run)
write anyio_backend
with=$(run)
printf 'without:\n%s\nwith:\n%s\n' "$without" "$with"
[ "$without" = "asyncio in its name, runs on asyncio
trio in its name, runs on asyncio" ]
[ "$with" = "asyncio in its name, runs on asyncio
trio in its name, runs on trio" ]
