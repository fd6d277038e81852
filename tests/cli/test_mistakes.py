"""Mistakes of who types a command: a line says what is wrong, another what to write instead."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from helpers.site_builder import project, snippet

from anyio_by_example.cli.main import main

SUPPORTED = '#\n# [tool.example]\n# support = ["beside.py"]\n'
WRITTEN = "#\n# [tool.example]\n# backends = []\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project of a few examples, with a program that is none, and a folder beside it."""
    (tmp_path / "project").mkdir()
    snippets = project(tmp_path / "project")
    (snippets / "basic").mkdir()
    (snippets / "basic" / "hello.py").write_text(snippet('print("hello")'), "utf-8")
    (snippets / "basic" / "hello.out").write_text("hello\n", "utf-8", newline="\n")
    (snippets / "t" / "written.py").write_text(snippet("print()", WRITTEN), "utf-8")
    (snippets / "t" / "needs.py").write_text(snippet("import beside", SUPPORTED), "utf-8")
    (snippets / "t" / "beside.py").write_text("", "utf-8")
    (snippets / "t" / "wrong.py").write_text("x", "utf-8")
    (tmp_path / "mine.py").write_text("import anyio\n\nanyio.run(anyio.sleep, 0)\n", "utf-8")
    (tmp_path / "elsewhere").mkdir()
    return snippets.parent


def call(folder: Path, *words: str) -> Result:
    """Type a command in a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return CliRunner().invoke(main, words)


HELLO = "basic/hello.py on Trio\nhello\n"
NO_FOLDER = "snippets:1: there is no such folder in "
LIKE = "Did you mean asyncio-uvloop?"
AFTER = "options of the program come after --, at the end"


@pytest.mark.parametrize(
    ("words", "status", "expected"),
    [
        # an example by its name, and by its file as a shell completes it
        ("run basic/hello --runtime trio", 0, HELLO),
        ("run snippets/basic/hello.py --runtime trio", 0, HELLO),
        ("run ./snippets/basic/../basic/hello --runtime trio", 0, HELLO),
        ("run {project}/snippets/basic/hello.py --runtime trio", 0, HELLO),
        ("list basic/hello", 0, "basic/hello.py  not recorded"),
        ("list snippets/basic", 0, "basic/hello.py  not recorded"),
        # what isn't there
        ("run hello", 1, "there is no example hello\n  To mend it: name basic/hello\n"),
        ("run basic/helo", 1, "there is no example basic/helo\n  To mend it: name basic/hello\n"),
        ("run basic", 1, "basic is a topic\n  To mend it: name one of basic/hello.py\n"),
        ("run basics", 1, "there is no example basics\n  To mend it: name basic\n"),
        ("run snippets", 1, "To mend it: name one of them, as basic/hello.py\n"),
        ("run zzz", 1, "To mend it: choose one that python -m anyio_by_example list shows\n"),
        ("run t/beside.py", 1, "t/beside.py belongs to another file\n  To mend it: name t/needs"),
        ("run t/wrong", 1, "snippets/t/wrong.py:1: "),
        ("run ../mine.py", 1, "draw it with anyio-timeline ../mine.py -o"),
        ("stability hallo --busy 0", 1, "no example hallo\n  To mend it: name basic/hello\n"),
        ("list basics", 1, "there is no example basics\n  To mend it: name basic\n"),
        ("coverage anyio.Lok", 1, "begins with anyio.Lok\n  To mend it: begin with anyio.Lock"),
        ("coverage Lock", 1, "To mend it: begin with anyio.Lock or "),
        ("timeline basic/hello -o x.svg", 2, "the example is snippets/basic/hello.py"),
        ("snippets/basic/hello.py", 2, "Of an example: run snippets/basic/hello.py;"),
        # event loops
        ("run t/written --runtime trio", 1, "t/written.py isn't run on trio\n  To mend it: "),
        ("stability t/written --runtime trio", 1, "\n  To mend it: take --runtime as-written\n"),
        ("run basic/hello --runtime uvloop", 2, LIKE),
        ("timeline ../mine.py -o x.svg --runtime uvloop", 2, "asyncio-uvloop"),
        # options
        ("stability --runs 0", 2, "0 is not in the range x>=1."),
        ("stability --busy -1", 2, "-1 is not in the range x>=0."),
        ("timeline ../mine.py --verbose -o x.svg", 2, AFTER),
        ("timeline ../mine.py -o none/x.svg", 2, "none doesn't exist"),
        ("timeline .. -o x.svg", 2, ".. is a folder without a __main__.py"),
        ("timeline ../none.py -o x.svg", 2, "../none.py does not exist"),
        ("timeline -m none -o x.svg", 2, "there is no module none here"),
        ("timeline ../mine.py -o x.png", 2, "end it with .svg, .html, .txt"),
    ],
)  # fmt: skip
def test_mistake(words: str, status: int, expected: str, folder: Path) -> None:
    """Each mistake is told with what to write instead, and none with a traceback."""
    result = call(folder, *words.format(project=folder.as_posix()).split())
    assert expected in result.stdout + result.stderr
    assert result.exit_code == status
    assert isinstance(result.exception, SystemExit | None)
    assert not (folder / "x.svg").exists()


@pytest.mark.parametrize(
    "words", ["list", "run x", "stability", "coverage", "record", "interpreter"]
)
def test_outside(words: str, folder: Path) -> None:
    """Outside of a project, a command says where to start it."""
    result = call(folder.parent / "elsewhere", *words.split())
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {NO_FOLDER}")
    assert result.stderr.endswith(
        "\n  To mend it: start this in the project's folder or below it\n"
    )


def test_inside_of_a_topic(folder: Path) -> None:
    """Below the folder of snippets, a file is named from there, too."""
    result = call(folder / "snippets" / "basic", "list", "hello.py")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("basic/hello.py ")


def test_started_as_usual(folder: Path) -> None:
    """The module that Python is told to run is this command line."""
    command = [sys.executable, "-m", "anyio_by_example", "list", "basics"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.endswith("no example basics\n  To mend it: name basic\n")


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that is always full")
def test_full_disk(folder: Path) -> None:
    """What can't be written is said."""
    command = [sys.executable, "-m", "anyio_by_example", "list"]
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(command, cwd=folder, stdout=full, stderr=-1, text=True, check=False)
    assert (result.returncode, result.stderr) == (1, "Error: [Errno 28] No space left on device\n")


@pytest.mark.skipif(os.name != "posix", reason="a pipe that nobody reads is another thing there")
def test_nobody_reads(folder: Path) -> None:
    """A command whose output nobody reads to its end, as in `list | head`, ends without a word."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "anyio_by_example", "list"]
    try:
        result = subprocess.run(
            command, cwd=folder, stdout=writer, stderr=-1, text=True, check=False
        )
    finally:
        os.close(writer)
    assert result.stderr == ""


@pytest.mark.skipif(os.name != "posix", reason="needs a signal to one process")
def test_interrupted(folder: Path) -> None:
    """Ctrl-C ends a recording with a word."""
    (folder / "snippets" / "basic" / "hello.py").write_text(
        snippet('import time\n\nprint("hello", flush=True)\ntime.sleep(15)'), "utf-8"
    )
    # where the tests run in the background, the signal is ignored, and so it would be here
    text = "import signal, runpy; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    text += "runpy.run_module('anyio_by_example', run_name='__main__', alter_sys=True)"
    command = [sys.executable, "-c", text, "run", "basic/hello"]
    with subprocess.Popen(
        command, cwd=folder, stdout=-1, stderr=-1, text=True, start_new_session=True
    ) as process:
        assert process.stderr
        # what this Python can't have comes first
        assert any(line.startswith("Recording") for line in process.stderr)
        time.sleep(2)  # time for the recording to begin
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 1
    assert said.endswith("Aborted!\n")
    assert "Traceback" not in said
