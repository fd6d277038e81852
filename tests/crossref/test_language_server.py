"""The language server: one that fails is named, and none is left running."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from helpers.naming import links, written

from anyio_by_example.crossref.names import Names
from anyio_by_example.crossref.server import LanguageServer, ServerError

WRONG = {
    "can't be started": ([str(Path("no", "such", "ty"))], "can't be started"),
    "ends at once": ([sys.executable, "-c", "raise SystemExit('no licence')"], "no licence"),
    "says something else": ([sys.executable, "-c", "print('Hello!\\n')"], "ended with status"),
    "says nonsense": (
        [sys.executable, "-c", "print('Content-Length: x\\n\\n', flush=True); input()"],
        "ended with status",
    ),
    "refuses, and stays": (
        [
            sys.executable,
            "-c",
            "import json, time\n"
            "text = json.dumps({'id': 1, 'error': {'message': 'no licence'}})\n"
            "print(f'Content-Length: {len(text)}', '', text, sep='\\n', flush=True)\n"
            "time.sleep(60)",
        ],
        "can't answer: no licence",
    ),
    "says nothing": ([sys.executable, "-c", "import time; time.sleep(60)"], "no answer for 1 sec"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_server_that_fails_is_named(kind: str, tmp_path: Path) -> None:
    """A server that is missing, crashes or hangs is a clear error, soon, and leaves nothing."""
    command, message = WRONG[kind]
    example = written(tmp_path, "print()")
    before = set(psutil.Process().children())
    started = time.monotonic()
    with pytest.raises(ServerError, match=message):
        Names(tmp_path / "kept", lambda: LanguageServer(command, seconds=1)).of(example)
    assert time.monotonic() - started < 5
    assert set(psutil.Process().children()) <= before
    assert len(Names(tmp_path / "kept").of(example)["program.py"]) == 1


SLOW = """
import json, re, sys, time

legend = {"legend": {"tokenTypes": []}}
known = {"positionEncoding": "utf-32", "semanticTokensProvider": legend}
while head := sys.stdin.buffer.readline():
    sys.stdin.buffer.readline()
    asked = json.loads(sys.stdin.buffer.read(int(re.search(rb"[0-9]+", head)[0])))
    if "id" in asked:
        time.sleep(0.7)
        text = json.dumps({"id": asked["id"], "result": {"capabilities": known, "data": []}})
        print(f"Content-Length: {len(text)}", "", text, sep="\\r\\n", end="", flush=True)
"""


def test_a_server_may_take_long_for_all(tmp_path: Path) -> None:
    """Its limit is for an answer, so more examples don't meet it sooner."""
    example = written(tmp_path, "print()")
    command = [sys.executable, "-c", SLOW]
    started = time.monotonic()
    names = Names(tmp_path / "kept", lambda: LanguageServer(command, seconds=1)).of(example)
    assert names["program.py"] == ()
    assert time.monotonic() - started > 1


def test_no_server_is_left(tmp_path: Path) -> None:
    """A server ends with the lookup, and its files with it."""
    before = set(psutil.Process().children())
    with LanguageServer() as server:
        folder = server.folder
        assert set(psutil.Process().children()) > before
        server.open(folder / "a.py", "print")
    assert set(psutil.Process().children()) <= before
    assert not folder.parent.exists()
    links(tmp_path, "print()")
    assert set(psutil.Process().children()) <= before


@pytest.mark.skipif(os.name != "posix", reason="kills without a word")
def test_a_server_ends_with_its_parent() -> None:
    """A server doesn't outlive a build that was killed."""
    code = """
import os, signal
from anyio_by_example.crossref.server import LanguageServer
server = LanguageServer().__enter__()
print(server._process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    pid, deadline = int(run.stdout), time.monotonic() + 10

    def lives() -> bool:
        try:
            return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False

    while lives() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not lives()
