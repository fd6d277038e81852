"""What an author can get wrong: it fails build and tests, and the error says where and how."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from mkdocs.exceptions import Abort
from site_builder import build, project, snippet

from anyio_by_example import fence
from anyio_by_example.example import Example
from anyio_by_example.job import Limits
from anyio_by_example.library import Library
from anyio_by_example.problem import Problem
from anyio_by_example.recorder import Recorder
from anyio_by_example.starter import PREFIX

POSIX = os.name == "posix"
MAIN = "import anyio\n\nasync def main() -> None:\n    {}\n\nanyio.run(main)"


@dataclass
class Case:
    """A snippet that something is wrong with. Its text marks the line to be named with HERE."""

    name: str
    reason: str
    """What the error says."""
    body: str = 'print("hello")'
    more: str = ""
    """Further lines of the header."""
    out: dict[str, str] | None = None
    """The reviewed output, by the suffix of its file."""
    text: str | bytes | None = None
    """The whole file, where it isn't a header, a docstring and the body."""
    named: str = ""
    """The place that the error names, where it isn't the line marked HERE."""
    seconds: float = 60
    """The time limit."""
    platforms: bool = True


CASES = [
    Case("is missing", "there is no such snippet", text=b"", named="case.py:1"),
    Case("doesn't parse", "it doesn't parse", "x = (1,  # HERE\n"),
    Case("is not UTF-8", "it is not UTF-8", text=b'# a\n"""b"""\n# \xff\n', named="case.py:3"),
    Case("has no header", "it has no header", text='"""A case."""\n', named="case.py:1"),
    Case(
        "has no docstring", "it has no docstring", text=snippet("", docstring=""), named="case.py:1"
    ),
    Case("header is not TOML", "its header is not TOML", more="# x = ]  # HERE\n"),
    Case(
        "unknown header key",
        "unknown header key 'clok'",
        more='#\n# [tool.example]\n# clok = ""  # HERE\n',
    ),
    Case(
        "wrong header value",
        "takes a list",
        more='#\n# [tool.example]\n# leaves = "thread"  # HERE\n',
    ),
    Case(
        "names no file", "doesn't exist", more='#\n# [tool.example]\n# right = "t/no.py"  # HERE\n'
    ),
    Case("raises", "it raised ValueError: boom", MAIN.format('raise ValueError("boom")  # HERE')),
    Case(
        "raises in a task",
        "it raised ValueError: boom",
        "import anyio\n\nasync def task() -> None:\n    raise ValueError('boom')  # HERE\n\n"
        "async def main() -> None:\n    async with anyio.create_task_group() as tg:\n"
        "        tg.start_soon(task)\n\nanyio.run(main)",
    ),
    Case("exits with 3", "it ended with 3", MAIN.format("raise SystemExit(3)  # HERE")),
    Case(
        "doesn't exit as declared",
        "it ended with 0, and its header declares status 1",
        "pass  # HERE",
        more="#\n# [tool.example]\n# exit-status = 1\n",
    ),
    Case(
        "calls sys.exit(0)",
        "it called sys.exit(0)",
        'import sys\n\nsys.exit(0)  # HERE\nprint("lost")',
    ),
    Case(
        "calls os._exit(0)",
        "it ended before its last line",
        'import os\n\nos._exit(0)  # HERE\nprint("lost")',
    ),
    Case(
        "hangs",
        "still running after 2 seconds",
        "while True:  # HERE\n    pass  # HERE",
        seconds=2,
    ),
    Case(
        "hangs in the loop",
        "still running after 2 seconds",
        "import anyio\n\nanyio.run(anyio.sleep_forever)  # HERE",
        seconds=2,
    ),
    Case(
        "prints 100 MB",
        "it printed more than 1,000,000 bytes",
        'for _ in range(100):  # HERE\n    print("x" * 1_000_000)  # HERE',
    ),
    Case(
        "prints bytes that are not UTF-8",
        "not UTF-8: b'\\xff' at byte 1",
        'import sys\n\nsys.stdout.buffer.write(b"a\\xff\\n")  # HERE',
    ),
    Case(
        "is killed",
        "signal SIGKILL ended it",
        "import os\nimport signal\n\nos.kill(os.getpid(), signal.SIGKILL)  # HERE",
        platforms=POSIX,
    ),
    Case(
        "leaves a process",
        "it left a process running",
        "import subprocess\nimport sys\n\n"
        'subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])  # HERE',
    ),
    Case(
        "leaves a process in a session of its own, without output",
        "it left a process running",
        "import subprocess\nimport sys\n\n"
        'subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"],  # HERE\n'
        "    start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)",
    ),
    Case(
        "leaves a process without its environment",
        "it left a process running",
        "import subprocess\nimport sys\n\n"
        'subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"],  # HERE\n'
        "    env={'SYSTEMROOT': 'C:\\\\Windows'})",
        platforms=POSIX,
    ),
    Case(
        "leaves a thread",
        "it left a thread running: late",
        "import threading\nimport time\n\ndef work() -> None:\n    time.sleep(60)  # HERE\n\n"
        'threading.Thread(target=work, name="late").start()',
    ),
    Case("has no reviewed output", "has no reviewed output", named="case.out:1"),
    Case(
        "prints something else",
        "prints 'b\\n' where this has 'x\\n'",
        'print("a\\nb")',
        out={"": "a\nx\n"},
        named="case.out:2",
    ),
    Case("prints less", "prints nothing more", out={"": "hello\nyou\n"}, named="case.out:2"),
    Case(
        "prints more", "prints 'hello\\n' where this has the end", out={"": ""}, named="case.out:1"
    ),
    Case(
        "prints no newline at the end",
        "prints 'hello' where this has 'hello\\n'",
        'print("hello", end="")',
        out={"": "hello\n"},
        named="case.out:1",
    ),
    Case(
        "prints another line end",
        "prints 'a\\r' where this has 'a\\n'",
        'print("a", end="\\rb\\n")',
        out={"": "a\nb\n"},
        named="case.out:1",
    ),
    Case(
        "differs undeclared",
        "on Trio prints 'trio\\n' where this has 'asyncio\\n'",
        "import anyio\nfrom anyio.lowlevel import current_token\n\nasync def main() -> None:\n"
        "    print(current_token().backend_class.__module__.rpartition('_')[2])\n\nanyio.run(main)",
        out={"": "asyncio\n"},
        named="case.out:1",
    ),
    Case(
        "declares a difference that isn't there",
        "declares a difference that isn't there",
        out={".asyncio": "hello\n", ".trio": "hello\n"},
        named="case.trio.out:1",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_error(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An error fails build and tests, names file, line, reason and remedy, and leaves nothing."""
    if not case.platforms:
        pytest.skip("needs signals")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    snippets = project(tmp_path)
    text = snippet(case.body, case.more) if case.text is None else case.text
    if text != b"":
        path = snippets / "t" / "case.py"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    for suffix, output in (case.out or {}).items():
        (snippets / "t" / f"case{suffix}.out").write_text(output, "utf-8", newline="\n")
    lines = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    marked = [n for n, line in enumerate(lines.splitlines(), 1) if "# HERE" in line]
    places = [case.named] if case.named else [f"case.py:{n}" for n in marked]
    library = Library(snippets, Recorder(Limits(seconds=case.seconds)))

    with pytest.raises(Problem) as caught:
        library.recordings(library.example("t/case.py"))
    check(str(caught.value), places, case.reason)

    monkeypatch.setattr(fence, "default_library", lambda: library)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Abort):
        build(tmp_path)
    check(caplog.text, places, case.reason)

    assert list(temporary.glob(f"{PREFIX}*")) == []
    assert running(str(temporary)) == []


def check(message: str, places: list[str], reason: str) -> None:
    """The message names one of the places, the reason and a remedy."""
    assert any(f"snippets/t/{place}:" in message for place in places), (places, message)
    assert reason in message
    assert re.search(r"To mend it: \S+", message)


def running(folder: str) -> list[psutil.Process]:
    """The living processes that were started with a temporary folder below this one."""
    found = []
    for process in psutil.process_iter():
        try:
            inside = process.environ().get("TMPDIR", "").startswith(folder)
            if inside and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def test_name_of_a_module(tmp_path: Path) -> None:
    """An example with the name of a module in the standard library is an error."""
    snippets = project(tmp_path)
    (snippets / "t" / "queue.py").write_text(snippet("import queue"), "utf-8")
    with pytest.raises(Problem, match=r"snippets/t/queue\.py:1: .*`import queue` would find it"):
        Example.load(snippets, "t/queue.py")


def test_the_marker_finds_processes(tmp_path: Path) -> None:
    """`running` would see a process that was left, so an empty list means something."""
    command = [sys.executable, "-c", "input()"]
    with psutil.Popen(command, stdin=-1, env={**os.environ, "TMPDIR": str(tmp_path)}) as process:
        assert [p.pid for p in running(str(tmp_path))] == [process.pid]
        process.kill()
