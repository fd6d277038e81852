"""The panel of "Run": opened and closed, its runs, and what it loads for them."""

from __future__ import annotations

import time

import pytest
from helpers.handmade import NAME, OUTPUT, HandMade, described, editor, results, status
from playwright.sync_api import Route, expect


def test_one_press(handmade: HandMade) -> None:
    """The page alone loads nothing of it; one press runs the program, and opens the editor."""
    handmade.give([OUTPUT])
    handmade.visit()
    assert not any(path.startswith(("run/", "e/")) for path in handmade.asked)
    assert handmade.tab.evaluate("!window.fake")
    panel = handmade.open()
    output = results(panel).first.locator(".here-output")
    expect(output).to_have_text(OUTPUT)
    # the shadows at the edges of code are for what can be scrolled
    expect(output.locator("code")).to_have_css("background-image", "none")
    expect(editor(panel)).to_be_visible()
    assert {"run/editor.js", "run/run.css", f"e/{NAME}.json"} <= set(handmade.asked)
    expect(status(panel)).to_have_text("Finished: as recorded")
    assert (handmade.fake["loads"], len(handmade.fake["runs"])) == (1, 2)


def test_one_button(handmade: HandMade) -> None:
    """The editor's button stands where the card's stood, instead of it; it runs what was edited."""
    handmade.visit()
    handmade.tab.evaluate("document.body.style.paddingBottom = '2000px'")
    top = handmade.button.evaluate("button => button.getBoundingClientRect().top")
    panel = handmade.open()
    again = panel.get_by_role("button", name="Run", exact=True)
    expect(handmade.button).to_be_hidden()
    assert abs(again.evaluate("button => button.getBoundingClientRect().top") - top) < 2
    handmade.run()
    editor(panel).fill("mine")
    handmade.run()
    assert handmade.fake["runs"][-1]["text"].endswith("\nmine\n")


def test_closing(handmade: HandMade) -> None:
    """Closing gives the focus back and keeps what was typed; the card's button runs that."""
    panel = handmade.open()
    handmade.run()
    editor(panel).fill("kept")
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_be_hidden()
    expect(handmade.button).to_be_focused()
    handmade.press()
    expect(editor(panel)).to_have_value("kept")
    expect(status(panel)).to_contain_text("Finished")
    assert handmade.fake["runs"][-1]["text"].endswith("\nkept\n")


def test_cannot_open(handmade: HandMade) -> None:
    """Where an example can't be had, the page says so, and the button works again later."""
    handmade.visit()
    handmade.tab.route(f"**/e/{NAME}.json", lambda route: route.fulfill(status=503))
    handmade.press()
    expect(handmade.tab.locator(".said")).to_contain_text("This can't be opened now")
    handmade.tab.unroute(f"**/e/{NAME}.json")
    handmade.press()
    expect(handmade.tab.get_by_role("region")).to_be_visible()


def test_run(handmade: HandMade) -> None:
    """The whole file runs on both, one after the other, with the example's settings."""
    handmade.give([OUTPUT])
    panel = handmade.open(support={"helper.py": "x = 1\n"}, extras=["pytest"], fresh=True)
    handmade.run()
    runs = handmade.fake["runs"]
    assert [run["backend"] for run in runs] == ["asyncio", "trio"]
    assert runs[0] == {
        "file": "nested.py",
        "text": described()["text"],
        "support": {"helper.py": "x = 1\n"},
        "backend": "asyncio",
        "clock": "virtual",
        "order": "pinned",
        "extras": ["pytest"],
        "draws": "",
        "fresh": True,
    }
    for result, label in zip(results(panel).all(), ("asyncio", "Trio"), strict=True):
        expect(result).to_have_accessible_name(f"Output on {label}")
        expect(result.locator(".here-output")).to_have_text(OUTPUT)
        expect(result.locator(".here-same")).to_have_text("As recorded")
        expect(result).to_contain_text("0.53 s")
    expect(status(panel)).to_have_text("Finished: as recorded")
    stamp = "Python 3.14.2, AnyIO 4.16.0, Trio 0.35.0, in your browser"
    expect(panel.get_by_text(stamp)).to_be_visible()
    expect(panel.get_by_role("button", name="Run", exact=True)).to_be_focused()


@pytest.mark.parametrize(
    ("backends", "preferred", "offered", "runs"),
    [
        (["asyncio", "trio"], "", ["Both", "asyncio", "Trio"], ["asyncio", "trio"]),
        (["asyncio", "trio"], "trio", ["Both", "asyncio", "Trio"], ["trio"]),
        (["asyncio"], "trio", [], ["asyncio"]),
        (["as-written"], "trio", [], ["as-written"]),
    ],
)
def test_choice(
    backends: list[str], preferred: str, offered: list[str], runs: list[str], handmade: HandMade
) -> None:
    """The event loop is the one chosen for the page; a program that names its own has no choice."""
    handmade.visit(backends=backends)
    handmade.tab.evaluate("value => (document.documentElement.dataset.backend = value)", preferred)
    panel = handmade.open()
    assert [
        each.evaluate("e => e.parentElement.textContent")
        for each in panel.get_by_role("radio").all()
    ] == offered
    handmade.run()
    assert [run["backend"] for run in handmade.fake["runs"]] == runs


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_stop(way: str, handmade: HandMade) -> None:
    """A run can be stopped, with the keyboard too; the second event loop isn't started then."""
    handmade.give(["first\n"], "forever")
    panel = handmade.open()
    stop = panel.get_by_role("button", name="Stop")
    expect(results(panel).first).to_contain_text("first")
    expect(status(panel)).to_have_text("Running on asyncio")
    if way == "button":
        stop.click()
    else:
        handmade.tab.keyboard.press("Escape")
    expect(stop).to_be_hidden()
    expect(panel.get_by_role("button", name="Run", exact=True)).to_be_focused()
    expect(results(panel).first).to_contain_text("Stopped.")
    expect(results(panel).last).to_contain_text("Not run.")
    assert len(handmade.fake["runs"]) == 1


def test_reset(handmade: HandMade) -> None:
    """Reset brings the recorded code back, and a fresh interpreter; it can be undone."""
    handmade.give([OUTPUT])
    panel = handmade.open()
    handmade.run()
    before = editor(panel).input_value()
    editor(panel).fill("mine")
    panel.get_by_role("button", name="Reset").click()
    expect(editor(panel)).to_have_value(before)
    expect(results(panel)).to_have_count(0)
    assert handmade.fake["resets"] == 1
    editor(panel).focus()
    handmade.tab.keyboard.press("Control+z")
    expect(editor(panel)).to_have_value("mine")


def test_loading(handmade: HandMade) -> None:
    """The first run says what comes and how far it is; the next one has nothing to load."""
    handmade.give([OUTPUT], holds=5)
    panel = handmade.open()
    bar = panel.get_by_role("progressbar")
    expect(bar).to_have_accessible_name("Python loaded")
    expect(bar).to_have_js_property("value", 0.5)
    expect(panel.get_by_text("4.5 of 8.9 MB")).to_be_visible()
    expect(status(panel)).to_have_text("Loading Python: 8.9 MB, once; kept by your browser")
    handmade.tab.evaluate("fake.holds = 0")
    expect(status(panel)).to_have_text("Finished: as recorded")
    expect(bar).to_have_count(0)
    handmade.run()
    handmade.run()
    assert handmade.fake["loads"] == 1


def test_stop_loading(handmade: HandMade) -> None:
    """Who doesn't want to wait for Python can stop that, too; then nothing more of it comes."""
    handmade.give([OUTPUT], holds=5)
    panel = handmade.open()
    panel.get_by_role("button", name="Stop").click()
    expect(status(panel)).to_have_text("Stopped")
    assert (handmade.fake["runs"], handmade.fake["halts"]) == ([], 1)


def test_stop_starting(handmade: HandMade) -> None:
    """Who stops when all has come, and runs again, isn't told that nothing has come."""
    handmade.give([OUTPUT], holds=10)
    panel = handmade.open()
    expect(status(panel)).to_have_text("Starting Python")
    panel.get_by_role("button", name="Stop").click()
    expect(status(panel)).to_have_text("Stopped")
    handmade.tab.evaluate(
        "() => { window.shown = []; const look = () => shown.push("
        "document.querySelector('.here-count')?.textContent); "
        "new MutationObserver(look).observe(document.body, { childList: true, subtree: true }) }"
    )
    panel.get_by_role("button", name="Run", exact=True).click()
    expect(status(panel)).to_have_text("Starting Python")
    assert {*handmade.tab.evaluate("shown")} - {None} == {"8.9 of 8.9 MB"}


def test_facts_stall(handmade: HandMade) -> None:
    """While nothing says how much comes, it's said that something does."""
    handmade.give([OUTPUT], holds=-1)
    panel = handmade.open()
    expect(status(panel)).to_have_text("Loading Python")
    expect(panel.get_by_role("progressbar")).to_be_visible()


def test_loading_fails(handmade: HandMade) -> None:
    """A load that fails says why, and can be tried again."""
    handmade.give([OUTPUT], fails="python.wasm: 503")
    panel = handmade.open()
    handmade.run()
    expect(status(panel)).to_have_text("Python could not be loaded: python.wasm: 503.")
    handmade.tab.evaluate("fake.fails = ''")
    panel.get_by_role("button", name="Try again").click()
    expect(status(panel)).to_have_text("Finished: as recorded")
    assert handmade.fake["loads"] == 2


def late(route: Route) -> None:
    """Let what was asked for come after Python, or what went wrong with it."""
    time.sleep(0.3)
    route.fallback()


def test_python_before_the_panel(handmade: HandMade) -> None:
    """Python may be there before the panel is; nothing is missing then."""
    handmade.give([OUTPUT])
    handmade.visit()
    handmade.tab.route(f"**/e/{NAME}.json", late)
    panel = handmade.open()
    expect(status(panel)).to_have_text("Finished: as recorded")
    expect(panel.locator(".here-stamp")).to_contain_text("Python 3.14.2")
    assert handmade.fake["loads"] == 1


def test_failure_before_the_panel(handmade: HandMade) -> None:
    """A load that fails before the panel is there isn't begun again: the panel says why."""
    handmade.give([OUTPUT], fails="python.wasm: 503")
    handmade.visit()
    handmade.tab.route(f"**/e/{NAME}.json", late)
    panel = handmade.open()
    expect(status(panel)).to_have_text("Python could not be loaded: python.wasm: 503.")
    assert handmade.fake["loads"] == 1


def test_failure_of_both(handmade: HandMade) -> None:
    """Where neither the panel nor Python came, the next press begins both anew."""
    handmade.give([OUTPUT], fails="python.wasm: 503")
    handmade.visit()
    address = f"**/e/{NAME}.json"
    handmade.tab.route(address, lambda route: route.fulfill(status=503))
    handmade.press()
    expect(handmade.tab.locator(".said")).to_contain_text("This can't be opened now")
    handmade.tab.unroute(address)
    handmade.tab.evaluate("fake.fails = ''")
    expect(status(handmade.open())).to_have_text("Finished: as recorded")
    assert handmade.fake["loads"] == 2


def test_no_python_for_no_panel(handmade: HandMade) -> None:
    """What comes for a panel that can't be made is stopped."""
    handmade.give([OUTPUT], holds=5)
    handmade.visit()
    handmade.tab.route(f"**/e/{NAME}.json", lambda route: route.fulfill(status=503))
    handmade.press()
    expect(handmade.tab.locator(".said")).to_contain_text("This can't be opened now")
    assert (handmade.fake["loads"], handmade.fake["halts"]) == (1, 1)


def test_read_out(handmade: HandMade) -> None:
    """What is read out are the stages of a run, never its lines."""
    handmade.give(*[[f"line {number}\n"] for number in range(50)])
    handmade.visit()
    handmade.tab.evaluate(
        "() => { window.heard = []; const hear = () => heard.push("
        "document.querySelector('.here-status')?.textContent || ''); "
        "new MutationObserver(hear).observe(document.body, { childList: true, subtree: true }) }"
    )
    handmade.open()
    handmade.run()
    heard = handmade.tab.evaluate("[...new Set(heard)]")
    assert heard[-1] == "Finished: differs from the recording"
    assert not any("line" in text for text in heard)
    assert {"Loading Python", "Running on Trio"} <= {text.split(":")[0] for text in heard}


def test_much_output(handmade: HandMade) -> None:
    """However often a program prints, the page is changed once a picture, and keeps so much."""
    handmade.give(*[["0123456789" * 10 + "\n"] for _ in range(2000)])
    panel = handmade.open()
    handmade.run()
    handmade.tab.evaluate(
        "window.changes = 0; new MutationObserver((all) => changes += all.length)"
        ".observe(document.body, { childList: true, characterData: true, subtree: true })"
    )
    handmade.run()
    assert len(results(panel).first.locator(".here-output").inner_text()) <= 100_000
    assert handmade.tab.evaluate("changes") < 500
