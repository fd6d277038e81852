"""The editor of "Run": the page's code in the page's colours, for keyboards too."""

from __future__ import annotations

import re

from helpers.handmade import NAME, HandMade, described, editor, paste, status
from playwright.sync_api import Locator, expect


def colour(element: Locator) -> str:
    """The colour of a text."""
    return str(element.first.evaluate("each => getComputedStyle(each).color"))


def test_editor(handmade: HandMade) -> None:
    """The editor has a name, the code and the line numbers that the page shows."""
    panel = handmade.open()
    code = editor(panel)
    expect(code).to_have_accessible_name(f"Code of {NAME}.py, editable")
    expect(code).to_have_accessible_description(re.compile("after Escape"))
    shown = described()["text"].split("\n", 6)[6].rstrip("\n")
    expect(code).to_have_value(shown)
    assert panel.locator(".pce-line").count() == len(shown.split("\n"))
    number = panel.locator(".prism-code-editor").evaluate("each => each.style.counterReset")
    assert number == "line 6"
    expect(panel.get_by_role("button", name="Run", exact=True)).to_be_focused()


def test_colours(handmade: HandMade) -> None:
    """Code in the editor has the colours that it has on the page, in both schemes."""
    panel = handmade.open()
    editor(panel).fill("import b\nprint('a', 1, None, TimeoutError)  # b")
    pairs = {
        ".kn": ".keyword",
        ".nb": ".builtin",
        ".s2": ".string",
        ".mi": ".number",
        ".kc": ".boolean",
        ".ne": ".builtin >> nth=1",
        ".c1": ".comment",
    }
    for scheme in ("light", "dark"):
        handmade.tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for of_page, of_editor in pairs.items():
            page, own = handmade.tab.locator(of_page), panel.locator(f".token{of_editor}")
            assert colour(page) == colour(own), of_page


def test_keys(handmade: HandMade) -> None:
    """Tab indents for who writes; it leaves for who only comes through, and after Escape."""
    panel = handmade.open()
    handmade.run()
    code = editor(panel)
    press = handmade.tab.keyboard.press
    press("Shift+Tab")
    expect(code).to_be_focused()
    press("Tab")
    expect(code).not_to_be_focused()
    code.fill("")
    code.focus()
    handmade.tab.keyboard.type("if x:\ny\n")
    press("Backspace")
    press("Tab")
    handmade.tab.keyboard.type("z")
    expect(code).to_have_value("if x:\n    y\n    z")
    press("Shift+Tab")
    expect(code).to_have_value("if x:\n    y\nz")
    press("Escape")
    expect(code).to_be_focused()
    press("Tab")
    expect(code).not_to_be_focused()
    code.focus()
    press("Control+Enter")
    expect(status(panel)).to_contain_text("Finished")
    expect(code).to_be_focused()
    expect(code).to_have_value("if x:\n    y\nz")


def test_paste(handmade: HandMade) -> None:
    """A paste replaces what is selected, has one kind of line end, and can be undone."""
    panel = handmade.open()
    editor(panel).fill("a = 1\nb = 2")
    editor(panel).evaluate("each => each.setSelectionRange(4, 9)")
    paste(panel, "3\r\nimport ")
    expect(editor(panel)).to_have_value("a = 3\nimport  2")
    expect(panel.locator(".pce-line")).to_have_count(2)
    editor(panel).focus()
    handmade.tab.keyboard.press("Control+z")
    expect(editor(panel)).to_have_value("a = 1\nb = 2")


def test_huge_paste(handmade: HandMade) -> None:
    """A text that would make the page slow isn't pasted, and the page says why."""
    panel = handmade.open()
    before = editor(panel).input_value()
    paste(panel, "x = 1\n" * 200_000)
    expect(handmade.tab.locator(".said")).to_have_text(
        re.compile("Not pasted: .* 40,000 characters")
    )
    expect(editor(panel)).to_have_value(before)
