"""A problem is said in two lines, whatever an example has put into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from anyio_by_example.problem import Problem, Problems, contrasted, printable

TEXTS = {
    "a line\nand one more\r": r"a line\nand one more\r",
    "colour \x1b[31m, title \x1b]0;x\x07, bell \x07": (
        r"colour \x1b[31m, title \x1b]0;x\x07, bell \x07"
    ),
    "ends \x85 of \u2028 lines \x0b": r"ends \x85 of \u2028 lines \x0b",
    "turned \u202e round": r"turned \u202e round",
    "half \ud800": r"half \ud800",
    "\n::error::x": r"\n::error::x",
    "x ##[error]y ##vso[task.x]": r"x \x23#[error]y \x23#vso[task.x]",
    "Ünïcödé 日本 🎉 '#1' ## [x]": "Ünïcödé 日本 🎉 '#1' ## [x]",
}


@pytest.mark.parametrize("text", TEXTS)
def test_printable(text: str) -> None:
    """What ends a line, controls a terminal or commands a CI service is shown, not done."""
    said = str(Problem(Path("snippets/t/case.py"), 3, text, f"not {text}"))
    wanted = TEXTS[text]
    assert said == f"snippets/t/case.py:3: {wanted}\n  To mend it: not {wanted}"
    assert len(said.splitlines()) == 2
    said.encode()


def test_long() -> None:
    """A long text is cut, and says by how much."""
    assert printable("x" * 500) == "x" * 500
    assert printable("x" * 20_000_000) == f"{'x' * 500}… and 19,999,500 more characters"
    assert len(printable("\x00" * 10_000)) < 2100


def test_contrasted() -> None:
    """Of two long texts that differ, it's seen where."""
    assert contrasted("a\n", "b\n") == ("'a'", "'b'")
    assert contrasted("a", "a\n") == ("'a'", r"'a\n'")
    got, wanted = contrasted("x" * 900 + "a" + "y" * 900, "x" * 900 + "b")
    assert got == f"…'{'x' * 20}a{'y' * 99}'… and 801 more characters"
    assert wanted == f"…'{'x' * 20}b'"


def test_several() -> None:
    """Several problems are said one after the other, each once."""
    one, two = (Problem(Path("a.py"), line, "wrong", "mend it") for line in (1, 2))
    again = Problem(Path("a.py"), 1, "wrong", "mend it")
    problems = Problems([one, two, again])
    assert problems.found == (again, two)
    assert str(problems).splitlines()[::2] == ["a.py:1: wrong", "a.py:2: wrong"]
