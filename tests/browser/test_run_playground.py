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
    # somebody else has no draft of it
    handmade.tab.evaluate("localStorage.clear()")
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


@pytest.mark.alike(3)
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


ENCODE = "value => import('/run/share.js').then(({ encode }) => encode(value))"
DECODE = "link => import('/run/share.js').then(({ decode }) => decode(link))"

PLAIN = {"code": "print(1)\n"}

REFUSED: dict[str, object] = {
    "nothing": None,
    "a number": 5,
    "a list": [],
    "no code": {},
    "code that is no text": {"code": ["print(1)"]},
    "a list beside it": {**PLAIN, "support": ["x.py"]},
    "a text beside it": {**PLAIN, "support": "x"},
    "a file that is no text": {**PLAIN, "support": {"x.py": 5}},
    "extras that are no list": {**PLAIN, "extras": "pytest"},
    **{
        f"beside it {name!r}": {**PLAIN, "support": {name: "x"}}
        for name in (
            "playground.py",
            "Playground.PY",
            "../lib/x.py",
            "a/b.py",
            "/lib/x.py",
            "",
            ".",
            "..",
            ".hidden.py",
            "x",
            "x.py ",
            "x y.py",
            "x.tar.gz",
            "x.py\n",
            "\u202ex.py",
            "\u0435.py",
            f"{'x' * 99}.py",
        )
    },
}
"""What a link may hold that is no program, by what it is."""

TOO_LONG: dict[str, object] = {
    "code": {"code": "x" * 40_001},
    "lines": {"code": "\n" * 1_002},
    "lines of another kind": {"code": "\r" * 1_002},
    "a file": {**PLAIN, "support": {"x.py": "x" * 40_000}},
    "all files": {**PLAIN, "support": {f"x{n}.py": "x" * 5_000 for n in range(9)}},
    "lines of all": {**PLAIN, "support": {f"x{n}.py": "\n" * 300 for n in range(4)}},
}


def test_no_programs(handmade: HandMade) -> None:
    """A link with what no program has is refused, whatever it is."""
    handmade.visit()
    said = {}
    for name, value in {**REFUSED, **TOO_LONG}.items():
        found = handmade.tab.evaluate(DECODE, handmade.tab.evaluate(ENCODE, value))
        said[name] = (found.keys(), "too long" in found.get("problem", ""))
    problem = {"problem": ""}.keys()
    assert said == {
        **dict.fromkeys(REFUSED, (problem, False)),
        **dict.fromkeys(TOO_LONG, (problem, True)),
    }


def test_only_what_is_known(handmade: HandMade) -> None:
    """Of settings and extras only those are taken that there are; a line has one kind of end."""
    handmade.visit()
    strange = {
        "code": "# a\rprint(1)\r\n",
        "support": {"x.txt": "# a\rb\n"},
        "backend": "__proto__",
        "clock": "broken",
        "order": ["pinned"],
        "extras": ["../e/x", "pytest", 5, "anyio"],
        "file": "x.py",
        "fresh": True,
    }
    found = handmade.tab.evaluate(DECODE, handmade.tab.evaluate(ENCODE, strange))
    assert found == {
        "program": {
            "code": "# a\nprint(1)\n",
            "support": {"x.txt": "# a\nb\n"},
            "backend": "both",
            "clock": "real",
            "order": "free",
            "extras": ["pytest"],
        }
    }


def test_all_of_a_link_is_shown(handmade: HandMade) -> None:
    """What is beside a program is read above it before it runs, as text; and it's shared on."""
    handmade.give(["1\n"])
    handmade.visit()
    helper = "<b>x</b> = 1\n" + "# more\n" * 50
    program = {"code": "import helper\n", "support": {"helper.py": helper}}
    link = handmade.tab.evaluate(ENCODE, program)
    ground = handmade.playground(link)
    expect(ground).to_contain_text("Read all of it before you run it.")
    shown = ground.get_by_role("region", name="helper.py")
    expect(shown).to_be_visible()
    assert shown.text_content() == helper
    expect(ground.get_by_role("alert")).to_have_count(0)
    handmade.run()
    assert handmade.fake["runs"][0]["support"] == {"helper.py": helper}
    ground.get_by_role("button", name="Share").click()
    expect(status(ground)).to_contain_text("address holds the program now")
    again = handmade.tab.evaluate(f"({DECODE})(location.hash)")
    assert again["program"]["support"] == {"helper.py": helper}


def test_what_is_not_seen(handmade: HandMade) -> None:
    """Characters that hide or turn others, and lines that lead out of view, are named."""
    handmade.visit()
    code = 'print("a")\nx = 1  # \u202e\nprint("b")' + " " * 300 + ";print(2)\nz = '\u200b'\n"
    program = {"code": code, "support": {"helper.py": "# \x1b[8m\n"}}
    ground = handmade.playground(handmade.tab.evaluate(ENCODE, program))
    notes = ground.locator(".here-problem")
    expect(notes).to_have_text(
        [
            "Line 2 of the program has characters that can't be seen, or that turn others round.",
            "Line 3 of the program has 319 characters.",
            "Line 4 of the program has characters that can't be seen, or that turn others round.",
            "Line 1 of helper.py has characters that can't be seen, or that turn others round.",
        ]
    )
    plain = {"code": "print('ä 😀 日本')\n\tx = 1\n"}
    handmade.tab.goto("about:blank")
    handmade.visit()
    ground = handmade.playground(handmade.tab.evaluate(ENCODE, plain))
    expect(editor(ground)).to_have_value(plain["code"].rstrip("\n"))
    expect(ground.locator(".here-problem")).to_have_count(0)


def test_addresses_that_change(handmade: HandMade) -> None:
    """Of two links in a row the last one counts; a place on the page takes no program away."""
    ground = handmade.playground()
    links = [handmade.tab.evaluate(ENCODE, {"code": f"print({n})\n"}) for n in range(5)]
    handmade.tab.evaluate("links => links.forEach((link) => (location.hash = link))", links)
    expect(editor(ground)).to_have_value("print(4)")
    editor(ground).fill("mine")
    handmade.tab.evaluate("location.hash = '#content'")
    handmade.tab.wait_for_timeout(100)
    expect(editor(ground)).to_have_value("mine")
