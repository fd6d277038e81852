"""Outcomes: a run is as reviewed, lacks something, or is told apart in few words."""

from __future__ import annotations

import traceback
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from helpers.cells import recording
from helpers.fuzzing import fuzzed
from helpers.recording import example
from hypothesis import given
from hypothesis import strategies as st

from anyio_by_example.examples.example import Example
from anyio_by_example.matrix.outcome import (
    AS_REVIEWED,
    DIFFERS,
    LONGEST,
    MISSING,
    NO_RESULT,
    SAME,
    UNKNOWN,
    VARIES,
    Outcome,
)
from anyio_by_example.problem import Problem
from anyio_by_example.recording.recording import Recording
from anyio_by_example.runtime import ASYNCIO, TRIO


def reviewed(folder: Path, more: str = "", **texts: str) -> Example:
    """An example whose reviewed outputs are these, by what is for whom."""
    case = example(folder, "print()", more)
    for part, text in (texts or {"": "one\ntwo\n"}).items():
        suffix = f".{part}.out" if part else ".out"
        case.path.with_suffix(suffix).write_text(text, "utf-8", newline="\n")
    return case


def traced(error: str) -> str:
    """A traceback that ends with an error."""
    frame = '  File "case.py", line 7, in <module>\n    main()\n'
    return f"Traceback (most recent call last):\n{frame}{error}\n"


def of(case: Example, left: Recording) -> Outcome:
    """The outcome of what was left on asyncio."""
    return Outcome.of(case, ASYNCIO, left)


def test_as_reviewed(tmp_path: Path) -> None:
    """What prints what was reviewed and ends as declared is as reviewed."""
    case = reviewed(tmp_path)
    assert of(case, recording("one\ntwo\n")) == AS_REVIEWED
    assert AS_REVIEWED.id == "="
    assert of(case, recording("one\ntwo\n", status=3)) == Outcome(
        DIFFERS, "one\ntwo\n", "it ends with status 3"
    )
    assert of(case, recording("one\n")) == Outcome(DIFFERS, "one\n")


def test_declared_status(tmp_path: Path) -> None:
    """An example that is to end with an error is as reviewed if it does, with that error."""
    error = traced("ValueError: no")
    case = reviewed(tmp_path, "# exit-status = 1\n", **{"": f"one\n{error}"})
    assert of(case, recording("one\n", 1, error)) == AS_REVIEWED
    other = traced("ValueError: other")
    assert of(case, recording("one\n", 1, other)) == Outcome(DIFFERS, "one\nValueError: other\n")
    assert of(case, recording("one\n")) == Outcome(DIFFERS, "one\n", "it ends with status 0")


def test_reviewed_of_each_runtime(tmp_path: Path) -> None:
    """A run is held against what was reviewed of its event loop."""
    case = reviewed(tmp_path, asyncio="one\n", trio="two\n")
    assert of(case, recording("one\n")) == AS_REVIEWED
    assert Outcome.of(case, TRIO, recording("two\n")) == AS_REVIEWED
    assert Outcome.of(case, TRIO, recording("one\n")) == Outcome(DIFFERS, "one\n")


def test_nothing_reviewed(tmp_path: Path) -> None:
    """What was never reviewed isn't as reviewed."""
    assert of(example(tmp_path, "print()"), recording("\n")) == Outcome(DIFFERS, "\n")


LACKING = {
    "a name of a module": "module.amap",
    "a method": "Old().cancel()",
    "a method of a class": "Old.from_socket",
    "an attribute of a function": "old.limiter",
    "a name to import": "from json import amap",
    "a module": "import json.amap",
    "a package": "import amap",
    "a keyword": "old(reason=1)",
    "a keyword of a method": "Old().method(reason=1)",
    "a place": "old(1, 2)",
    "any place": "Old(1)",
    "what has become optional": "old()",
    "what has become optional by name": "by_name()",
    "a context manager": "with Old(): pass",
    "an asynchronous context manager": "run('async with Old(): pass')",
    "a coroutine": "run('await Old()')",
    "a subscript": "old[int]",
    "a subscript of a class": "Old[int]",
    "a subscript of an object": "Old()[0]",
    "a call": "Old()()",
    "an iteration": "iter(Old())",
    "an asynchronous iteration": "run('async for _ in Old(): pass')",
    "an asynchronous iterator": "aiter(Old())",
}
"""What a program does that needs what an old release hasn't, by what that is."""

OLD = """
class Old:
    def method(self): pass
def old(value): pass
def by_name(*, value): pass
def run(body):
    names = {}
    exec("async def main():\\n    " + body, globals(), names)
    names["main"]().send(None)
"""


@pytest.mark.parametrize("code", LACKING.values(), ids=LACKING)
def test_lacking(code: str, tmp_path: Path) -> None:
    """Whatever isn't there, in the words of the Python that the tests run on."""
    names: dict[str, Any] = {"module": ModuleType("anyio"), "__name__": "case"}
    exec(OLD, names)
    try:
        exec(code, names)
    except Exception:
        text = traceback.format_exc()
    found = of(reviewed(tmp_path), recording("one\n", 1, text))
    assert found.kind == MISSING, text
    assert found.output == ""
    assert found.error in text
    assert str(tmp_path) not in found.error


WORDINGS = {
    # of Python 3.10
    "AttributeError: __aenter__": "AttributeError: __aenter__",
    "AttributeError: __enter__": "AttributeError: __enter__",
    # of Python 3.11 and newer
    "TypeError: 'Old' object does not support the context manager protocol": "",
    "TypeError: 'Old' object does not support the asynchronous context manager protocol": "",
    # of Python 3.14, which says more of some
    "TypeError: 'Old' object does not support the context manager protocol (missed __exit__)": (
        "TypeError: 'Old' object does not support the context manager protocol"
    ),
    "TypeError: 'Old' object can't be awaited": "",
    "TypeError: object Old can't be used in 'await' expression": "",
    # with what Python adds
    "AttributeError: module 'anyio' has no attribute 'amap'. Did you mean: 'abc'?": (
        "AttributeError: module 'anyio' has no attribute 'amap'"
    ),
    "ImportError: cannot import name 'amap' from 'anyio' (/a/b/anyio/__init__.py)": (
        "ImportError: cannot import name 'amap'"
    ),
    "TypeError: TaskGroup.start() got an unexpected keyword argument 'return_handle'": "",
    "TypeError: f() takes from 1 to 2 positional arguments but 3 were given": "",
    "TypeError: f() missing 2 required positional arguments: 'a' and 'b'": "",
}


@pytest.mark.parametrize(("error", "kept"), WORDINGS.items())
def test_wordings(error: str, kept: str, tmp_path: Path) -> None:
    """Other Pythons say it otherwise; what they add is left out, since it needn't be the same."""
    found = of(reviewed(tmp_path), recording("one\n", 1, traced(error)))
    assert found == Outcome(MISSING, error=kept or error)


@pytest.mark.parametrize(
    "error",
    [
        "ValueError: module 'anyio' is fine",
        "TypeError: unsupported operand type(s) for +: 'int' and 'str'",
        "AttributeError: can't set attribute",
        "ImportError: attempted relative import with no known parent package",
        "TimeoutError",
        "sniffio._impl.AsyncLibraryNotFoundError: unknown async library",
    ],
)
def test_not_lacking(error: str, tmp_path: Path) -> None:
    """Another error is one, and what was printed before is kept."""
    found = of(reviewed(tmp_path), recording("one\n", 1, traced(error)))
    assert found == Outcome(DIFFERS, "one\n", error)


def test_error_in_a_group(tmp_path: Path) -> None:
    """A group of errors is named by what is in it."""
    group = (
        "  + Exception Group Traceback (most recent call last):\n"
        '  |   File "case.py", line 7, in <module>\n'
        "  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)\n"
        "  +-+---------------- 1 ----------------\n"
        "    | Traceback (most recent call last):\n"
        '    |   File "case.py", line 9, in job\n'
        "    | ValueError: no\n"
        "    +------------------------------------\n"
    )
    case = reviewed(tmp_path)
    assert of(case, recording("one\n", 1, group)) == Outcome(DIFFERS, "one\n", "ValueError: no")
    lacking = group.replace("ValueError: no", "AttributeError: __aenter__")
    assert of(case, recording("", 1, lacking)).kind == MISSING


def test_last_of_several_errors(tmp_path: Path) -> None:
    """Of errors that came of each other, the last one is what the run ended with."""
    during = "\nDuring handling of the above exception, another exception occurred:\n\n"
    both = traced("KeyError: 1") + during + traced("ValueError: no")
    case = reviewed(tmp_path)
    assert of(case, recording("", 1, both)).error == "ValueError: no"
    empty = f"{both}ExceptionGroup: of errors that aren't shown (1 sub-exception)\n"
    assert of(case, recording("", 1, empty)).error == "ValueError: no"


def test_warning_is_no_error(tmp_path: Path) -> None:
    """What warns after a traceback isn't what the run ended with."""
    warned = traced("ValueError: no") + "RuntimeWarning: coroutine 'f' was never awaited\n"
    assert of(reviewed(tmp_path), recording("", 1, warned)).error == "ValueError: no"


def test_ends_without_a_word(tmp_path: Path) -> None:
    """What ends without an error is told by its status; what a signal ends has no result."""
    found = of(reviewed(tmp_path), recording("one\n", 3))
    assert found == Outcome(DIFFERS, "one\n", "it ends with status 3")
    assert of(reviewed(tmp_path), recording("one\n", -6)) == Outcome(UNKNOWN, error=NO_RESULT)


def wrong(reason: str) -> Problem:
    """What a recorder says of a run."""
    return Problem(Path("t/case.py"), 1, f"on asyncio: {reason}", "mend it")


def test_does_not_end(tmp_path: Path) -> None:
    """What is stopped since it took too long has no result, and nothing says why."""
    left = replace(recording("one\n", -9), problem=wrong("it was still running after 6 seconds"))
    assert of(reviewed(tmp_path), left) == Outcome(UNKNOWN, error=NO_RESULT)


def test_recorder_failed(tmp_path: Path) -> None:
    """Nothing is known of what the recorder failed on; why is in its last line."""
    failed = wrong("the recorder failed: OSError: no room\n    Traceback\n    OSError: no room")
    left = replace(recording("", 1), problem=failed)
    assert of(reviewed(tmp_path), left) == Outcome(UNKNOWN, error="OSError: no room")


def test_problem_that_does_not_show(tmp_path: Path) -> None:
    """What leaves something behind, and prints what was reviewed, is as reviewed."""
    left = replace(recording("one\ntwo\n"), problem=wrong("it left a task pending"))
    assert of(reviewed(tmp_path), left) == AS_REVIEWED


PLACES = {
    "a folder": ("read {}/notes.txt", "/home/a", "/srv/b/c"),
    "a library": ('File "{}/lib/python3.11/site-packages/anyio/abc.py"', "/home/a", "/srv/b/c"),
    "a program": ("ran {}/bin/python", "/home/a", "/srv/b/c"),
    "an address": ("<Task at {}>", "0x7f0a12345678", "0x55d09abc"),
}


@pytest.mark.parametrize(("text", "here", "there"), PLACES.values(), ids=PLACES)
def test_same_in_each_environment(text: str, here: str, there: str, tmp_path: Path) -> None:
    """Folders and addresses, which differ in each environment, make no other outcome."""
    case = reviewed(tmp_path)
    found = [of(case, recording(f"{text.format(each)}\n")) for each in (here, there)]
    assert found[0] == found[1]
    assert found[0].id == found[1].id
    error = traced(f"ValueError: {text}")
    found = [of(case, recording("", 1, error.format(each))) for each in (here, there)]
    assert found[0] == found[1]
    assert of(case, recording("other\n")) != found[0]


@pytest.mark.parametrize("error", ["", traced("ValueError: no")])
def test_measured_figures(error: str, tmp_path: Path) -> None:
    """Figures that were measured make no other outcome, also where a run failed."""
    case = reviewed(tmp_path, '# measured = "waits"\n', **{"": "took #.# s\n"})
    assert of(case, recording("took 0.13 s\n")) == AS_REVIEWED
    found = {of(case, recording(f"took {n}.5 s, late\n", bool(error), error)) for n in (1, 2)}
    assert len(found) == 1


def test_unordered_lines(tmp_path: Path) -> None:
    """Lines that come in any order do so here, too."""
    case = reviewed(tmp_path, '# unordered = ["1-2"]\n')
    assert of(case, recording("two\none\n")) == AS_REVIEWED
    assert of(case, recording("two\ntwo\n")) == Outcome(DIFFERS, "two\ntwo\n")


def test_tests_that_fail(tmp_path: Path) -> None:
    """Where pytest runs in an example, what it prints says what is lacking."""
    case = reviewed(tmp_path)
    printed = "E   AttributeError: module 'anyio' has no attribute 'amap'\n1 failed\n"
    assert of(case, recording(printed)).kind == DIFFERS
    text = case.path.read_text("utf-8").replace('16"]', '16", "pytest>=9"]')
    case.path.write_text(text, "utf-8")
    declared = Example.load(case.root, case.name)
    assert of(declared, recording(printed)).error == (
        "AttributeError: module 'anyio' has no attribute 'amap'"
    )


def test_long_output_is_cut(tmp_path: Path) -> None:
    """Of an output without end, the beginning is kept."""
    found = of(reviewed(tmp_path), recording("x" * 10_000, 1, traced(f"ValueError: {'y' * 9_000}")))
    assert (len(found.output), len(found.error)) == (LONGEST, LONGEST)


texts = st.text(max_size=20)


@fuzzed
@given(
    values=st.lists(
        st.builds(Outcome, st.sampled_from((MISSING, DIFFERS, VARIES, UNKNOWN)), texts, texts),
        unique=True,
    )
)
def test_ids(values: list[Outcome]) -> None:
    """Each outcome has an id of its own, and only what is as reviewed is `=`."""
    ids = {value.id for value in (*values, AS_REVIEWED)}
    assert len(ids) == len(values) + 1
    assert all(value.id != "=" for value in values)


def test_as_reviewed_is_one() -> None:
    """There is one outcome that is as reviewed."""
    assert Outcome(SAME) == AS_REVIEWED
    assert AS_REVIEWED.output == AS_REVIEWED.error == ""
