"""The command that draws any program: that runs as ever, and what its own code does is drawn."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree
from zipapp import create_archive

import anyio
import pytest
from helpers.support import ROOT

from anyio_by_example.runtime import available
from anyio_timeline.watching.own import OwnFiles

_Files = dict[str, str]

DRAWN = """
import sys

import anyio

async def wait() -> None:
    await anyio.sleep(0.05)
    print("waited", *sys.argv[1:])

async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(wait)

anyio.run(main)
sys.exit(3)
"""

JOBS = """
import anyio

async def job() -> None:
    with anyio.move_on_after(5):
        await anyio.sleep(0.01)

async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(job)
"""

PACKAGE = {
    "work/__init__.py": "",
    "work/jobs.py": JOBS,
    "work/__main__.py": "import anyio\nfrom work.jobs import main\n\nanyio.run(main)\n",
}


def python(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a program's folder, where it finds that, this package and a library."""
    places = (ROOT / "src", folder.parent / "library", folder)
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, places))},
        capture_output=True,
        text=True,
        check=False,
    )


def lay(folder: Path, files: _Files) -> Path:
    """Write a program's files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def draw(folder: Path, files: _Files, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a reader would, beside their program."""
    return python(lay(folder, files), "-m", "anyio_timeline", *words)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a program is."""
    return tmp_path / "program"


@pytest.mark.parametrize("runtime", ["as-written", *(each.name for each in available())])
def test_picture(runtime: str, folder: Path) -> None:
    """It runs any program as it is, with its arguments, and draws what it did."""
    words = ["--runtime", runtime, "-o", "mine.SVG", "--", "--for", "it"]
    result = draw(folder, {"mine.py": DRAWN}, "mine.py", *words)
    assert (result.returncode, result.stdout, result.stderr) == (3, "waited --for it\n", "")
    image = ElementTree.parse(folder / "mine.SVG").getroot()
    assert image.tag == "{http://www.w3.org/2000/svg}svg"
    texts = [*image.itertext()]
    assert {"mine.py", "main", "wait", "task group", "waited --for it"} <= set(texts)


@pytest.mark.parametrize(
    ("suffix", "part"),
    [(".txt", "0.05 s  wait prints “waited”"), (".html", "wait prints “waited”")],
)
def test_words(suffix: str, part: str, folder: Path) -> None:
    """The suffix says what is written: a page or the words alone, too."""
    words = ["mine.py", "--times", "asked", "-o", f"mine{suffix}"]
    result = draw(folder, {"mine.py": DRAWN}, *words)
    assert (result.returncode, result.stderr) == (3, "")
    assert part in (folder / f"mine{suffix}").read_text("utf-8")


# how a library starts what a program hands to it, and calls it from tasks of its own
LIBRARY = """
import functools
import anyio

async def _serve(handlers):
    async with anyio.create_task_group() as tg:
        for each in handlers:
            tg.start_soon(_handle, each)

async def _handle(handler):
    await anyio.sleep(0)
    await handler()

def started(main):
    return lambda: anyio.run(functools.partial(main))

def serve(*handlers):
    anyio.run(_serve, handlers)

async def in_thread(function):
    await anyio.to_thread.run_sync(functools.partial(function))
"""
STARTS = "import starter\nfrom work.jobs import main\n\nstarter.started(main)()\n"
SERVES = "import starter\nfrom work.jobs import job\n\nstarter.serve(job, job)\n"
THREAD = """
import anyio, starter

def compute():
    print("computed")

anyio.run(starter.in_thread, compute)
"""


@pytest.mark.parametrize(
    ("words", "extra", "seen"),
    [
        # a program of several files
        (["-m", "work"], {}, ["task group", "job starts", "job enters move_on_after(5)"]),
        (["-m", "work.__main__"], {}, ["job enters move_on_after(5)"]),
        (["main.py"], {"main.py": PACKAGE["work/__main__.py"]}, ["job enters move_on_after(5)"]),
        (["sub"], {"sub/__main__.py": PACKAGE["work/__main__.py"]}, ["job enters move_on_after"]),
        # a library starts the event loop, and the tasks
        (["main.py"], {"main.py": STARTS}, ["2 tasks", "main starts", "job enters move_on_after"]),
        (["main.py"], {"main.py": SERVES}, ["2 tasks", "job 2 starts", "job 2 enters move_on_aft"]),
        (["main.py"], {"main.py": THREAD}, ["thread compute starts", "compute prints “computed”"]),
    ],
)  # fmt: skip
def test_own_code(words: list[str], extra: _Files, seen: list[str], folder: Path) -> None:
    """Drawn is what code of the program does, in whatever of its files, whoever calls it."""
    lay(folder.parent / "library", {"starter.py": LIBRARY})
    result = draw(folder, {**PACKAGE, **extra}, *words, "-o", "x.txt")
    assert (result.returncode, result.stderr) == (0, "")
    text = (folder / "x.txt").read_text("utf-8")
    assert [part for part in seen if part not in text] == []


def test_own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program's own are the files below its folders, and what is installed there is not."""
    packages = Path(anyio.__file__).parent.parent
    vendored = tmp_path / "vendored"
    (vendored / "some-1.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(vendored)
    own = OwnFiles([tmp_path, packages, packages / "click"])
    files = {
        tmp_path / "main.py": True,
        tmp_path / "deep" / "part.py": True,
        tmp_path.parent / "other.py": False,
        vendored / "some.py": False,
        packages / "click" / "core.py": True,
        packages / "jinja2" / "loaders.py": False,
        packages / "anyio" / "_core" / "_tasks.py": False,
        ROOT / "src" / "anyio_timeline" / "words.py": False,
        Path(os.__file__): False,
    }
    assert {file: str(file) in own for file in files} == files
    assert [name for name in ("<string>", "uvloop/loop.pyx") if name in own] == []


ALIKE = """
import logging, os, sys, tempfile
import anyio
from anyio import to_thread

logging.basicConfig(level=logging.DEBUG, format="%(levelname)s %(message)s")
logging.info("told")
print(sys.argv, sys.path[0] == os.path.dirname(__file__), sys.stdout.mode, sys.stderr.mode)
print(__file__, __name__, __spec__, type(__loader__).__name__, type(__builtins__).__name__)
# what builds a site is none of the program's business
print({"mkdocs", "griffe", "PIL", "black", "yaml", "pygments", "psutil"} & sys.modules.keys())

async def main():
    await to_thread.run_sync(print, "in a thread")
    os.chdir(tempfile.gettempdir())
    raise ValueError("no more")

anyio.run(main)
"""


def test_as_python_runs_it(folder: Path) -> None:
    """Output, errors, log and status are those of `python PROGRAM`.

    The picture is where it was asked for, wherever the program went.
    """
    lay(folder, {"sub/alike.py": ALIKE})
    plain = python(folder, "sub/alike.py", "--verbose")
    drawn = draw(folder, {}, "sub/alike.py", "-o", "x.txt", "--", "--verbose")
    assert "INFO told" in plain.stderr
    assert "ValueError: no more" in plain.stderr
    assert (drawn.stdout, drawn.stderr) == (plain.stdout, plain.stderr)
    assert drawn.returncode == plain.returncode == 1
    assert "main raises ValueError" in (folder / "x.txt").read_text("utf-8")


PLACES = """
import sys
import beside

print(sys.argv, sys.path[0], __file__, beside.__file__)
"""
MAIN = "import sys\n\nprint(sys.argv, sys.path[0], __file__)\n1 / 0\n"


@pytest.mark.skipif(os.name != "posix", reason="links need a permission elsewhere")
@pytest.mark.parametrize(
    "word", ["link.py", "./real/mine.py", "app.pyz", "./app.pyz", "./unpacked"]
)
def test_where_it_lies(word: str, folder: Path) -> None:
    """A link to a program, one whose path has dots, and an archive run as Python runs them."""
    lay(folder, {"real/mine.py": PLACES, "real/beside.py": "", "unpacked/__main__.py": MAIN})
    (folder / "link.py").symlink_to("real/mine.py")
    create_archive(folder / "unpacked", folder / "app.pyz")
    plain = python(folder, word, "a")
    drawn = draw(folder, {}, word, "-o", "x.txt", "a")
    assert drawn.returncode == plain.returncode
    assert drawn.stdout == plain.stdout
    said = [line for line in drawn.stderr.splitlines(True) if not line.startswith("timeline: ")]
    assert "".join(said) == plain.stderr


@pytest.mark.parametrize(
    ("option", "said"),
    [("--first", "x is not a whole number, 1 or more"), ("--from", "x is not a number, 0 or more")],
)
def test_no_number(option: str, said: str, folder: Path) -> None:
    """What is no number is refused in words."""
    result = draw(folder, {"mine.py": DRAWN}, "mine.py", "-o", "x.txt", option, "x")
    assert result.returncode == 2
    assert result.stderr.endswith(f"argument {option}: {said}\n")


def test_no_time(folder: Path) -> None:
    """A time that ends before it begins is refused; one that is never reached is said to be."""
    files = {"mine.py": DRAWN}
    result = draw(folder, files, "mine.py", "-o", "x.txt", "--from", "3", "--to", "1")
    assert result.returncode == 2
    assert result.stderr.endswith("--from 3 must come before --to 1\n")
    result = draw(folder, files, "mine.py", "-o", "x.txt", "--from", "300")
    assert result.stderr.endswith("mine.py did nothing at the times that were asked for.\n")
    assert not (folder / "x.txt").exists()


def test_no_test(folder: Path) -> None:
    """A picture of each test of a program that runs none is said to be missing."""
    result = draw(folder, {"mine.py": DRAWN}, "mine.py", "-o", "{test}.txt")
    assert (result.returncode, [*folder.glob("*.txt")]) == (3, [])
    assert "mine.py runs no test with pytest" in result.stderr


ENDS = """
import os, signal, sys
import anyio

async def main():
    await anyio.sleep(0)
    {end}
    await anyio.sleep(5)

anyio.run(main)
"""
MUCH = ENDS.format(end="for _ in range(20_100): print('again')\n    sys.exit(5)")
ONLY_POSIX = pytest.mark.skipif(os.name != "posix", reason="there are no signals")


@pytest.mark.alike(2)
@pytest.mark.parametrize(
    ("program", "status", "said", "drawn"),
    [
        (ENDS.format(end="sys.exit(7)"), 7, "", "main raises SystemExit"),
        # the beginning, where there is too much
        (MUCH, 5, "mine.py does more than was to be taken down; it's drawn until ", "what comes"),
        # nothing to draw
        ("print('help')", 0, "mine.py starts no event loop", ""),
        ("raise SystemExit(3)", 3, "mine.py starts no event loop", ""),
        ("import starter\nstarter.serve()", 0, "none of its own functions ran in a task", ""),
        pytest.param(
            ENDS.format(end="os.kill(os.getpid(), signal.SIGTERM)"), -15, "", "main is unfinished",
            marks=ONLY_POSIX,
        ),
        pytest.param(
            ENDS.format(end="os.kill(os.getpid(), signal.SIGINT)"), -2, "KeyboardInterrupt",
            "main ends, cancelled", marks=ONLY_POSIX,
        ),
        pytest.param(
            ENDS.format(
                end="import threading\n"
                "    threading.Timer(0.1, os.kill, [os.getpid(), signal.SIGINT]).start()"
            ),
            *(-2, "KeyboardInterrupt", "main ends, cancelled by SIGINT"), marks=ONLY_POSIX,
        ),
        # a child that is forked draws nothing
        pytest.param(
            ENDS.format(end="sys.exit(os.fork() and os.wait()[1] or 0)"), 0, "", "main raises Syst",
            marks=ONLY_POSIX,
        ),
    ],
    ids=["exit", "much", "help", "early", "library", "SIGTERM", "SIGINT", "Ctrl-C", "fork"],
)  # fmt: skip
def test_end(program: str, status: int, said: str, drawn: str, folder: Path) -> None:
    """However a program ends, its status stays, and its picture is made; no older one is left."""
    lay(folder.parent / "library", {"starter.py": LIBRARY})
    lay(folder, {"x.txt": "an older one"})
    # where the tests run in the background, Ctrl-C is ignored, and so it is in what they start
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        result = draw(folder, {"mine.py": program}, "mine.py", "-o", "x.txt")
    finally:
        signal.signal(signal.SIGINT, before)
    assert result.returncode == status, result.stderr
    assert said in result.stderr if said else result.stderr == ""
    output = folder / "x.txt"
    text = output.read_text("utf-8") if output.exists() else ""
    assert drawn in text
    assert bool(text) == bool(drawn)


@ONLY_POSIX
def test_without_output(folder: Path) -> None:
    """A program whose standard output is closed runs, and is drawn."""
    lay(folder, {"mine.py": DRAWN})
    shell = '"$0" -m anyio_timeline mine.py -o x.txt >&-'
    path = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = ["sh", "-c", shell, sys.executable]
    result = subprocess.run(command, cwd=folder, env=path, capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (3, b"")
    assert "wait finishes" in (folder / "x.txt").read_text("utf-8")


def test_script(folder: Path) -> None:
    """As a script it finds its libraries, whatever lies in the folder where it's started."""
    text = (ROOT / "src" / "anyio_timeline" / "pyproject.toml").read_text("utf-8")
    [(module, function)] = re.findall(r'^anyio-timeline = "(.+):(.+)"$', text, re.MULTILINE)
    start = f"from {module} import {function}\n\n{function}()\n"
    lay(folder, {"bin/script.py": start, "here/mine.py": DRAWN, "here/queue.py": "not Python"})
    result = subprocess.run(
        [sys.executable, "../bin/script.py", "mine.py", "-o", "x.txt"],
        cwd=folder / "here",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (3, "")
    assert (folder / "here" / "x.txt").exists()
