"""What a run in the panel gave: how it ended, where, and whether it's as recorded."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from helpers.handmade import ADDRESS, NAME, OUTPUT, HandMade, described, editor, results, status
from playwright.sync_api import expect

from anyio_by_example.examples.example import Example
from anyio_by_example.examples.header import Settings
from anyio_by_example.recording.review import comparable


def test_differs(handmade: HandMade) -> None:
    """Where an output differs, its first other line is marked and both are named."""
    handmade.give(["waiting\nno "], ["answer", "err"], [" yet\nthe end\n"])
    panel = handmade.open()
    handmade.run()
    result = results(panel).first
    expect(result.locator(".here-differs")).to_have_text("Differs from the recording")
    expect(result.locator("mark")).to_have_text("no answer yet\n")
    expect(result.locator(".here-output")).to_have_text("waiting\nno answer yet\nthe end\n")
    expect(result.locator(".stderr")).to_have_text("answer")
    compared = result.locator("dl").inner_text().split("\n")
    assert compared == ["Line 2, here", "no answer yet", "Recorded", "no answer"]
    expect(status(panel)).to_have_text("Finished: differs from the recording")


def test_edited(handmade: HandMade) -> None:
    """That edited code prints something else is no fault."""
    handmade.give(["mine\n"])
    panel = handmade.open()
    handmade.run()
    editor(panel).fill("print('mine')")
    handmade.run()
    assert handmade.fake["runs"][-1]["text"].endswith('inside it."""\n\nprint(\'mine\')\n')
    expect(results(panel).first.locator(".here-edited")).to_contain_text("after your changes")
    expect(panel.locator(".here-differs")).to_have_count(0)


ENDINGS: dict[str, tuple[list[Any], str]] = {
    "time": (
        [{"how": "time", "seconds": 30}],
        "Stopped: it ran for 30 seconds, which is the limit.",
    ),
    "output": (
        [["x" * 100_001], {"how": "output"}],
        "Stopped: it printed more than 100,000 characters, which is the limit.",
    ),
    "writes": ([["x"], {"how": "output"}], "Stopped: it printed more than 10,000 times"),
    "crashed": ([{"how": "crashed"}], "A fresh one is ready for the next run."),
    "exited": ([{"how": "exited", "status": 4}], "with exit status 4, as os._exit() does"),
    "status": ([{"status": 3}], "0.53 s · exit status 3"),
    "nothing": ([], "It printed nothing."),
    "deadlock": (
        [{"how": "deadlock", "waiting": [{"task": "main", "line": 12}, {"task": "b", "line": 20}]}],
        "All tasks are waiting forever: main in line 12, b in line 20.",
    ),
    "thread": (
        [{"status": 1, "absent": {"what": "threads", "line": 14}}],
        "It starts a thread (line 14). A browser has none. Run it with your own Python: "
        f"uv run {ADDRESS}e/{NAME}.py",
    ),
}


@pytest.mark.alike(3)
@pytest.mark.parametrize("how", ENDINGS)
def test_endings(how: str, handmade: HandMade) -> None:
    """Why a run ended is said in the reader's words."""
    script, words = ENDINGS[how]
    handmade.give(*script)
    panel = handmade.open()
    handmade.run()
    expect(results(panel).first).to_contain_text(words)


@pytest.mark.parametrize(
    ("ending", "lines"),
    [
        ({"how": "deadlock", "waiting": [{"task": "main", "line": 12}, {"task": "b"}]}, ["12"]),
        ({"status": 1, "line": 14}, ["14"]),
        ({"status": 1}, ["16"]),
        ({"status": 1, "line": 3}, []),
        ({"status": 0}, []),
    ],
)
def test_lines(ending: dict[str, Any], lines: list[str], handmade: HandMade) -> None:
    """Lines that matter are marked in the editor, and links lead to them, if they are in it."""
    handmade.give(
        ['  File "nested.py", line 23\n  | File "nested.py", line 16, in main\n', "err"], ending
    )
    panel = handmade.open()
    handmade.run()
    marked = panel.locator(".pce-line").evaluate_all(
        "lines => lines.flatMap((line, at) => line.matches('.here-marked') ? [`${at + 7}`] : [])"
    )
    assert marked == lines
    links = results(panel).first.get_by_role("button", name="line")
    assert [link.inner_text() for link in links.all()] == [f"line {line}" for line in lines]
    if lines:
        links.first.click()
        expect(editor(panel)).to_be_focused()
        chosen = editor(panel).evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)")
        assert chosen == described()["text"].split("\n")[int(lines[0]) - 1]


TRACEBACK = """\
before
  + Exception Group Traceback (most recent call last):
  |   File "/lib/packages.zip/anyio/_core/_eventloop.py", line 77, in run
  |     return async_backend.run(func, args, {}, backend_options)
  |            ~~~~~~~~~~~~~~~~~^^
  |   File "/lib/library.zip/asyncio/runners.py", line 204, in run
  |     return runner.run(main)
  |   File "/home/nested.py", line 12, in main
  |     async with anyio.create_task_group() as tg:
  |   File "/lib/packages.zip/anyio/_backends/_asyncio.py", line 799, in __aexit__
  |     raise BaseExceptionGroup(
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/home/nested.py", line 16, in call
    |     raise ValueError("no")
    | ValueError: no
    +------------------------------------
"""


def test_frames(handmade: HandMade) -> None:
    """In a traceback, the program's frames are set apart; those of libraries fold, and unfold.

    What the error says stands below it as well, where it's seen without scrolling.
    """
    handmade.give([TRACEBACK, "err"], {"status": 1, "line": 16})
    panel = handmade.open()
    handmade.run()
    output = results(panel).first.locator(".here-output")
    own = output.locator(".here-own").all_inner_texts()
    assert [text.split("\n")[0].split("line ")[1] for text in own] == ["12, in main", "16, in call"]
    seen = output.inner_text()
    assert "ValueError: no" in seen
    assert "packages.zip" not in seen
    folds = output.get_by_role("button")
    assert folds.all_inner_texts() == ["2 frames in anyio, asyncio", "1 frame in anyio"]
    expect(results(panel).first.locator(".here-reason")).to_have_text("ValueError: no")
    folds.first.click()
    expect(folds.first).to_have_attribute("aria-expanded", "true")
    expect(output).to_contain_text("line 77, in run", use_inner_text=True)
    expect(output.get_by_text("line 799")).to_be_hidden()


CASES = [
    ("a\nb\n", "a\nb\n", {}),
    ("a\nb\n", "a\nb", {}),
    ("a\nb\n", "a\nc\n", {}),
    ("a\n", "a\nb\n", {}),
    ("took 0.25 s\n", "took 1.5 s\n", {"measured": True}),
    ("took 0.25 s\n", "took 1.5 s\n", {}),
    ("took 2 s\n", "took 3 s\n", {"measured": True}),
    ("a\nb\nc\nd\n", "a\nc\nb\nd\n", {"unordered": ("2-3",)}),
    ("a\nb\nc\nd\n", "a\nc\nb\nd\n", {"unordered": ("1-2",)}),
    ("b\na\nd\nc\n", "a\nb\nc\nd\n", {"unordered": ("1-2", "3-4")}),
    ("b\u2028a\nc", "a\u2028b\nc", {"unordered": ("1-2",)}),
    ("b\r\na\r\nc\fd", "a\r\nb\r\nc\fd", {"unordered": ("1-2",)}),
    ("d\fc\nb", "b\nd\fc\n", {"unordered": ("1-2",)}),
    ("\n\na", "\na\n", {"unordered": ("1-3",)}),
    ("a\nb", "b\na", {"unordered": ("1-9",)}),
    ("b 1.5\na 2.5\n", "a 3.5\nb 4.5\n", {"unordered": ("1-2",), "measured": True}),
    ("\u0661.\u0662\n", "1.2\n", {"measured": True}),
]


@pytest.mark.alike(5)
@pytest.mark.parametrize("case", CASES)
def test_compare(case: tuple[str, str, dict[str, Any]], handmade: HandMade) -> None:
    """Two outputs are the same here exactly if a review calls them the same."""
    one, other, header = case
    example = cast(Example, SimpleNamespace(settings=Settings(**header)))
    same = comparable(example, one) == comparable(example, other)
    blocks = [[block.start, block.stop - 1] for block in example.settings.blocks]
    known = {"measured": example.settings.measured, "unordered": blocks}
    handmade.visit()
    found = handmade.tab.evaluate(
        "([known, one, other]) => import('/run/compare.js').then(({ compare }) => "
        "compare(known, { output: one, status: 0 }, { output: other, status: 0 }))",
        [known, one, other],
    )
    assert found["same"] is same


def test_compare_status(handmade: HandMade) -> None:
    """The same output with another exit status isn't the same."""
    handmade.give([OUTPUT], {"status": 1, "line": 3})
    panel = handmade.open()
    handmade.run()
    expect(results(panel).first).to_contain_text("Its exit status is 1; the recorded one is 0.")
