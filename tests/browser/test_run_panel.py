"""What a reader sees of "Run here": the panel in a card and the playground, with no Python behind.

The page is made by hand, the runner only pretends, and nothing is served. So these are fast, and
say nothing of the interpreter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from helpers.support import ROOT, needs
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Route, expect

from anyio_by_example.examples.example import Example
from anyio_by_example.examples.header import Settings
from anyio_by_example.publishing.assets import style_sheet
from anyio_by_example.recording.review import comparable

RUN = ROOT / "src" / "anyio_by_example" / "publishing" / "run"
EDITOR = ROOT / ".interpreter" / "editor.js"
ADDRESS = "http://panel.test/"
NAME = "timeouts/nested"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"
)

PAGE = f"""<!doctype html>
<html lang="en" class="js"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>A page</title><link rel="stylesheet" href="/site.css"><link rel="icon" href="data:,">
<script src="/page.js"></script></head>
<body><div class="page is-wide"><main id="content"><h1>A page</h1><article class="prose">
<figure class="example" id="timeouts-nested" aria-label="An example" data-download="e/{NAME}.py">
<div class="highlight"><pre tabindex="0"><code class="example-code" data-main>
<span class="kn">import</span>
<span class="nb">print</span> <span class="s2">"a"</span> <span class="mi">1</span>
<span class="kc">None</span> <span class="ne">TimeoutError</span> <span class="c1"># b</span>
</code></pre></div>
<div class="example-bar"><button type="button">Run here</button></div>
</figure>
<div data-playground></div>
</article></main></div><p class="said" role="status"></p></body></html>
"""

SCRIPT = """
window.copied = [];
window.byExample = {
  root: new URL("/", location.href),
  say: (text) => (document.querySelector(".said").textContent = text),
  copy: async (text, done) => { copied.push(text); byExample.say(done); },
};
"""

RUNNER = """
const fake = (window.fake = { loads: 0, runs: [], resets: 0, script: {}, ...window.given });
let isHere = false;
const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
export const LIMIT = 30;
export const facts = async () => ({
  bytes: 8_900_000,
  versions: { Python: "3.14.2", AnyIO: "4.16.0", Trio: "0.35.0", Pyodide: "314.0.7" },
});
export const isLoaded = () => isHere;
export async function load(onProgress) {
  fake.loads++;
  for (let part = 1; part <= 10; part++) {
    await wait(1);
    onProgress(part, 10);
    while (fake.holds && part === 5) await wait(5);
    if (fake.fails && part === 5) throw new Error(fake.fails);
  }
  isHere = true;
}
export const reset = () => void fake.resets++;
export async function run(program, onOutput, signal) {
  fake.runs.push(program);
  let ending = { how: "ended", status: 0, seconds: 0.534 };
  for (const step of fake.script[program.backend] || fake.script.any || []) {
    if (Array.isArray(step)) onOutput(step[0], step[1] || "out");
    else if (step === "forever") while (!signal.aborted) await wait(5);
    else ending = { ...ending, ...step };
  }
  return signal.aborted ? { how: "stopped", seconds: 0.1 } : ending;
}
"""

OUTPUT = "waiting\nno answer\nthe end\n"


def described(**changes: Any) -> dict[str, Any]:
    """What the site says of the example."""
    recorded = {"output": OUTPUT, "status": 0}
    return {
        "name": f"{NAME}.py",
        "file": "nested.py",
        "caption": "The outer timeout limits the sum of all the attempts inside it.",
        "text": (ROOT / "snippets" / f"{NAME}.py").read_text("utf-8"),
        "first_line": 7,
        "support": {},
        "backends": ["asyncio", "trio"],
        "clock": "virtual",
        "order": "pinned",
        "measured": False,
        "unordered": [],
        "extras": [],
        "expected": {"asyncio": recorded, "trio": recorded},
        **changes,
    }


@dataclass
class Stage:
    """A page on which nothing but the runner is pretended."""

    tab: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def visit(self, fragment: str = "", **example: Any) -> None:
        """Go to the page."""
        self.known = json.dumps(described(**example))
        self.tab.goto(ADDRESS + fragment)

    def give(self, *script: Any, **given: Any) -> None:
        """Say what the runner does: what it prints, and how it ends."""
        values = {"script": {"any": script}, **given}
        self.tab.add_init_script(f"window.given = {json.dumps(values)}")

    def open(self, **example: Any) -> Locator:
        """Open the panel of the card."""
        if not self.tab.url.startswith(ADDRESS):
            self.visit(**example)
        self.tab.get_by_role("button", name="Run here").focus()
        self.press()
        return self.tab.get_by_role("region", name=f"Run {NAME}.py here")

    def press(self) -> None:
        """Do what pressing "Run here" does."""
        self.tab.evaluate(
            "import('/run/panel.js').then(({ open }) => open("
            "document.querySelector('.example'), document.querySelector('.example-bar button')))"
        )

    def playground(self, fragment: str = "", **example: Any) -> Locator:
        """Open the playground."""
        self.visit(fragment, **example)
        self.tab.evaluate(
            "import('/run/playground.js').then(({ start }) => "
            "start(document.querySelector('[data-playground]')))"
        )
        return self.tab.get_by_role("region", name="Playground")

    def run(self) -> None:
        """Run the program, and wait for its end."""
        button = self.tab.get_by_role("button", name="Run", exact=True)
        button.click()
        expect(button).to_have_attribute("aria-disabled", "false")

    @property
    def fake(self) -> Any:
        """What the runner was asked for."""
        return self.tab.evaluate("window.fake")

    def hear(self, told: ConsoleMessage) -> None:
        """Remember what broke the policy."""
        if "Policy" in told.text:
            self.complaints.append(told.text)

    def answer(self, route: Route) -> None:
        """Answer what the page asks for."""
        path = route.request.url.removeprefix(ADDRESS).split("#")[0]
        self.asked.append(path)
        own: dict[str, tuple[str, str | Path]] = {
            "": ("text/html", PAGE),
            "page.js": ("text/javascript", SCRIPT),
            "site.css": ("text/css", style_sheet()),
            "run/runner.js": ("text/javascript", RUNNER),
            "run/editor.js": ("text/javascript", EDITOR),
            f"e/{NAME}.json": ("application/json", self.known),
        }
        kind = "text/css" if path.endswith(".css") else "text/javascript"
        kind, body = own.get(path, (kind, RUN / path.removeprefix("run/")))
        if isinstance(body, Path) and not body.is_file():
            return route.fulfill(status=404)
        text = body.read_text("utf-8") if isinstance(body, Path) else body
        return route.fulfill(content_type=kind, body=text)


@pytest.fixture
def stage(browser: Browser) -> Iterator[Stage]:
    """A page of its own, on which nothing may go wrong and nothing break its policy."""
    needs("the editor", None if EDITOR.is_file() else "make interpreter makes it")
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        stage = Stage(context.new_page())
        stage.tab.set_default_timeout(10_000)
        stage.tab.route("**/*", stage.answer)
        stage.tab.on("pageerror", lambda error: stage.complaints.append(str(error)))
        stage.tab.on("console", stage.hear)
        yield stage
    assert stage.complaints == []


def editor(panel: Locator) -> Locator:
    """The text area."""
    return panel.get_by_role("textbox")


def paste(panel: Locator, text: str) -> None:
    """Paste a text: to type one of a thousand lines takes Chromium seconds."""
    editor(panel).evaluate(
        """(each, text) => {
          const clipboardData = new DataTransfer()
          clipboardData.setData("text/plain", text)
          const options = { clipboardData, bubbles: true, cancelable: true }
          each.dispatchEvent(new ClipboardEvent("paste", options))
        }""",
        text,
    )


def status(panel: Locator) -> Locator:
    """What is read out."""
    return panel.get_by_role("status")


def results(panel: Locator) -> Locator:
    """What each run gave."""
    return panel.locator(".here-result")


def colour(element: Locator) -> str:
    """The colour of a text."""
    return str(element.first.evaluate("each => getComputedStyle(each).color"))


# the panel


def test_nothing_before(stage: Stage) -> None:
    """The page alone loads nothing of it; opening loads the editor and the example, not Python."""
    stage.visit()
    assert not any(path.startswith(("run/", "e/")) for path in stage.asked)
    panel = stage.open()
    expect(panel).to_contain_text("The first run loads Python: 8.9 MB, once")
    assert {"run/editor.js", "run/run.css", f"e/{NAME}.json"} <= set(stage.asked)
    assert stage.fake["loads"] == 0


def test_editor(stage: Stage) -> None:
    """The editor has a name, the code and the line numbers that the page shows."""
    panel = stage.open()
    code = editor(panel)
    expect(code).to_have_accessible_name(f"Code of {NAME}.py, editable")
    expect(code).to_have_accessible_description(re.compile("after Escape"))
    shown = described()["text"].split("\n", 6)[6].rstrip("\n")
    expect(code).to_have_value(shown)
    assert panel.locator(".pce-line").count() == len(shown.split("\n"))
    number = panel.locator(".prism-code-editor").evaluate("each => each.style.counterReset")
    assert number == "line 6"
    expect(panel.get_by_role("button", name="Run", exact=True)).to_be_focused()


def test_colours(stage: Stage) -> None:
    """Code in the editor has the colours that it has on the page, in both schemes."""
    panel = stage.open()
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
        stage.tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for of_page, of_editor in pairs.items():
            page, own = stage.tab.locator(of_page), panel.locator(f".token{of_editor}")
            assert colour(page) == colour(own), of_page


def test_closing(stage: Stage) -> None:
    """Closing gives the focus back and keeps what was typed; the same button opens it again."""
    panel = stage.open()
    editor(panel).fill("kept")
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_be_hidden()
    button = stage.tab.get_by_role("button", name="Run here")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    stage.press()
    expect(editor(panel)).to_have_value("kept")
    expect(button).to_have_attribute("aria-expanded", "true")
    stage.press()
    expect(panel).to_be_hidden()


def test_cannot_open(stage: Stage) -> None:
    """Where an example can't be had, the page says so, and the button works again later."""
    stage.visit()
    stage.tab.route(f"**/e/{NAME}.json", lambda route: route.fulfill(status=503))
    stage.press()
    expect(stage.tab.locator(".said")).to_contain_text("This can't be opened now")
    stage.tab.unroute(f"**/e/{NAME}.json")
    stage.press()
    expect(stage.tab.get_by_role("region")).to_be_visible()


def test_run(stage: Stage) -> None:
    """The whole file runs on both, one after the other, with the example's settings."""
    stage.give([OUTPUT])
    panel = stage.open(support={"helper.py": "x = 1\n"}, extras=["pytest"], fresh=True)
    stage.run()
    runs = stage.fake["runs"]
    assert [run["backend"] for run in runs] == ["asyncio", "trio"]
    assert runs[0] == {
        "file": "nested.py",
        "text": described()["text"],
        "support": {"helper.py": "x = 1\n"},
        "backend": "asyncio",
        "clock": "virtual",
        "order": "pinned",
        "extras": ["pytest"],
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
    backends: list[str], preferred: str, offered: list[str], runs: list[str], stage: Stage
) -> None:
    """The event loop is the one chosen for the page; a program that names its own has no choice."""
    stage.visit(backends=backends)
    stage.tab.evaluate("value => (document.documentElement.dataset.backend = value)", preferred)
    panel = stage.open()
    assert [
        each.evaluate("e => e.parentElement.textContent")
        for each in panel.get_by_role("radio").all()
    ] == offered
    stage.run()
    assert [run["backend"] for run in stage.fake["runs"]] == runs


def test_differs(stage: Stage) -> None:
    """Where an output differs, its first other line is marked and both are named."""
    stage.give(["waiting\nno "], ["answer", "err"], [" yet\nthe end\n"])
    panel = stage.open()
    stage.run()
    result = results(panel).first
    expect(result.locator(".here-differs")).to_have_text("Differs from the recording")
    expect(result.locator("mark")).to_have_text("no answer yet\n")
    expect(result.locator(".here-output")).to_have_text("waiting\nno answer yet\nthe end\n")
    expect(result.locator(".stderr")).to_have_text("answer")
    compared = result.locator("dl").inner_text().split("\n")
    assert compared == ["Line 2, here", "no answer yet", "Recorded", "no answer"]
    expect(status(panel)).to_have_text("Finished: differs from the recording")


def test_edited(stage: Stage) -> None:
    """That edited code prints something else is no fault."""
    stage.give(["mine\n"])
    panel = stage.open()
    editor(panel).fill("print('mine')")
    stage.run()
    assert stage.fake["runs"][0]["text"].endswith('inside it."""\n\nprint(\'mine\')\n')
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


@pytest.mark.parametrize("how", ENDINGS)
def test_endings(how: str, stage: Stage) -> None:
    """Why a run ended is said in the reader's words."""
    script, words = ENDINGS[how]
    stage.give(*script)
    panel = stage.open()
    stage.run()
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
def test_lines(ending: dict[str, Any], lines: list[str], stage: Stage) -> None:
    """Lines that matter are marked in the editor, and links lead to them, if they are in it."""
    stage.give(
        ['  File "nested.py", line 23\n  | File "nested.py", line 16, in main\n', "err"], ending
    )
    panel = stage.open()
    stage.run()
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


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_stop(way: str, stage: Stage) -> None:
    """A run can be stopped, with the keyboard too; the second event loop isn't started then."""
    stage.give(["first\n"], "forever")
    panel = stage.open()
    stop = panel.get_by_role("button", name="Stop")
    expect(stop).to_be_hidden()
    stage.tab.keyboard.press("Enter")
    expect(results(panel).first).to_contain_text("first")
    expect(status(panel)).to_have_text("Running on asyncio")
    if way == "button":
        stop.click()
    else:
        stage.tab.keyboard.press("Escape")
    expect(stop).to_be_hidden()
    expect(panel.get_by_role("button", name="Run", exact=True)).to_be_focused()
    expect(results(panel).first).to_contain_text("Stopped.")
    expect(results(panel).last).to_contain_text("Not run.")
    assert len(stage.fake["runs"]) == 1


def test_reset(stage: Stage) -> None:
    """Reset brings the recorded code back, and a fresh interpreter; it can be undone."""
    stage.give([OUTPUT])
    panel = stage.open()
    stage.run()
    before = editor(panel).input_value()
    editor(panel).fill("mine")
    panel.get_by_role("button", name="Reset").click()
    expect(editor(panel)).to_have_value(before)
    expect(results(panel)).to_have_count(0)
    assert stage.fake["resets"] == 1
    editor(panel).focus()
    stage.tab.keyboard.press("Control+z")
    expect(editor(panel)).to_have_value("mine")


def test_loading(stage: Stage) -> None:
    """The first run says what comes and how far it is; the next one has nothing to load."""
    stage.give([OUTPUT], holds=True)
    panel = stage.open()
    panel.get_by_role("button", name="Run", exact=True).click()
    bar = panel.get_by_role("progressbar")
    expect(bar).to_have_accessible_name("Python loaded")
    expect(bar).to_have_js_property("value", 0.5)
    expect(panel.get_by_text("4.5 of 8.9 MB")).to_be_visible()
    expect(status(panel)).to_have_text("Loading Python: 8.9 MB, once; kept by your browser")
    stage.tab.evaluate("fake.holds = false")
    expect(status(panel)).to_have_text("Finished: as recorded")
    expect(bar).to_have_count(0)
    stage.run()
    assert stage.fake["loads"] == 1


def test_stop_loading(stage: Stage) -> None:
    """Who doesn't want to wait for Python can stop that, too."""
    stage.give([OUTPUT], holds=True)
    panel = stage.open()
    panel.get_by_role("button", name="Run", exact=True).click()
    panel.get_by_role("button", name="Stop").click()
    expect(status(panel)).to_have_text("Stopped")
    assert stage.fake["runs"] == []


def test_loading_fails(stage: Stage) -> None:
    """A load that fails says why, and can be tried again."""
    stage.give([OUTPUT], fails="python.wasm: 503")
    panel = stage.open()
    stage.run()
    expect(status(panel)).to_have_text("Python could not be loaded: python.wasm: 503.")
    stage.tab.evaluate("fake.fails = ''")
    panel.get_by_role("button", name="Try again").click()
    expect(status(panel)).to_have_text("Finished: as recorded")
    assert stage.fake["loads"] == 2


def test_read_out(stage: Stage) -> None:
    """What is read out are the stages of a run, never its lines."""
    stage.give(*[[f"line {number}\n"] for number in range(50)])
    panel = stage.open()
    status(panel).evaluate(
        "each => { window.heard = []; new MutationObserver(() => heard.push(each.textContent))"
        ".observe(each, { childList: true }) }"
    )
    stage.run()
    heard = stage.tab.evaluate("[...new Set(heard)]")
    assert heard[-1] == "Finished: differs from the recording"
    assert not any("line" in text for text in heard)
    assert {"Loading Python", "Running on Trio"} <= {text.split(":")[0] for text in heard}


def test_much_output(stage: Stage) -> None:
    """However often a program prints, the page is changed once a picture, and keeps so much."""
    stage.give(*[["0123456789" * 10 + "\n"] for _ in range(2000)])
    panel = stage.open()
    stage.tab.evaluate(
        "window.changes = 0; new MutationObserver((all) => changes += all.length)"
        ".observe(document.body, { childList: true, characterData: true, subtree: true })"
    )
    stage.run()
    assert len(results(panel).first.locator(".here-output").inner_text()) <= 100_000
    assert stage.tab.evaluate("changes") < 500


# the editor


def test_keys(stage: Stage) -> None:
    """Tab indents for who writes; it leaves for who only comes through, and after Escape."""
    panel = stage.open()
    code = editor(panel)
    press = stage.tab.keyboard.press
    press("Shift+Tab")
    expect(code).to_be_focused()
    press("Tab")
    expect(code).not_to_be_focused()
    code.fill("")
    code.focus()
    stage.tab.keyboard.type("if x:\ny\n")
    press("Backspace")
    press("Tab")
    stage.tab.keyboard.type("z")
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


def test_paste(stage: Stage) -> None:
    """A paste replaces what is selected, has one kind of line end, and can be undone."""
    panel = stage.open()
    editor(panel).fill("a = 1\nb = 2")
    editor(panel).evaluate("each => each.setSelectionRange(4, 9)")
    paste(panel, "3\r\nimport ")
    expect(editor(panel)).to_have_value("a = 3\nimport  2")
    expect(panel.locator(".pce-line")).to_have_count(2)
    editor(panel).focus()
    stage.tab.keyboard.press("Control+z")
    expect(editor(panel)).to_have_value("a = 1\nb = 2")


def test_huge_paste(stage: Stage) -> None:
    """A text that would make the page slow isn't pasted, and the page says why."""
    panel = stage.open()
    before = editor(panel).input_value()
    paste(panel, "x = 1\n" * 200_000)
    expect(stage.tab.locator(".said")).to_have_text(re.compile("Not pasted: .* 40,000 characters"))
    expect(editor(panel)).to_have_value(before)


# held against the recording


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
    ("a\nb", "b\na", {"unordered": ("1-9",)}),
    ("b 1.5\na 2.5\n", "a 3.5\nb 4.5\n", {"unordered": ("1-2",), "measured": True}),
    ("\u0661.\u0662\n", "1.2\n", {"measured": True}),
]


@pytest.mark.parametrize("case", CASES)
def test_compare(case: tuple[str, str, dict[str, Any]], stage: Stage) -> None:
    """Two outputs are the same here exactly if a review calls them the same."""
    one, other, header = case
    example = cast(Example, SimpleNamespace(settings=Settings(**header)))
    same = comparable(example, one) == comparable(example, other)
    blocks = [[block.start, block.stop - 1] for block in example.settings.blocks]
    known = {"measured": example.settings.measured, "unordered": blocks}
    stage.visit()
    found = stage.tab.evaluate(
        "([known, one, other]) => import('/run/compare.js').then(({ compare }) => "
        "compare(known, { output: one, status: 0 }, { output: other, status: 0 }))",
        [known, one, other],
    )
    assert found["same"] is same


def test_compare_status(stage: Stage) -> None:
    """The same output with another exit status isn't the same."""
    stage.give([OUTPUT], {"status": 1, "line": 3})
    panel = stage.open()
    stage.run()
    expect(results(panel).first).to_contain_text("Its exit status is 1; the recorded one is 0.")


# the playground


def test_playground(stage: Stage) -> None:
    """It begins empty, and runs what is written with the settings that are chosen."""
    stage.give(["mine\n"])
    ground = stage.playground()
    expect(editor(ground)).to_have_value("")
    editor(ground).fill("import pytest")
    ground.get_by_role("radio", name="Trio").check()
    ground.get_by_role("checkbox", name="Virtual clock").check()
    stage.run()
    (run,) = stage.fake["runs"]
    wanted = {"text": "import pytest\n", "backend": "trio", "clock": "virtual", "order": "free"}
    assert wanted.items() <= run.items()
    assert run["extras"] == ["pytest"]
    expect(ground.locator(".here-verdict")).to_have_count(0)


def test_playground_example(stage: Stage) -> None:
    """An example comes with its settings, its caption, and a link back; and it's compared."""
    stage.give([OUTPUT])
    ground = stage.playground(f"#e={NAME}")
    expect(editor(ground)).to_have_value(described()["text"].rstrip("\n"))
    expect(ground.get_by_role("checkbox", name="Virtual clock")).to_be_checked()
    expect(ground.get_by_role("checkbox", name="Fixed order")).to_be_checked()
    expect(ground).to_contain_text("The outer timeout limits")
    expect(ground.get_by_role("link", name=NAME)).to_have_attribute("href", f"{ADDRESS}e/{NAME}/")
    stage.run()
    expect(status(ground)).to_have_text("Finished: as recorded")


def test_share(stage: Stage) -> None:
    """A shared address holds the program and its settings; who opens it has the same."""
    ground = stage.playground()
    code = "print('ä😀')\n" * 20
    editor(ground).fill(code)
    ground.get_by_role("radio", name="Trio").check()
    ground.get_by_role("checkbox", name="Fixed order").check()
    ground.get_by_role("button", name="Share").click()
    expect(status(ground)).to_contain_text("address holds the program now")
    link = stage.tab.url
    assert stage.tab.evaluate("copied") == [link]
    assert len(link) < len(code)
    stage.tab.goto("about:blank")
    ground = stage.playground(link.removeprefix(ADDRESS))
    expect(editor(ground)).to_have_value(code.removesuffix("\n"))
    expect(ground.get_by_role("radio", name="Trio")).to_be_checked()
    expect(ground.get_by_role("checkbox", name="Fixed order")).to_be_checked()
    expect(ground.get_by_role("checkbox", name="Virtual clock")).not_to_be_checked()


def test_long_link(stage: Stage) -> None:
    """A link that some programs would cut comes with a warning."""
    ground = stage.playground()
    paste(ground, "\n".join(f"{number**20:x}" for number in range(100, 900)))
    ground.get_by_role("button", name="Share").click()
    expect(status(ground)).to_contain_text("some chats and mail programs cut links that long")


def test_link_from_panel(stage: Stage) -> None:
    """The panel's link holds the example by its name, and edited code as it is."""
    panel = stage.open()
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
def test_broken_links(fragment: str, stage: Stage) -> None:
    """A link that can't be read says so, and leaves an editor that can be used."""
    ground = stage.playground(fragment)
    expect(ground.get_by_role("alert")).to_contain_text(BROKEN[fragment])
    expect(editor(ground)).to_have_value("")


def test_bomb(stage: Stage) -> None:
    """A short link that unpacks to far more than a program can have is refused."""
    ground = stage.playground()
    link = stage.tab.evaluate(
        "import('/run/share.js').then(({ encode }) => encode({ code: 'x'.repeat(3e7) }))"
    )
    stage.tab.evaluate("link => (location.hash = link)", link)
    expect(ground.get_by_role("alert")).to_contain_text("too long")


def test_download(stage: Stage) -> None:
    """A download is the program, byte by byte."""
    ground = stage.playground()
    editor(ground).fill("print('ä#%')")
    with stage.tab.expect_download() as download:
        ground.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "playground.py"
    assert Path(download.value.path()).read_text("utf-8") == "print('ä#%')\n"


# for everybody


STATES: Mapping[str, tuple[list[Any], dict[str, Any]]] = {
    "open": ([], {}),
    "loading": ([], {"holds": True}),
    "failed": ([], {"fails": "why"}),
    "differs": ([["a\n"], ["b\n", "err"], ["c"], ["d\n", "err"]], {}),
    "deadlock": ([{"how": "deadlock", "waiting": [{"task": "main", "line": 12}]}], {}),
    "error": ([["Traceback\n", "err"], {"status": 1, "line": 14}], {}),
    "absent": ([{"status": 1, "absent": {"what": "sockets", "line": 14}}], {}),
    "long": ([["x\n" * 500]], {}),
}


def shown(state: str, stage: Stage) -> Locator:
    """The panel in a state."""
    script, given = STATES[state]
    stage.give(*script, **given)
    panel = stage.open()
    if state == "loading":
        panel.get_by_role("button", name="Run", exact=True).click()
        panel.get_by_role("progressbar").wait_for()
    elif state != "open":
        stage.run()
    return panel


@pytest.mark.parametrize("state", STATES)
def test_axe(state: str, stage: Stage) -> None:
    """Axe finds no barrier in any state, in neither scheme, at no width."""
    shown(state, stage)
    rules = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    found = []
    for width in (320, 1280):
        stage.tab.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            stage.tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            for rule in Axe().run(stage.tab, options=rules).response["violations"]:
                places = [node["target"] for node in rule["nodes"]]
                found.append(f"{width} {scheme} {rule['id']}: {places}")
    assert found == []


@pytest.mark.parametrize("state", STATES)
def test_fits(state: str, stage: Stage) -> None:
    """At no width is anything wider than the window, and a finger hits every button."""
    panel = shown(state, stage)
    for width in (320, 360, 1920):
        stage.tab.set_viewport_size({"width": width, "height": 900})
        assert stage.tab.evaluate("document.documentElement.scrollWidth") <= width
        small = [
            button.inner_text()
            for button in panel.locator("button:visible, a:visible, label:visible").all()
            if (box := button.bounding_box()) and min(box["width"], box["height"]) < 24
        ]
        assert small == []
