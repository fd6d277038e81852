"""The playground: any program with any settings, and links that hold both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers.handmade import ADDRESS, NAME, OUTPUT, HandMade, described, editor, paste, status
from playwright.sync_api import expect


def test_playground(handmade: HandMade) -> None:
    """It begins empty, and runs what is written with the settings that are chosen."""
    handmade.give(["mine\n"])
    ground = handmade.playground()
    expect(editor(ground)).to_have_value("")
    editor(ground).fill("import pytest")
    ground.get_by_role("radio", name="Trio").check()
    ground.get_by_role("checkbox", name="Virtual clock").check()
    handmade.run()
    (run,) = handmade.fake["runs"]
    wanted = {"text": "import pytest\n", "backend": "trio", "clock": "virtual", "order": "free"}
    assert wanted.items() <= run.items()
    assert run["extras"] == ["pytest"]
    expect(ground.locator(".here-verdict")).to_have_count(0)


def test_playground_example(handmade: HandMade) -> None:
    """An example comes with its settings, its caption, and a link back; and it's compared."""
    handmade.give([OUTPUT])
    ground = handmade.playground(f"#e={NAME}")
    expect(editor(ground)).to_have_value(described()["text"].rstrip("\n"))
    expect(ground.get_by_role("checkbox", name="Virtual clock")).to_be_checked()
    expect(ground.get_by_role("checkbox", name="Fixed order")).to_be_checked()
    expect(ground).to_contain_text("The outer timeout limits")
    expect(ground.get_by_role("link", name=NAME)).to_have_attribute("href", f"{ADDRESS}e/{NAME}/")
    handmade.run()
    expect(status(ground)).to_have_text("Finished: as recorded")


def test_share(handmade: HandMade) -> None:
    """A shared address holds the program and its settings; who opens it has the same."""
    ground = handmade.playground()
    code = "print('ä😀')\n" * 20
    editor(ground).fill(code)
    ground.get_by_role("radio", name="Trio").check()
    ground.get_by_role("checkbox", name="Fixed order").check()
    ground.get_by_role("button", name="Share").click()
    expect(status(ground)).to_contain_text("address holds the program now")
    link = handmade.tab.url
    assert handmade.tab.evaluate("copied") == [link]
    assert len(link) < len(code)
    handmade.tab.goto("about:blank")
    ground = handmade.playground(link.removeprefix(ADDRESS))
    expect(editor(ground)).to_have_value(code.removesuffix("\n"))
    expect(ground.get_by_role("radio", name="Trio")).to_be_checked()
    expect(ground.get_by_role("checkbox", name="Fixed order")).to_be_checked()
    expect(ground.get_by_role("checkbox", name="Virtual clock")).not_to_be_checked()


def test_long_link(handmade: HandMade) -> None:
    """A link that some programs would cut comes with a warning."""
    ground = handmade.playground()
    paste(ground, "\n".join(f"{number**20:x}" for number in range(100, 900)))
    ground.get_by_role("button", name="Share").click()
    expect(status(ground)).to_contain_text("some chats and mail programs cut links that long")


def test_link_from_panel(handmade: HandMade) -> None:
    """The panel's link holds the example by its name, and edited code as it is."""
    panel = handmade.open()
    link = panel.get_by_role("link", name="Open in playground")
    expect(link).to_have_attribute("href", f"{ADDRESS}playground/#e={NAME}")
    editor(panel).fill("mine")
    expect(link).to_have_attribute("href", re.compile(r"/playground/#code=[\w-]+$"))


BROKEN = {
    "#code=": "broken",
    "#code=abc": "broken",
    "#code=%%%": "broken",
    "#code=" + "A" * 300_000: "too long",
    "#e=no/such": "No example",
    "#e=../../secret": "names no example",
    "#e=": "names no example",
}


@pytest.mark.parametrize("fragment", BROKEN, ids=lambda each: each[:20])
def test_broken_links(fragment: str, handmade: HandMade) -> None:
    """A link that can't be read says so, and leaves an editor that can be used."""
    ground = handmade.playground(fragment)
    expect(ground.get_by_role("alert")).to_contain_text(BROKEN[fragment])
    expect(editor(ground)).to_have_value("")


def test_bomb(handmade: HandMade) -> None:
    """A short link that unpacks to far more than a program can have is refused."""
    ground = handmade.playground()
    link = handmade.tab.evaluate(
        "import('/run/share.js').then(({ encode }) => encode({ code: 'x'.repeat(3e7) }))"
    )
    handmade.tab.evaluate("link => (location.hash = link)", link)
    expect(ground.get_by_role("alert")).to_contain_text("too long")


def test_download(handmade: HandMade) -> None:
    """A download is the program, byte by byte."""
    ground = handmade.playground()
    editor(ground).fill("print('ä#%')")
    with handmade.tab.expect_download() as download:
        ground.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "playground.py"
    assert Path(download.value.path()).read_text("utf-8") == "print('ä#%')\n"
