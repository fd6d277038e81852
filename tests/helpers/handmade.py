"""HandMade: a page for the panel of "Run" and for the playground, with no Python behind.

It is made by hand, its runner only pretends, and nothing is served. So it is fast, and says
nothing of the interpreter.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, Route, expect

from anyio_by_example.publishing.assets import style_sheet
from anyio_by_example.publishing.run_here import parts
from helpers.support import ROOT

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
</code></pre><div class="example-bar"><button class="example-run" type="button">Run<span
class="visually-hidden"> {NAME}.py</span></button></div></div>
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
const fake = (window.fake = { loads: 0, halts: 0, runs: [], resets: 0, script: {} });
Object.assign(fake, window.given);
let isHere = false;
const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
export const LIMIT = 30;
export const facts = async () => ({
  bytes: 8_900_000,
  versions: { Python: "3.14.2", AnyIO: "4.16.0", Trio: "0.35.0", Pyodide: "314.0.7" },
});
export const isLoaded = () => isHere;
let coming;
export const load = (onProgress) => (coming ??= loaded(onProgress).finally(() => (coming = null)));
async function loaded(onProgress) {
  fake.loads++;
  while (fake.holds === -1) await wait(5);
  for (let part = 1; part <= 10; part++) {
    await wait(1);
    onProgress(part * 890_000, 8_900_000);
    isHere = part === 10;
    while (fake.holds === part) await wait(5);
    if (fake.fails && part === 5) throw new Error(fake.fails);
  }
}
export const halt = () => void fake.halts++;
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
        "times": "asked",
        "unordered": [],
        "extras": [],
        "expected": {"asyncio": recorded, "trio": recorded},
        **changes,
    }


@dataclass
class HandMade:
    """A page on which nothing but the runner is pretended."""

    tab: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    runs: bool = False
    """Whether the run that opened the panel hasn't been waited for."""

    @property
    def button(self) -> Locator:
        """The button of the card."""
        return self.tab.get_by_role("button", name=f"Run {NAME}.py")

    def visit(self, fragment: str = "", **example: Any) -> None:
        """Go to the page."""
        self.known = json.dumps(described(**example))
        self.tab.goto(ADDRESS + fragment)

    def give(self, *script: Any, **given: Any) -> None:
        """Say what the runner does: what it prints, and how it ends."""
        values = {"script": {"any": script}, **given}
        self.tab.add_init_script(f"window.given = {json.dumps(values)}")

    def open(self, **example: Any) -> Locator:
        """Run the example, which opens the panel of the card."""
        if not self.tab.url.startswith(ADDRESS):
            self.visit(**example)
        self.button.focus()
        self.press()
        self.runs = True
        return self.tab.get_by_role("region", name=f"Run {NAME}.py here")

    def press(self) -> None:
        """Do what pressing the button of the card does."""
        self.tab.evaluate(
            "import('/run/panel.js').then(({ run }) => run("
            "document.querySelector('.example'), document.querySelector('.example-run')))"
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
        """Run the program, unless opening the panel did, and wait for its end."""
        button = self.tab.get_by_role("button", name="Run", exact=True)
        if not self.runs:
            button.click()
        self.runs = False
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
        own: dict[str, tuple[str, str | bytes | None]] = {
            "": ("text/html", PAGE),
            "page.js": ("text/javascript", SCRIPT),
            "site.css": ("text/css", style_sheet()),
            "run/runner.js": ("text/javascript", RUNNER),
            "run/editor.js": ("text/javascript", EDITOR.read_bytes()),
            f"e/{NAME}.json": ("application/json", self.known),
        }
        kind = "text/css" if path.endswith(".css") else "text/javascript"
        kind, body = own.get(path, (kind, parts().get(path.removeprefix("run/"))))
        if body is None:
            return route.fulfill(status=404)
        return route.fulfill(content_type=kind, body=body)


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
