"""An example's card in a real browser: what its bar does, what is cited, whose outputs show."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from anyio_by_example.library.library import Library

TIMEOUTS = "timeouts/"
FIRST = "timeouts-move_on_after"
CAPTION = "move_on_after() abandons the block when its deadline passes"
DIFFERS = ("backend-errors/", "exceptions-backend_details")
"""A page and an example on it whose output differs between the backends."""


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A window of its own, which may use the clipboard and where nothing may go wrong."""
    context = browser.new_context(
        permissions=["clipboard-read", "clipboard-write"], viewport={"width": 1280, "height": 900}
    )
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    yield tab
    context.close()
    assert complaints == []


def copied(tab: Page) -> str:
    """What is in the clipboard."""
    text: str = tab.evaluate("navigator.clipboard.readText()")
    return text


def said(tab: Page) -> Locator:
    """What the page says that it did."""
    return tab.get_by_role("status").filter(has_text=re.compile(".")).first


def more(tab: Page, card: str = FIRST) -> Locator:
    """The menu of an example, opened."""
    menu = tab.locator(f"#{card} .example-more")
    menu.locator("summary").click()
    return menu


def cite(tab: Page, form: str, card: str = FIRST) -> str:
    """Cite an example, in one of the three forms. Returns what was copied."""
    more(tab, card).get_by_role("button", name="Cite").click()
    tab.get_by_role("dialog", name="Cite").get_by_role("button", name=form).click()
    expect(said(tab)).to_have_text("Citation copied")
    return copied(tab)


def test_copy(tab: Page, address: str, library: Library) -> None:
    """Copy takes what the page shows of the code, and says so."""
    tab.goto(address + TIMEOUTS)
    tab.locator(f"#{FIRST}").get_by_role("button", name="Copy the code").click()
    expect(said(tab)).to_have_text("Code copied")
    assert copied(tab).strip() == library.example("timeouts/move_on_after.py").code.strip()


def test_command(tab: Page, address: str) -> None:
    """`uv run` copies a command with the whole address of the file."""
    tab.goto(address + TIMEOUTS)
    more(tab).get_by_role("button", name="uv run").click()
    expect(said(tab)).to_have_text("Command copied")
    assert copied(tab) == f"uv run {address}e/timeouts/move_on_after.py"


def test_older_forms(tab: Page, address: str, library: Library) -> None:
    """The menu has what does the same on an older AnyIO; each of its links leads to that."""
    example = library.example("many_calls/order.py")
    tab.goto(f"{address}guide/many-calls/")
    links = tab.locator(f"#{example.id} .example-older")
    forms = library.older(example)
    expect(links).to_have_count(len(forms))
    expect(links.first).to_be_hidden()
    menu = more(tab, example.id)
    for form in forms:
        name = f"{form.caption} since AnyIO {form.since}"
        expect(menu.get_by_role("link", name=name)).to_be_visible()
    links.last.click()
    expect(tab).to_have_url(address + forms[-1].address)
    expect(tab.locator("h1")).to_have_text(forms[-1].caption)


def test_cite_an_example(tab: Page, address: str) -> None:
    """A citation has the caption, the permanent address and the versions of the recording."""
    tab.goto(address + TIMEOUTS)
    ran = r"recorded with (AnyIO|Python|Trio|uvloop) [\d.]+(, (AnyIO|Python|Trio|uvloop) [\d.]+)+"
    link = f"{address}e/timeouts/move_on_after/"
    markdown = cite(tab, "Copy as Markdown")
    assert re.fullmatch(rf"\[{re.escape(CAPTION)}\]\({re.escape(link)}\) \({ran}\)", markdown)
    plain = cite(tab, "Copy as plain text")
    assert re.fullmatch(rf"{re.escape(CAPTION)}: {re.escape(link)} \({ran}\)", plain)
    assert cite(tab, "Copy the address") == link


def test_cite_lines(tab: Page, address: str) -> None:
    """Lines are chosen by their numbers, a second one with Shift, and marked; Cite names them."""
    tab.goto(address + TIMEOUTS)
    tab.locator(f"#{FIRST}-L11").click()
    link = f"{address}e/timeouts/move_on_after/"
    assert cite(tab, "Copy the address") == f"{link}#L11"
    tab.locator(f"#{FIRST}-L13").click(modifiers=["Shift"])
    expect(tab).to_have_url(f"{address}{TIMEOUTS}#{FIRST}-L11-L13")
    marked = tab.locator(".is-cited").evaluate_all("lines => lines.map(line => line.id)")
    assert marked == [f"{FIRST}-L{number}" for number in (11, 12, 13)]
    text = cite(tab, "Copy as Markdown")
    assert text.startswith(f"[{CAPTION}, lines 11 to 13]({link}#L11-L13) (recorded with ")


def test_cite_selected_text(tab: Page, address: str) -> None:
    """Selected code is cited by the lines that it is in."""
    tab.goto(address + TIMEOUTS)
    tab.locator(f"#{FIRST} .example-code").evaluate(
        """code => {
          const node = id => document.getElementById(id)
          const range = document.createRange()
          range.setStart(node("timeouts-move_on_after-L12").nextSibling, 2)
          range.setEndBefore(node("timeouts-move_on_after-L15"))
          getSelection().removeAllRanges()
          getSelection().addRange(range)
        }"""
    )
    link = f"{address}e/timeouts/move_on_after/"
    assert cite(tab, "Copy the address") == f"{link}#L12-L14"


@pytest.mark.parametrize("hash_", [f"#{FIRST}-L12-L14", f"#{FIRST}-L14-L12"])
def test_linked_lines(hash_: str, tab: Page, address: str) -> None:
    """An address of several lines marks them and brings them into the window."""
    tab.goto(address + TIMEOUTS + hash_)
    expect(tab.locator(".is-cited")).to_have_count(3)
    expect(tab.locator(f"#{FIRST}-L13")).to_be_in_viewport()


def test_cite_a_point(tab: Page, address: str) -> None:
    """The code of a point offers its permanent address, under what it says first."""
    tab.goto(address + TIMEOUTS)
    point = tab.locator("#R602")
    point.click()
    expect(tab).to_have_url(f"{address}{TIMEOUTS}#R602")
    tab.get_by_role("dialog", name="Cite").get_by_role("button", name="Markdown").click()
    expect(said(tab)).to_have_text("Citation copied")
    found = re.fullmatch(r"\[R602: (.+)\]\((.+)\)", copied(tab))
    assert found
    assert found[2] == f"{address}r/R602/"
    assert found[1] in " ".join(tab.locator("li", has=point).inner_text().split())


def test_closing(tab: Page, address: str) -> None:
    """Escape closes the citations, and the focus is where it was."""
    tab.goto(address + TIMEOUTS)
    menu = tab.locator(f"#{FIRST} .example-more > summary")
    menu.focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("dialog", name="Cite").get_by_role("button").first).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog", name="Cite")).to_be_hidden()
    expect(menu).to_be_focused()


def test_menu(tab: Page, address: str) -> None:
    """The menu closes by Escape, which gives the focus back, and by a press elsewhere."""
    tab.goto(address + TIMEOUTS)
    menu = more(tab)
    download = menu.get_by_role("link", name="Download")
    download.focus()
    tab.keyboard.press("Escape")
    expect(download).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()
    more(tab)
    tab.locator(f"#{FIRST} .example-caption").click()
    expect(download).to_be_hidden()


def test_one_backend(tab: Page, address: str) -> None:
    """The reader's choice holds for all cards, on the next page too, and can be taken back."""
    page, ident = DIFFERS
    tab.goto(address + page)
    outputs = tab.locator(f"#{ident} .example-output")
    on_asyncio = tab.locator(f"#{ident} .example-output[data-backends~=asyncio]")
    on_trio = tab.locator(f"#{ident} .example-output[data-backends~=trio]")
    assert outputs.count() >= 2
    expect(on_asyncio.first).to_be_visible()
    tab.get_by_role("radio", name="Trio").first.check()
    expect(on_trio.first).to_be_visible()
    assert not any(each.is_visible() for each in on_asyncio.all())
    # what has no output on Trio is shown as it is
    hidden = tab.locator(".example-outputs").evaluate_all(
        "all => all.filter(each => each.children.length && ![...each.children].some("
        "output => output.checkVisibility())).length"
    )
    assert hidden == 0
    tab.goto(address + TIMEOUTS)
    tab.goto(address + page)
    for choice in tab.get_by_role("radio", name="Trio").all():
        expect(choice).to_be_checked()
    assert not any(each.is_visible() for each in on_asyncio.all())
    tab.keyboard.press("b")
    expect(tab.get_by_role("radio", name="Both").first).to_be_checked()
    expect(on_asyncio.first).to_be_visible()


def test_colours(tab: Page, address: str) -> None:
    """The reader's colours hold on the next page; without a choice, they are the system's."""
    tab.emulate_media(color_scheme="light")
    tab.goto(address)
    paper = "getComputedStyle(document.body).backgroundColor"
    light = tab.evaluate(paper)
    tab.get_by_role("button", name="Dark colours").click()
    dark = tab.evaluate(paper)
    assert dark != light
    tab.goto(address + TIMEOUTS)
    assert tab.evaluate(paper) == dark
    expect(tab.get_by_role("button", name="Dark colours")).to_have_attribute("aria-pressed", "true")
    tab.get_by_role("button", name="Dark colours").click()
    assert tab.evaluate(paper) == light
    tab.emulate_media(color_scheme="dark")
    assert tab.evaluate(paper) == dark


def test_keys(tab: Page, address: str) -> None:
    """`n` and `p` turn pages, `?` lists the keys, and they can be switched off for good."""
    tab.goto(address + TIMEOUTS)
    tab.keyboard.press("n")
    expect(tab).to_have_url(f"{address}timeout-results/")
    tab.wait_for_load_state()  # until then, nobody listens to keys
    tab.keyboard.press("p")
    expect(tab).to_have_url(address + TIMEOUTS)
    tab.wait_for_load_state()
    tab.keyboard.press("?")
    keys = tab.get_by_role("dialog", name="Keyboard shortcuts")
    expect(keys).to_be_visible()
    keys.get_by_role("checkbox").uncheck()
    tab.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    tab.goto(address + TIMEOUTS)
    tab.keyboard.press("n")
    tab.keyboard.press("?")
    expect(tab).to_have_url(address + TIMEOUTS)
    expect(keys).to_be_hidden()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("e/timeouts/move_on_after/", "e/timeouts/move_on_after/"),
        ("e/timeouts/move_on_after/#L12-L14", "e/timeouts/move_on_after/#L12-L14"),
        ("r/R602/", "r/R602/"),
        ("threads/#threads-nested_limiter", "thread-limits/#threads-nested_limiter"),
        ("threads/#threads-nested_limiter-L24", "thread-limits/#threads-nested_limiter-L24"),
        ("basic/#timeouts-move_on_after-L12-L14", f"timeouts/#{FIRST}-L12-L14"),
    ],
)
def test_permanent_addresses(old: str, new: str, tab: Page, address: str) -> None:
    """A permanent address stays; one that was moved leads to where its example is now."""
    tab.goto(address + old)
    expect(tab).to_have_url(address + new)
