"""An output says which parts of it came from standard error, and its order stays."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.recording import record

from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.supervisor import environment
from anyio_by_example.running.job import Limits
from anyio_by_example.running.streams import Marking, Output, decode, new_mark, without

POSIX = pytest.mark.skipif(os.name != "posix", reason="what is atomic differs")


@pytest.fixture(scope="module")
def warm() -> Iterator[Recorder]:
    """A recorder that needs not start anew for each test."""
    recorder = Recorder(workers=1, stays_warm=True)
    yield recorder
    recorder.close()


def errors(recording: Recording) -> list[str]:
    """The parts that came from standard error."""
    return [recording.output[start:end] for start, end in recording.stderr]


TOLD_APART = {
    "print": ("print('a', file=sys.stderr)\nprint('b')", ["a\n"]),
    "parts of a line": ("print('a', end='')\nprint('b', file=sys.stderr)\nprint('c')", ["b\n"]),
    "written in turn": (
        "for n in range(3):\n    print(n)\n    print('e', n, file=sys.stderr)",
        ["e 0\n", "e 1\n", "e 2\n"],
    ),
    "the buffer": ("sys.stderr.buffer.write(b'a\\n')\nprint('b')", ["a\n"]),
    "the first one": ("print('a', file=sys.__stderr__)\nprint('b')", ["a\n"]),
    "a wrapper": (
        "import io\nprint('a')\nt = io.TextIOWrapper(sys.stderr.buffer, 'utf-16-le', newline='')\n"
        "t.reconfigure(encoding='utf-8')\nprint('é', file=t, flush=True)\nt.detach()",
        ["é\n"],
    ),
    "other letters": ("print('é')\nprint('日本', file=sys.stderr)\nprint('ü')", ["日本\n"]),
    "more than goes at once": (
        "print('a')\nprint('x' * 100_000, file=sys.stderr)\nprint('b')",
        ["x" * 100_000 + "\n"],
    ),
    "warnings and logging": (
        "import logging, warnings\nprint('a')\nwarnings.warn('w')\nlogging.warning('l')",
        ["case.py:9: UserWarning: w\n  warnings.warn('w')\nWARNING:root:l\n"],
    ),
    "redirected away": (
        "import contextlib\nwith contextlib.redirect_stderr(sys.stdout):\n"
        "    print('a', file=sys.stderr)\nprint('b', file=sys.stderr)",
        ["b\n"],
    ),
    "redirected here": (
        "import contextlib\nwith contextlib.redirect_stdout(sys.stderr):\n    print('a')\n"
        "print('b')",
        ["a\n"],
    ),
    "nothing": ("sys.stderr.write('')\nprint('b')", []),
    "not told apart": (
        "import os\nos.write(2, b'a\\n')\nimport subprocess\n"
        "subprocess.run([sys.executable, '-c', 'import sys; print(1, file=sys.stderr)'])",
        [],
    ),
}


@pytest.mark.parametrize("name", TOLD_APART)
def test_what_came_from_standard_error(name: str, tmp_path: Path, warm: Recorder) -> None:
    """A recording says it to the character, of all that goes through `sys.stderr`."""
    body, expected = TOLD_APART[name]
    recording = record(tmp_path, f"import sys\n{body}", recorder=warm)
    assert recording.problem is None
    assert errors(recording) == expected


@POSIX
@pytest.mark.parametrize("timelines", [True, False], ids=["watched", "plain"])
@pytest.mark.parametrize("fork", [True, False], ids=["forked", "spawned"])
def test_the_stream_looks_as_ever(fork: bool, timelines: bool, tmp_path: Path) -> None:
    """A program finds the same standard error as under `python FILE`."""
    body = """
import io, sys

for each in (sys.stderr, sys.stderr.buffer):
    print(repr(each), isinstance(each, (io.TextIOWrapper, io.FileIO)), each.name, each.mode)
    print(each.fileno(), each.isatty(), each.seekable(), each.closed)
print(sys.stderr.encoding, sys.stderr.errors, sys.stderr.newlines, sys.stderr.line_buffering)
print(sys.stderr.write_through, sys.stderr is sys.__stderr__, sys.stderr.buffer.closefd)
sys.stderr.close()
"""
    recorder = Recorder(workers=1, fork=fork, timelines=timelines)
    recording = record(tmp_path, body, recorder=recorder)
    file = next(tmp_path.glob("**/case.py"))
    plain = subprocess.run(
        [sys.executable, "-u", "-B", "-X", "utf8", str(file)],
        capture_output=True,
        env=environment(tmp_path),
        text=True,
        check=True,
    )
    assert recording.output == plain.stdout


@POSIX
def test_a_file_in_the_place_of_standard_error(tmp_path: Path, warm: Recorder) -> None:
    """What a program puts there gets its text, and no mark."""
    body = """
import os, sys

print("1", file=sys.stderr)
kept = os.dup(2)
for target in ("file", "pipe"):
    if target == "file":
        read = write = os.open("said", os.O_RDWR | os.O_CREAT)
    else:
        read, write = os.pipe()
    os.dup2(write, 2)
    print("é", file=sys.stderr)
    os.dup2(kept, 2)
    if target == "file":
        os.lseek(read, 0, 0)
    print(os.read(read, 100))
os.close(2)
try:
    print("x", file=sys.stderr)
except OSError as error:
    print(error)
os.dup2(kept, 2)
print("2", file=sys.stderr)
"""
    recording = record(tmp_path, body, recorder=warm)
    assert recording.output == (
        "1\nb'\\xc3\\xa9\\n'\nb'\\xc3\\xa9\\n'\n[Errno 9] Bad file descriptor\n2\n"
    )
    assert errors(recording) == ["1\n", "2\n"]


@POSIX
def test_many_writers(tmp_path: Path, warm: Recorder) -> None:
    """What threads and processes write at the same time is told apart all the same."""
    body = """
import os, sys, threading

def write(stream, letter):
    for _ in range(200):
        stream.write(letter * 40 + "\\n")
        stream.flush()

if os.fork() == 0:
    write(sys.stderr, "c")
    os._exit(0)
threads = [threading.Thread(target=write, args=each) for each in
           [(sys.stderr, "e"), (sys.stdout, "o")]]
for each in threads:
    each.start()
for each in threads:
    each.join()
os.wait()
"""
    recording = record(tmp_path, body, recorder=warm)
    text = "".join(errors(recording))
    assert len(recording.output) == 3 * 200 * 41
    assert {letter: text.count(letter) for letter in "ceo"} == {
        "c": 8000,
        "e": 8000,
        "o": 0,
    }


@POSIX
def test_no_room() -> None:
    """Where a pipe that doesn't wait is full, the buffer says how much it took, as ever."""
    read, write = os.pipe()
    os.set_blocking(write, False)
    mark = new_mark()
    said = Output(mark)
    with os.fdopen(read, "rb", buffering=0) as pipe, Marking(write, bytes.fromhex(mark)) as stream:
        taken = stream.write(b"x" * 900_000)
        assert taken
        while more := stream.write(b"y"):
            taken += more
        assert more is None
        os.close(write)
        while chunk := pipe.read(4096):
            said.add(chunk)
    assert said.told_apart()[1] == [(0, taken)]


def test_marks_are_not_output(tmp_path: Path) -> None:
    """They don't count to what a program may print."""
    body = "import sys\nfor _ in range(500):\n    sys.stderr.write('x')\nprint()"
    recording = record(tmp_path, body, recorder=Recorder(Limits(output=501), workers=1))
    assert recording.problem is None
    assert len(recording.output) == 501


def test_marks_that_a_program_prints(tmp_path: Path, warm: Recorder) -> None:
    """One that knows the mark of its run can spoil what is told apart, and nothing else."""
    body = """
import gc, sys

for each in gc.get_objects():
    if type(each).__name__ == "Marking":
        sys.stdout.buffer.write(b"a" + each._mark + b"b\\n")
print("c", file=sys.stderr)
print("d")
"""
    recording = record(tmp_path, body, recorder=warm)
    assert (recording.problem, recording.output.split()[-2:]) == (None, ["c", "d"])


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_chunks(size: int) -> None:
    """However the pipe is read, a mark is found, and its size isn't counted."""
    mark = new_mark()
    raw = bytes.fromhex(mark)
    said = b"out" + raw + b"err" + raw + raw + b"more" + raw + b"end"
    output = Output(mark)
    stream = io.BytesIO(said)
    while chunk := stream.read(size):
        output.add(chunk)
    assert output.size == len(b"outerrmoreend")
    assert output.told_apart() == (b"outerrmoreend", [(3, 10)])


def test_spans_in_characters() -> None:
    """A span is where it was in bytes; a letter in two halves belongs to the second."""
    said = "é1é".encode()
    assert decode(said, [(2, 3)]) == ("é1é", [(1, 2)])
    assert decode(said, [(0, 1)]) == ("é1é", [(0, 0)])
    assert decode(b"a\xff\xc3", [(1, 2)]) == ("a\\xff\\xc3", [(1, 5)])


@pytest.mark.parametrize(
    ("text", "span", "left", "moved"),
    [
        ("ab__cd", (4, 6), "abcd", (2, 4)),
        ("ab__cd", (0, 2), "abcd", (0, 2)),
        ("ab__cd", (3, 5), "abcd", (2, 3)),
        ("__a__b", (2, 6), "ab", (0, 2)),
        ("__a__b", (0, 4), "ab", (0, 1)),
    ],
)
def test_spans_move(text: str, span: tuple[int, int], left: str, moved: tuple[int, int]) -> None:
    """What is taken out of a text moves the spans, also where it lies across their ends."""
    assert without(re.compile("__"), text, [span]) == (left, (moved,))


def test_kept(tmp_path: Path, warm: Recorder) -> None:
    """A recording that is kept says it too."""
    recording = record(
        tmp_path, "import sys\nprint('a')\nprint('b', file=sys.stderr)", recorder=warm
    )
    assert recording.stderr == ((2, 4),)
    assert Recording.from_json(recording.to_json()) == recording
