"""Drafts: what is written in the playground is there again, until its reader resets it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from helpers.handmade import ADDRESS, NAME, HandMade, described, editor, status
from helpers.links import FORBIDDEN
from playwright.sync_api import Locator, expect

STORED = "anyio-by-example.drafts"

KEPT = "Your draft is kept in this browser and nowhere else. Reset forgets it."

ENCODE = "value => import('/run/share.js').then(({ encode }) => encode(value))"


def write(ground: Locator, text: str) -> None:
    """Write a program, and wait until it's kept."""
    editor(ground).fill(text)
    expect(ground.locator(".here-draft")).to_have_text(KEPT)


def again(handmade: HandMade) -> Locator:
    """Reload the page, whatever its address is now."""
    fragment = handmade.tab.url.removeprefix(ADDRESS)
    handmade.tab.goto("about:blank")
    return handmade.playground(fragment)


def share(ground: Locator) -> None:
    """Put the program into the address."""
    ground.get_by_role("button", name="Share").click()
    expect(status(ground)).to_contain_text("address holds the program now")


def test_reload(handmade: HandMade) -> None:
    """A reload brings back what was written, with its settings, and says that it's a draft."""
    ground = handmade.playground()
    ground.get_by_role("radio", name="Trio").check()
    ground.get_by_role("checkbox", name="Virtual clock").check()
    write(ground, "mine\n\n")
    ground = again(handmade)
    expect(editor(ground)).to_have_value("mine\n\n")
    expect(ground.get_by_role("radio", name="Trio")).to_be_checked()
    expect(ground.get_by_role("checkbox", name="Virtual clock")).to_be_checked()
    expect(ground.locator(".here-about")).to_contain_text("Your draft of ")
    expect(ground.locator(".here-draft")).to_have_text(KEPT)


def test_at_once(handmade: HandMade) -> None:
    """A page that is left while its reader writes keeps the last letter too."""
    ground = handmade.playground()
    editor(ground).fill("mine")
    expect(editor(again(handmade))).to_have_value("mine")


def test_later_than_shared(handmade: HandMade) -> None:
    """A reload of a shared address brings the later draft, and Reset what was shared."""
    ground = handmade.playground()
    write(ground, "shared")
    share(ground)
    write(ground, "later")
    link = handmade.tab.url.removeprefix(ADDRESS)
    for fragment in ("", link):
        handmade.tab.goto("about:blank")
        ground = handmade.playground(fragment)
        expect(editor(ground)).to_have_value("later")
    ground.get_by_role("button", name="Reset").click()
    expect(editor(ground)).to_have_value("shared")


def test_link_of_another(handmade: HandMade) -> None:
    """A link shows its own program; the reader's draft stays, and a link leads back to it."""
    ground = handmade.playground()
    write(ground, "mine")
    link = handmade.tab.evaluate(ENCODE, {"code": "theirs\n"})
    handmade.tab.goto("about:blank")
    ground = handmade.playground(link)
    expect(editor(ground)).to_have_value("theirs")
    write(ground, "theirs, changed")
    ground.get_by_role("link", name="your own program").click()
    expect(editor(ground)).to_have_value("mine")
    ground.get_by_role("link", name="from a link").click()
    expect(editor(ground)).to_have_value("theirs, changed")
    ground.get_by_role("button", name="Reset").click()
    expect(editor(ground)).to_have_value("theirs")
    assert [each["code"] for each in kept(handmade)] == ["mine"]


def test_each_example_has_its_own(handmade: HandMade) -> None:
    """A draft of an example is that example's, however its address is written."""
    ground = handmade.playground(f"#e={NAME}")
    write(ground, "mine")
    handmade.tab.goto("about:blank")
    ground = handmade.playground("#e=timeouts%2Fnested.py")
    expect(editor(ground)).to_have_value("mine")
    expect(ground.get_by_role("link", name=NAME)).to_have_attribute("href", f"{ADDRESS}e/{NAME}/")
    handmade.tab.goto("about:blank")
    expect(editor(handmade.playground())).to_have_value("")


def test_undo_of_a_reset(handmade: HandMade) -> None:
    """Reset forgets the draft and offers it once more; what is written next ends the offer."""
    ground = handmade.playground(f"#e={NAME}")
    text = described()["text"].rstrip("\n")
    reset, undo = (ground.get_by_role("button", name=name) for name in ("Reset", "Undo"))
    reset.click()
    expect(undo).to_have_count(0)
    write(ground, "mine")
    reset.click()
    expect(editor(ground)).to_have_value(text)
    assert kept(handmade) == []
    undo.click()
    expect(editor(ground)).to_have_value("mine")
    expect(ground.locator(".here-draft")).to_have_text(KEPT)
    expect(ground.get_by_role("button", name="Run", exact=True)).to_be_focused()
    reset.click()
    write(ground, "other")
    expect(undo).to_have_count(0)


def test_only_read(handmade: HandMade) -> None:
    """A program that is only read leaves nothing, and a draft that is only read gets no younger."""
    ground = handmade.playground(f"#e={NAME}")
    handmade.tab.wait_for_timeout(400)
    assert kept(handmade) == []
    write(ground, "mine")
    [was] = kept(handmade)
    ground = again(handmade)
    expect(ground.locator(".here-draft")).to_have_text(KEPT)
    assert kept(handmade) == [was]


def test_most(handmade: HandMade) -> None:
    """Of very many drafts, the latest stay."""
    ground = handmade.playground()
    many = [{"at": [f"#e=a/x{n}"], "time": n, "code": f"{n}"} for n in range(20)]
    store(handmade, many)
    write(ground, "mine")
    assert [each["code"] for each in kept(handmade)] == ["mine", *map(str, range(11))]


STRANGE: dict[str, Any] = {
    "no list": {},
    "nothing": None,
    "a text": "x",
    "no drafts": [None, 1, "x", [], {}],
    "no address": [{"code": "x"}],
    "an address that is no text": [{"code": "x", "at": [1]}],
    "no code": [{"at": [""], "code": 1}],
    "too much code": [{"at": [""], "code": "x" * 50_000}],
}


@pytest.mark.at_length
def test_strange_drafts(handmade: HandMade) -> None:
    """What somebody else has stored is no draft, unless it's one."""
    found = {}
    for name, value in STRANGE.items():
        handmade.visit()
        store(handmade, value)
        handmade.tab.goto("about:blank")
        found[name] = editor(handmade.playground()).input_value()
        handmade.tab.goto("about:blank")
    assert found == dict.fromkeys(STRANGE, "")


@pytest.mark.parametrize("forbidden", FORBIDDEN)
def test_kept_nowhere(forbidden: str, handmade: HandMade) -> None:
    """Where a browser keeps nothing, the page says so, and all else works."""
    handmade.tab.add_init_script(forbidden)
    ground = handmade.playground()
    editor(ground).fill("mine")
    line = ground.locator(".here-draft")
    expect(line).to_have_text(re.compile("This browser keeps no draft|Your draft is kept"))
    ground.get_by_role("button", name="Reset").click()
    expect(editor(ground)).to_have_value("")
    ground.get_by_role("button", name="Undo").click()
    expect(editor(ground)).to_have_value("mine")


def kept(handmade: HandMade) -> list[dict[str, Any]]:
    """The drafts in the browser."""
    stored = handmade.tab.evaluate("name => localStorage.getItem(name)", STORED)
    return list(json.loads(stored or "[]"))


def store(handmade: HandMade, value: object) -> None:
    """Put something where drafts are."""
    handmade.tab.evaluate(
        "([name, value]) => localStorage.setItem(name, value)", [STORED, json.dumps(value)]
    )
