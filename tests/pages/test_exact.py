"""A page shows exactly what ran: code and output, character by character, whatever they hold."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.recording import example, record
from helpers.site_builder import build, project
from helpers.strange import PIECES, TEXTS, Program, comment, programs
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from anyio_by_example.builders import fences
from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library
from anyio_by_example.pages.listing import listing
from anyio_by_example.pages.printed import printed
from anyio_by_example.pages.timelines import figure
from anyio_by_example.publishing import outline
from anyio_by_example.recording.recording import Recording
from anyio_by_example.runtime import AS_WRITTEN, TRIO
from anyio_timeline.characters import lines, shown, shown_in_line, uncoloured
from anyio_timeline.words import as_text

FEW = settings(max_examples=150, derandomize=True, database=None, deadline=None)

ANY = st.text(st.characters(), max_size=30)
"""Texts of any characters, halves of some included."""


def read_back(text: str) -> str:
    """The text that is shown so, by what the rule says."""
    return re.sub(r"⟦(.+?)⟧", lambda found: json.loads(f'"{_json(found[1])}"'), text)


def _json(written: str) -> str:
    """A character as JSON writes it, from how Python does."""
    if len(written) == 2:
        return written
    pairs = chr(int(written[2:], 16)).encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{pairs[at : at + 2].hex()}" for at in range(0, len(pairs), 2))


def parsed(html: str) -> LexborNode:
    """An element as a browser reads it."""
    found = LexborHTMLParser(f"<!doctype html><pre><code>{html}</code></pre>").css_first("code")
    assert found is not None
    return found


NOTATIONS = {
    "a\tb\n": "a\tb\n",
    "\r\n": "⟦\\r⟧\n",
    "\0\x1b[0m\x7f\x85": "⟦\\x00⟧⟦\\x1b⟧[0m⟦\\x7f⟧⟦\\x85⟧",
    "\u2028\u202e\ufeff": "⟦\\u2028⟧⟦\\u202e⟧⟦\\ufeff⟧",
    "\ud800\ue000\U000e0041": "⟦\\ud800⟧⟦\\ue000⟧⟦\\U000e0041⟧",
    "⟦\\r⟧": "⟦\\u27e6⟧\\r⟧",
    "é 👩\u200d🚀 中": "é 👩\u200d🚀 中",
}


@pytest.mark.parametrize("text", NOTATIONS, ids=ascii)
def test_notation(text: str) -> None:
    """What nobody would see stands in brackets, as Python writes it; so does the bracket."""
    assert shown(text) == NOTATIONS[text]
    assert shown_in_line("a\tb\n") == "a⟦\\t⟧b⟦\\n⟧"


@FEW
@given(ANY)
def test_no_two_texts_are_shown_alike(text: str) -> None:
    """What is shown can be read back, and what is shown in a line as well."""
    assert read_back(shown(text)) == text
    assert read_back(shown_in_line(text)) == text


SEEN = {"\t", "\n", "\u200c", "\u200d"}
"""What isn't written out: tabs and line feeds, and what joins or parts letters and emoji."""
SHAPED = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
                    "\U00013430-\U0001343f]")  # fmt: skip
"""Format characters that have a shape."""


def test_all_that_nobody_would_see() -> None:
    """Controls, format characters without a shape, private and half characters are written out."""
    unseen = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
    for character in map(chr, range(sys.maxunicode + 1)):
        if unicodedata.category(character) in unseen and not SHAPED.match(character):
            assert (shown(character) == character) is (character in SEEN), ascii(character)


@FEW
@given(TEXTS)
def test_lines(text: str) -> None:
    """Lines make up the text, and end at line feeds and nowhere else."""
    assert "".join(lines(text)) == text
    assert [line.removesuffix("\n") for line in lines(f"{text}\n")] == text.split("\n")


@FEW
@given(TEXTS)
def test_code(text: str) -> None:
    """A listing has the text of any source, and an anchor of its own before each of its lines."""
    code = parsed(listing(text, "it", 7))
    assert code.text() == shown(text)
    assert {node.tag for node in code.css("*")} <= {"code", "a", "span"}
    assert [*_lines_of(code)] == [
        (f"it-L{n}", shown(each)) for n, each in enumerate(lines(text), 7)
    ]


def _lines_of(code: LexborNode) -> Iterator[tuple[str, str]]:
    """The anchors in a listing, each with the text of its line."""
    for line in code.iter():
        anchor = line.css_first("a")
        assert anchor is not None
        yield str(anchor.id), line.text()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Example:
    """Any example."""
    return example(tmp_path_factory.mktemp("case"), "print()")


@FEW
@given(parts=st.lists(st.tuples(TEXTS, st.booleans()), max_size=3))
def test_output(case: Example, parts: list[tuple[str, bool]]) -> None:
    """An output has the text of what was printed, and so has what came from standard error."""
    found = Program("", "", "", tuple((text, "stderr" if err else "stdout") for text, err in parts))
    recording = Recording("trio", found.output, 0, 0.1, "2026-01-01", {}, stderr=found.stderr)
    html = parsed(printed(case, recording).html)
    assert html.text() == shown(uncoloured(found.output))
    assert {node.tag for node in html.css("*")} <= {"code", "span"}


NAMES = """
import anyio

async def nothing() -> None:
    await anyio.sleep(0)

async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(nothing, name="a\\n\\x1b]0;x\\x07\\ud800⟦")
        print("\\x1b[31mred\\x1b[0m\\tb\\x1b[K<i>")

anyio.run(main)
"""


def test_timeline(tmp_path: Path) -> None:
    """Names of tasks and what they print stay in their lines of a timeline, and are text there."""
    recording = record(tmp_path, NAMES, TRIO)
    assert recording.problem is None
    assert recording.timeline is not None
    name, red = "a⟦\\n⟧⟦\\x1b⟧]0;x⟦\\x07⟧⟦\\ud800⟧⟦\\u27e6⟧", "red⟦\\t⟧b⟦\\x1b⟧[K<i>"
    words = as_text(recording.timeline)
    assert f"  {name} starts, in the task group of main\n" in words
    assert f"  main prints “{red}”\n" in words
    drawn = LexborHTMLParser(figure(recording.timeline, "it", "It"))
    assert red in {
        node.text().removeprefix("main prints “").removesuffix("”") for node in drawn.css("li")
    }
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", drawn.html or "")
    assert not drawn.css("i")
    shown_output = parsed(printed(example(tmp_path, NAMES), recording).html)
    assert [node.text() for node in shown_output.css("[data-print]")] == ["red\tb⟦\\x1b⟧[K<i>\n"]


@pytest.fixture(scope="module")
def cases() -> list[Program]:
    """Programs of all kinds, and one that holds all that the others may."""
    whole = "".join(PIECES)
    return [
        Program(
            "all", f"{comment(whole)}\nprint()", "", ((f"{whole}\n", "stdout"), (whole, "stderr"))
        ),
        *programs(24),
    ]


def test_whole_pages(cases: list[Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In each form that a site has of them, code and output are what ran and what was printed."""
    snippets = project(tmp_path)
    library = Library(snippets)
    for module in (fences, outline):
        monkeypatch.setattr(module, "default_library", lambda: library)
    page = "# Page\n"
    for number, case in enumerate(cases):
        case.write(snippets, f"n{number}")
        page += f"\n```snippet\nt/n{number}.py\n```\n"
        recording = Recording(
            "as-written", case.output, 0, 0.1, "2026-01-01", {"Python": "3"}, stderr=case.stderr
        )
        library.store.put(library.example(f"t/n{number}.py"), recording, AS_WRITTEN)
    (tmp_path / "docs" / "index.md").write_text(page, "utf-8")
    site = build(tmp_path)
    html = LexborHTMLParser((site / "index.html").read_bytes())
    blocks = _blocks((site / "index.md").read_text("utf-8"))
    index = json.loads((site / "examples.json").read_text("utf-8"))
    entries = {entry["id"]: entry for entry in index["examples"]}
    for number, case in enumerate(cases):
        [figure] = html.css(f"#t-n{number}")
        texts = {name: [each.text() for each in figure.css(name)] for name in _SHOWN}
        output = shown(uncoloured(case.output))
        sources = [shown(text) for text in (case.support, case.code) if text]
        assert texts == dict(
            zip(_SHOWN, ([shown_in_line(case.caption)], sources, [output]), strict=True)
        )
        assert [next(blocks) for _ in sources] == [_ended(text) for text in sources]
        if output:
            assert next(blocks) == _ended(output)
        assert entries[f"t-n{number}"]["runs"]["as-written"]["output"] == case.output
        saved = (site / "e" / "t" / f"n{number}.py").read_bytes()
        assert saved == (snippets / "t" / f"n{number}.py").read_bytes()
    assert next(blocks, None) is None
    assert len(html.css("script")) == len(
        LexborHTMLParser((site / "404.html").read_bytes()).css("script")
    )


_SHOWN = (".example-caption", "code.example-code", "code.output")


def _ended(text: str) -> tuple[str, bool]:
    return text.removesuffix("\n") + "\n", not text.endswith("\n")


def _blocks(text: str) -> Iterator[tuple[str, bool]]:
    """The code blocks of some Markdown, and whether it says that the last line isn't ended."""
    said, ticks, lines_of = "", "", list[str]()
    for line in text.split("\n"):
        if ticks and line == ticks:
            yield "".join(f"{each}\n" for each in lines_of), said == "Without a newline at its end:"
            said, ticks, lines_of = "", "", []
        elif ticks:
            lines_of.append(line)
        elif found := re.match(r"(`{3,})\w+$", line):
            ticks = found[1]
        elif line:
            said = line
