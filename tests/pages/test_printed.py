"""An output on a page: its colours, what came from standard error, and folding."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from helpers.recording import example

from anyio_by_example.pages.ansi import COLOURS, Terminal
from anyio_by_example.pages.printed import Printed, printed, reviewed
from anyio_by_example.publishing.assets import style_sheet
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.review import Agreement
from anyio_by_example.running.streams import Span
from anyio_by_example.runtime import ASYNCIO, TRIO
from anyio_by_example.templates import environment
from anyio_timeline.model import Moment, Print, Timeline

ESC = "\x1b"


def recorded(output: str, *errors: Span, prints: str = "") -> Recording:
    """A recording with this output; `prints` are lines that its timeline has."""
    start = Moment(0)
    lines = tuple(Print(start, None, None, line, None) for line in prints.split("\n"))
    timeline = Timeline(start, False, (), (), (), lines)
    return Recording("asyncio", output, 0, 0.1, "2026-11-24", {}, timeline=timeline, stderr=errors)


def shown(folder: Path, recording: Recording, more: str = "") -> BeautifulSoup:
    """An output as a page has it."""
    html = printed(example(folder, "print()", more), recording).html
    return BeautifulSoup(f"<code>{html}</code>", "html.parser")


def runs(*lines: str) -> list[list[tuple[str, str]]]:
    """What a terminal shows of some lines: texts and classes."""
    terminal = Terminal()
    return [
        [(text, style.classes) for text, style, _ in terminal.show(line, [0] * len(line))]
        for line in lines
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("plain", [("plain", "")]),
        ("[31mred[0m not", [("red", "ansi-red"), (" not", "")]),
        ("[1;31mA[22mB[39mC", [("A", "ansi-bold ansi-red"), ("B", "ansi-red"), ("C", "")]),
        ("[2;3;4;9mA[m", [("A", "ansi-dim ansi-italic ansi-struck ansi-underline")]),
        ("[23;24mA", [("A", "")]),
        ("[92;104mA", [("A", "ansi-bright-green ansi-on-bright-blue")]),
        ("[7mA[27mB", [("A", "ansi-inverse"), ("B", "")]),
        ("[7;33mA", [("A", "ansi-on-yellow")]),
        ("[7;33;44mA", [("A", "ansi-blue ansi-on-yellow")]),
        ("[38;5;1mA[38;5;196mB", [("A", "ansi-red"), ("B", "ansi-bright-red")]),
        ("[38;5;232mA[48;5;255mB", [("A", "ansi-black"), ("B", "ansi-black ansi-on-white")]),
        ("[38;2;250;10;10mA[38:2::10:10:240mB", [("A", "ansi-bright-red"), ("B", "ansi-blue")]),
        ("[4:3mA[4:0mB", [("A", "ansi-underline"), ("B", "")]),
        ("[38;5mA[38mB[;mC[999mD[8mE", [("ABCDE", "")]),
    ],
    ids=str,
)
def test_styles(line: str, expected: list[tuple[str, str]]) -> None:
    """Colours and styles become classes; other colours the one of sixteen that looks most alike."""
    assert runs(line.replace("[", f"{ESC}["))[0] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("10 %\r20 %", "10 %⟦\\r⟧20 %"),
        (f"9{ESC}[K8\b7", "9⟦\\x1b⟧[K8⟦\\x08⟧7"),
        (f"{ESC}]0;title\x07text", "⟦\\x1b⟧]0;title⟦\\x07⟧text"),
        (f"{ESC}[?1mA{ESC}[>4mB", "⟦\\x1b⟧[?1mA⟦\\x1b⟧[>4mB"),
        (f"{ESC}[1", "⟦\\x1b⟧[1"),
        (f"{ESC}[{'9' * 5000}m", f"⟦\\x1b⟧[{'9' * 5000}m"),
        (f"a{ESC}[31mb{ESC}[8mc", "abc"),
    ],
    ids=lambda text: text[:20],
)
def test_control_sequences(line: str, expected: str) -> None:
    """What doesn't set colours and styles is shown as what it is, and nothing is concealed."""
    assert "".join(text for text, _ in runs(line)[0]) == expected


def test_a_style_goes_on() -> None:
    """A style that a line doesn't end is there on the next one."""
    assert runs(f"{ESC}[32ma", "b", f"c{ESC}[0m", "d") == [
        [("a", "ansi-green")],
        [("b", "ansi-green")],
        [("c", "ansi-green")],
        [("d", "")],
    ]


def test_no_escape_reaches_the_page(tmp_path: Path) -> None:
    """Whatever a program prints, a page has text only, and no character that HTML forbids."""
    output = "".join(map(chr, range(0xA0))) + f"<b>&{ESC}[31m<i>\n{ESC}[0m\r\n"
    for html in (shown(tmp_path, recorded(output)).decode(), str(reviewed(output).html)):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", html)
        assert "<b>" not in html
        assert "<i>" not in html


@pytest.mark.parametrize(
    ("output", "spans", "whole", "parts"),
    [
        ("a\nb\nc\n", [], [], []),
        ("a\nb\nc\n", [(2, 4)], ["b\n"], []),
        ("a\nb\nc\n", [(0, 4)], ["a\nb\n"], []),
        ("a\nb\nc\n", [(0, 2), (4, 6)], ["a\n", "c\n"], []),
        ("ab\nc\n", [(1, 3)], [], ["b"]),
        ("ab\nc\n", [(1, 5)], ["c\n"], ["b"]),
        ("ab\n", [(0, 1)], [], ["a"]),
        ("a\n\nb\n", [(2, 3)], ["\n"], []),
        ("a\nb", [(2, 3)], ["b"], []),
        ("ab\n", [(0, 2)], ["ab\n"], []),
        (f"{ESC}[31ma\rb\n", [(5, 9)], ["a⟦\\r⟧b\n"], []),
    ],
)
def test_standard_error(
    output: str, spans: list[Span], whole: list[str], parts: list[str], tmp_path: Path
) -> None:
    """Lines from standard error are one group a run of them, and parts of lines are marked."""
    page = shown(tmp_path, recorded(output, *spans))
    marked = page.select(".stderr")
    assert [each.get_text() for each in marked if "stderr-part" not in each["class"]] == whole
    assert [each.get_text() for each in marked if "stderr-part" in each["class"]] == parts
    assert {each["aria-label"] for each in marked} <= {"stderr"}


def test_all_marks_together(tmp_path: Path) -> None:
    """Blocks in any order, standard error, lines of the timeline and colours go together."""
    output = f"a\nb\n{ESC}[31mc{ESC}[0m\nd\n"
    recording = recorded(output, (2, 15), prints="d\nb\na")
    page = shown(tmp_path, recording, '# unordered = ["1-3"]\n')
    assert page.get_text() == "a\nb\nc\nd\n"
    assert [each.get_text() for each in page.select(".any-order")] == ["a\nb\nc\n"]
    assert [each.get_text() for each in page.select(".any-order > .stderr")] == ["b\nc\n"]
    assert [each.get_text() for each in page.select(".stderr > .ansi-red")] == ["c"]
    assert {each["data-print"]: each.get_text() for each in page.select("[data-print]")} == {
        "0": "d\n",
        "1": "b\n",
        "2": "a\n",
    }


def test_lines_are_what_line_feeds_end(tmp_path: Path) -> None:
    """What else Python calls the end of a line keeps one together, as in a terminal."""
    page = shown(tmp_path, recorded("a\u2028b\rc\nd", prints="a⟦\\u2028⟧b⟦\\r⟧c\nd"))
    assert [each.get_text() for each in page.select("[data-print]")] == ["a⟦\\u2028⟧b⟦\\r⟧c\n", "d"]


def markup(count: int) -> Tag:
    """The markup of an output of so many lines, the same on two backends."""
    what = Printed(reviewed("line\n" * count).html, count)
    module = environment().get_template("output.html").module
    agreement = Agreement((ASYNCIO, TRIO), recorded("line\n" * count))
    html = module.recorded(agreement, what, True)  # type: ignore[attr-defined]
    found = BeautifulSoup(html, "html.parser").select_one(".example-output")
    assert found
    return found


@pytest.mark.parametrize(("count", "label"), [(20, ""), (21, "Show all 21 lines")])
def test_long_outputs_fold(count: int, label: str) -> None:
    """From 21 lines on there is a control that shows all; all of them are in the page."""
    output = markup(count)
    assert output["data-backends"] == "asyncio trio"
    assert output.select("code")[0].get_text() == "line\n" * count
    assert ("is-long" in output["class"]) is bool(label)
    assert [each.get_text().strip() for each in output.select("label")] == [label] * bool(label)


def luminance(colour: str) -> float:
    """The relative luminance of a colour, as WCAG defines it."""
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
    return sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast(scheme: int) -> None:
    """Each colour can be read on each ground, in both schemes: 4.5 to 1 at least."""
    pairs = re.findall(r"--([\w-]+):light-dark\((#\w{6}),(#\w{6})\)", style_sheet())
    colour = {name: values[scheme] for name, *values in pairs}
    grounds = ["paper", "surface", "code"]
    grounds += [f"ansi-on-{name}" for name in COLOURS if not name.startswith("bright")]
    texts = ["ink", "ink-soft", *(f"ansi-{name}" for name in COLOURS)]
    for text, ground in product(texts, grounds):
        dark, light = sorted(map(luminance, (colour[text], colour[ground])))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{text} on {ground}"


def test_each_class_has_a_style() -> None:
    """The style sheet knows each colour, as text and as ground, and each style."""
    sheet = style_sheet()
    names = [f"{ground}{name}" for ground, name in product(("", "on-"), COLOURS)]
    names += ["bold", "dim", "italic", "underline", "struck", "inverse"]
    rule = r"\}}(:is\(|:is\(\.ansi-[\w-]+,)?\.ansi-{}[{{,)]"
    assert [name for name in names if not re.search(rule.format(name), sheet)] == []
