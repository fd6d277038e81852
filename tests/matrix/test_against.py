"""Against: what is asked for is installed, as near as can be, and differences are in a table."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest
from helpers.cells import examples
from helpers.recording import example
from helpers.uv import Uv
from markdown import markdown
from packaging.requirements import InvalidRequirement, Requirement

from anyio_by_example.examples.example import Example
from anyio_by_example.matrix.against import (
    Difference,
    choices,
    differences,
    environment,
    explained,
    parse,
    table,
)
from anyio_by_example.matrix.environment import UnavailableError
from anyio_by_example.matrix.outcome import (
    AS_REVIEWED,
    DIFFERS,
    LONGEST,
    MISSING,
    NO_RESULT,
    UNKNOWN,
    VARIES,
    Outcome,
)
from anyio_by_example.runtime import ASYNCIO, TRIO, UVLOOP


def reviewed(folder: Path, text: str = "one\ntwo\nthree\n") -> Example:
    """An example of which this was reviewed."""
    made = example(folder, "print()")
    made.path.with_suffix(".out").write_text(text, "utf-8", newline="\n")
    return made


SAID = {
    "as reviewed": (AS_REVIEWED, None),
    "a line": (Outcome(DIFFERS, "one\n2\nthree\n"), (2, "`'two'`", "`'2'`")),
    "no more": (Outcome(DIFFERS, "one\n"), (2, "`'two'`", "the end")),
    "nothing": (Outcome(DIFFERS), (1, "`'one'`", "the end")),
    "more": (Outcome(DIFFERS, "one\ntwo\nthree\n4\n"), (4, "the end", "`'4'`")),
    "no end of a line": (
        Outcome(DIFFERS, "one\ntwo\nthree"),
        (3, r"`'three\n'`", "`'three'`"),
    ),
    "an error": (
        Outcome(DIFFERS, "one\n", "ValueError: no"),
        (2, "`'two'`", "it ends with `ValueError: no`"),
    ),
    "an error at the end": (
        Outcome(DIFFERS, "one\ntwo\nthree\n", "ValueError: no"),
        (0, "", "it ends with `ValueError: no`"),
    ),
    "a status": (
        Outcome(DIFFERS, "one\ntwo\nthree\n", "it ends with status 3"),
        (0, "", "it ends with status 3"),
    ),
    "no result": (
        Outcome(UNKNOWN, error=NO_RESULT),
        (0, "", "it was stopped, or a signal ended it"),
    ),
    "what isn't there": (
        Outcome(MISSING, error="ImportError: cannot import name 'a'"),
        (0, "", "it lacks something: `ImportError: cannot import name 'a'`"),
    ),
    "one each time": (Outcome(VARIES), (0, "", "it's another one each time")),
    "unknown": (Outcome(UNKNOWN, error="OSError: a"), (0, "", "it can't be run: `OSError: a`")),
    "a long error": (
        Outcome(MISSING, error="x" * 200),
        (0, "", f"it lacks something: `{'x' * 160}…`"),
    ),
}
"""What is said of an outcome: the line, what it was, and what it is."""


@pytest.mark.parametrize(("outcome", "said"), SAID.values(), ids=SAID)
def test_difference(outcome: Outcome, said: tuple[int, str, str] | None, tmp_path: Path) -> None:
    """An outcome that isn't as reviewed is told by the first line that differs, or by its end."""
    case = reviewed(tmp_path)
    found = Difference.of(case, UVLOOP, outcome)
    assert found == (Difference("t/case.py", "asyncio + uvloop", *said) if said else None)
    assert differences({(case, UVLOOP): outcome, (case, TRIO): AS_REVIEWED}) == (
        [found] if found else []
    )


def test_nothing_reviewed(tmp_path: Path) -> None:
    """Of an example that nobody has reviewed, that is what is said."""
    found = Difference.of(example(tmp_path, "print()"), TRIO, Outcome(DIFFERS, "one\n"))
    assert found == Difference("t/case.py", "Trio", 0, "nothing was reviewed", "")


def test_long_output(tmp_path: Path) -> None:
    """Of outputs that are alike as far as they are kept, no line is made up."""
    case = reviewed(tmp_path, "x\n" * LONGEST)
    cut = ("x\n" * LONGEST)[:LONGEST]
    found = Difference.of(case, TRIO, Outcome(DIFFERS, cut))
    assert found == Difference("t/case.py", "Trio", 0, "", "it differs after 800 characters")
    found = Difference.of(case, TRIO, Outcome(DIFFERS, f"x\ny\n{cut}"[:LONGEST]))
    assert found == Difference("t/case.py", "Trio", 2, "`'x'`", "`'y'`")


def test_line_below_a_traceback(tmp_path: Path) -> None:
    """A line has the number that it has in the reviewed file, also below lines that don't count."""
    frames = 'Traceback (most recent call last):\n  File "case.py", line 7, in main\n    raise\n'
    case = reviewed(tmp_path, f"one\n{frames}ValueError: no\ntwo\n")
    for now, said in {
        "1\nValueError: no\ntwo\n": (1, "`'one'`", "`'1'`"),
        "one\nValueError: yes\ntwo\n": (5, "`'ValueError: no'`", "`'ValueError: yes'`"),
        "one\nValueError: no\n2\n": (6, "`'two'`", "`'2'`"),
        "one\nValueError: no\ntwo\n3\n": (7, "the end", "`'3'`"),
        "one\n": (5, "`'ValueError: no'`", "the end"),
    }.items():
        found = Difference.of(case, TRIO, Outcome(DIFFERS, now))
        assert found == Difference("t/case.py", "Trio", *said)


def cells(made: str) -> list[list[str]]:
    """What a reader sees in the cells of a table."""
    # GitHub takes away the backslash before a bar in code, which this one leaves
    html = markdown(made, extensions=["tables"]).replace("\\|", "|")
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]


def test_table() -> None:
    """A table is Markdown, sorted, whatever order its rows came in."""
    made = [
        Difference(f"t/{name}.py", runtime.label, line, "`'a'`", "`'b'`")
        for name in "ab"
        for runtime in (ASYNCIO, TRIO, UVLOOP)
        for line in (2, 10)
    ]
    wanted = table(made)
    assert table(random.Random(0).sample(made, len(made))) == wanted
    head, *rows = cells(wanted)
    assert head == ["Example", "Runtime", "Line", "Before", "After"]
    assert [row[:3] for row in rows[:6]] == [
        ["t/a.py", "Trio", "2"],
        ["t/a.py", "Trio", "10"],
        ["t/a.py", "asyncio", "2"],
        ["t/a.py", "asyncio", "10"],
        ["t/a.py", "asyncio + uvloop", "2"],
        ["t/a.py", "asyncio + uvloop", "10"],
    ]
    assert cells(table([Difference("t/a.py", "Trio", 0, "", "it varies")]))[1:] == [
        ["t/a.py", "Trio", "", "", "it varies"]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a | b",
        "a || b",
        "`a`",
        "``",
        "a `` b ` c",
        "*a* _b_ <c> &amp;",
        "[a](b) @someone #1",
        "x" * 5000,
    ],
)
def test_any_text_is_code(text: str, tmp_path: Path) -> None:
    """Whatever a program prints stays code in one cell, and isn't taken for Markdown."""
    found = Difference.of(reviewed(tmp_path), TRIO, Outcome(DIFFERS, f"{text}\n"))
    assert found
    [_, row] = cells(table([found]))
    assert len(row) == 5
    assert re.fullmatch("<code>[^<]*</code>.*", row[4])
    assert len(table([found])) < 600
    if len(text) < 100:
        shown = row[4].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        assert shown == f"<code>'{text}'</code>"


@pytest.mark.parametrize("slashes", range(4))
def test_bar_ends_no_cell(slashes: int) -> None:
    """A bar is escaped by an odd number of backslashes, so that it ends no cell."""
    outcome = Outcome(UNKNOWN, error="a" + "\\" * slashes + "|b")
    case = Difference.of(_Any(), TRIO, outcome)  # type: ignore[arg-type]
    assert case
    [before] = re.findall(r"(\\+)\|b", case.after)
    assert len(before) % 2 == 1
    assert len(before) - 1 >= slashes


class _Any:
    """An example that is somewhere."""

    name = "t/case.py"
    path = Path("t", "case.py")


def test_control_characters(tmp_path: Path) -> None:
    """What would end a line, colour a terminal or command a CI service is shown."""
    outcome = Outcome(DIFFERS, "one\n", "ValueError: a\x1b[31m ##[error]")
    found = Difference.of(reviewed(tmp_path), TRIO, outcome)
    assert found
    assert found.after == r"it ends with `ValueError: a\x1b[31m \x23#[error]`"


HERE = {
    "anyio": "4.16.0",
    "trio": "0.35.0",
    "uvloop": "0.23.0",
    "psutil": "7.2.2",
    "httpx": "0.28.1",
}
KEPT = ["anyio[trio]==4.16.0", "psutil==7.2.2", "trio==0.35.0", "uvloop==0.23.0"]


def tries(case: Example, *asked: str) -> list[list[str]]:
    """What is tried to be installed for an example."""
    return [*choices([*map(parse, asked)], [case], HERE)]


def test_choices(tmp_path: Path) -> None:
    """What isn't asked for is as it is here; else the newest but for AnyIO; or without uvloop."""
    [case] = examples(tmp_path, 1)
    newest = ["anyio[trio]==4.16.0", "psutil", "trio==0.36", "uvloop"]
    assert tries(case, "trio==0.36") == [
        [*KEPT[:2], "trio==0.36", KEPT[3]],
        newest,
        newest[:3],
    ]


def test_choices_of_anyio(tmp_path: Path) -> None:
    """AnyIO that is asked for takes the place of the one here, and of what headers admit."""
    [case] = examples(tmp_path, 1)
    assert [texts[0] for texts in tries(case, "anyio==4.8")] == ["anyio[trio]==4.8"] * 3
    assert tries(case, "AnyIO")[0] == ["AnyIO[trio]", *KEPT[1:]]
    source = "anyio @ git+https://example.org/anyio@main"
    assert Requirement(tries(case, source)[0][0]) == parse(source)
    assert tries(case, "anyio>=4.1", "anyio<4.9")[0][:2] == ["anyio[trio]>=4.1", "anyio[trio]<4.9"]


def test_choices_of_uvloop(tmp_path: Path) -> None:
    """Uvloop that is asked for isn't gone without."""
    [case] = examples(tmp_path, 1)
    found = tries(case, "uvloop==0.24")
    assert len(found) == 2
    assert all("uvloop==0.24" in texts for texts in found)


def test_choices_of_others(tmp_path: Path) -> None:
    """What else examples need comes too, as it is here, and else as their headers have it."""
    [case] = examples(tmp_path, 1)
    text = case.text.replace('16"]', '16", "httpx[http2]>=0.28", "starlette>=1"]')
    case.path.write_text(text, "utf-8")
    case = Example.load(case.root, case.name)
    first, second, third = tries(case, "trio==0.36")
    assert first[4:] == ["httpx[http2]==0.28.1", "starlette>=1"]
    assert second[-2:] == third[-2:] == ["httpx[http2]>=0.28", "starlette>=1"]
    assert tries(case, "httpx==0.29")[0][4] == "httpx==0.29"
    assert "hypercorn==1" in tries(case, "hypercorn==1")[0]


def test_parse() -> None:
    """AnyIO brings Trio along, however it's written; nothing else changes."""
    assert parse("AnyIO==4.17") == Requirement("AnyIO[trio]==4.17")
    assert parse("anyio[test]>4") == Requirement("anyio[test,trio]>4")
    assert parse("trio") == Requirement("trio")
    with pytest.raises(InvalidRequirement):
        parse("anyio=4.17")


SOLUTION = "error: No solution found when resolving dependencies\n  cause: Because there is none."
NETWORK = (
    "error: Request failed after 3 retries in 4.8s\n  cause: Failed to fetch: http://a/anyio/\n"
    "  cause: error sending request for url (http://a/anyio/)\n  cause: tcp connect error"
)


@pytest.mark.skipif(os.name != "posix", reason="the uv that pretends is a script")
def test_environment(uv: Uv, tmp_path: Path) -> None:
    """The first choice that can be had is what is installed; what uv is told besides, is told."""
    uv.fails(("first", SOLUTION))
    wanted = [["first", "a"], ["second", "a"], ["third"]]
    python = environment(tmp_path / "env", "/base", wanted, "--prerelease", "allow")
    made, *tried = uv.orders
    assert made == ["venv", "--quiet", "--python", "/base", str(tmp_path / "env")]
    assert [order[-2:] for order in tried] == wanted[:2]
    assert tried[1][2:-2] == ["--quiet", "--python", str(python), "--prerelease", "allow"]


@pytest.mark.skipif(os.name != "posix", reason="the uv that pretends is a script")
def test_no_environment(uv: Uv, tmp_path: Path) -> None:
    """If none can be had, the last reason is given; without a network, it isn't tried again."""
    wanted = [["first"], ["second"]]
    uv.fails(("first", SOLUTION), ("second", "error: other"))
    with pytest.raises(UnavailableError, match="error: other"):
        environment(tmp_path / "env", "/base", wanted)
    assert len(uv.orders) == 3
    uv.fails(("first", NETWORK))
    with pytest.raises(UnavailableError, match="Failed to fetch"):
        environment(tmp_path / "env", "/base", wanted)
    assert len(uv.orders) == 2


@pytest.mark.parametrize(
    ("said", "reason", "remedy"),
    [
        (
            SOLUTION,
            "No solution found when resolving dependencies: Because there is none.",
            "name releases that there are, and that fit each other and the Python",
        ),
        (
            "  × No solution found when resolving dependencies:\n"
            "  ╰─▶ Because there is no version of anyio==4.99 and\n      you require it, no.",
            "No solution found when resolving dependencies: Because there is no version of "
            "anyio==4.99 and you require it, no.",
            "name releases that there are, and that fit each other and the Python",
        ),
        (
            NETWORK,
            "Request failed after 3 retries in 4.8s: Failed to fetch: http://a/anyio/",
            "try again where there is a network",
        ),
        (
            "error: No interpreter found for Python 3.14+freethreaded in managed installations",
            "No interpreter found for Python 3.14+freethreaded in managed installations",
            "get it: uv python install 3.14+freethreaded",
        ),
        ("uv isn't installed", "uv isn't installed", "install it: pip install uv"),
        (
            "error: Failed to build `uvloop==0.23.0`\n  cause: The build failed\n\x1b[31mlog\n",
            r"Failed to build `uvloop==0.23.0`: The build failed \x1b[31mlog",
            "name what uv can install",
        ),
        ("", "", "name what uv can install"),
    ],
)
def test_explained(said: str, reason: str, remedy: str) -> None:
    """What uv says becomes one line, and what to do another."""
    assert explained(UnavailableError(said)) == (reason, remedy)


def test_explained_in_short() -> None:
    """A log without end doesn't become one."""
    reason, _ = explained(UnavailableError("error: no\n" + "log\n" * 10_000))
    assert len(reason) < 600
