"""A program reaches nothing of the page, and a page loads nothing before its reader asks."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from helpers.apart import REACHES, SENDS
from helpers.prepared import prepared
from helpers.stage import Served, Stage, served
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.whole_browser

WITHOUT_POLICY = ("XMLHttpRequest", "WebSocket", "EventSource")
"""What of it arrives where there's no policy. (`fetch` isn't the browser's any more.)"""

NESTED = """new Worker(URL.createObjectURL(new Blob([`fetch("{url}", {{ mode: "no-cors" }})`])))"""
"""What a worker starts that isn't blocked as Python blocks it: another one, with a `fetch`."""

PROGRAM = """\
import js
from pyodide.ffi import to_js as _to_js

def to_js(value):
    return _to_js(value, dict_converter=js.Object.fromEntries)

try:
    {attempt}
except BaseException as error:
    print("failed:", type(error).__name__, str(error)[:200])
else:
    print("done")
"""


@pytest.fixture(scope="module")
def server(server: Served) -> Served:
    """The page, and something beside it."""
    (server.folder / "secret").write_text("secret", "utf-8")
    return server


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of another origin."""
    folder = tmp_path_factory.mktemp("other")
    (folder / "secret").write_text("secret", "utf-8")
    with served(folder) as server:
        yield server


@pytest.fixture(scope="module")
def stage(browser: Browser, server: Served) -> Iterator[Stage]:
    """The page, which listens to whoever speaks to it."""
    stage = Stage.open(browser, server.address)
    stage.page.evaluate(
        """() => {
          window.heard = [];
          new BroadcastChannel("x").onmessage = (event) => heard.push(event.data);
        }"""
    )
    assert stage.call("load")["error"] is None
    yield stage
    stage.page.close()


def without_policy(page: bytes) -> bytes:
    """The box's page as if nothing was forbidden to it."""
    return re.sub(rb"<meta http-equiv[^>]*>", b"", page)


def attempt(stage: Stage, text: str, to: Served) -> str:
    """What a program says that tries something; by then, it has had its effect."""
    to.asked.clear()
    port = to.address.rstrip("/").rpartition(":")[2]
    text = text.format(url=f"{to.address}secret", port=port)
    ran = stage.run(PROGRAM.format(attempt=text), limit=5)
    time.sleep(0.3)
    output: str = ran["output"]
    return output


@pytest.mark.parametrize("text", SENDS.values(), ids=SENDS)
def test_sends_nothing(stage: Stage, server: Served, other: Served, text: str) -> None:
    """No program reaches a server, the page's own or another one."""
    for to in (server, other):
        said = attempt(stage, text, to)
        assert said
        assert "secret" not in to.asked
        assert not [path for path in to.asked if "secret" in path], said


@pytest.mark.parametrize("name", WITHOUT_POLICY)
def test_would_be_seen(browser: Browser, server: Served, other: Served, name: str) -> None:
    """Without the box's policy, the same programs would be seen: it's what keeps them from it.

    A busy machine may end a worker before what it began is on its way: so there's another try.
    """
    server.instead["/run/box.html"] = without_policy
    try:
        stage = Stage.open(browser, server.address)
        assert any(
            attempt(stage, SENDS[name], other) and "/secret" in other.asked for _ in range(10)
        )
        stage.page.close()
    finally:
        server.instead.clear()


@pytest.mark.parametrize("is_kept", [True, False], ids=["policy", "none"])
def test_worker_in_the_worker(
    browser: Browser, server: Served, other: Served, is_kept: bool
) -> None:
    """A worker that the worker starts has no network either; without the policy, it would."""
    if not is_kept:
        server.instead["/run/box.html"] = without_policy
    try:
        stage = Stage.open(browser, server.address)
        assert stage.call("load")["error"] is None
        other.asked.clear()
        stage.page.workers[-1].evaluate(f"void {NESTED.format(url=other.address + 'secret')}")
        # what may arrive is waited for; of what may not, a second is enough to see it
        deadline = time.monotonic() + (1 if is_kept else 10)
        while "/secret" not in other.asked and time.monotonic() < deadline:
            time.sleep(0.05)
        assert ("/secret" not in other.asked) is is_kept
        stage.page.close()
    finally:
        server.instead.clear()


@pytest.mark.parametrize("text", REACHES.values(), ids=REACHES)
def test_reaches_nothing(stage: Stage, server: Served, text: str) -> None:
    """Of what belongs to the page or could run other code, a program reaches nothing."""
    said = attempt(stage, text, server)
    assert said.startswith("failed: "), said
    assert not [path for path in server.asked if "secret" in path]


def test_has_no_effect(stage: Stage, server: Served) -> None:
    """What a program says to other pages isn't heard, and what it keeps isn't the page's."""
    address = stage.page.url
    for text in (
        "js.BroadcastChannel.new('x').postMessage('y')",
        "js.location.href = '{url}'",
        "js.caches.open('x')",
        "js.navigator.storage.getDirectory()",
        "js.postMessage('y')",
    ):
        attempt(stage, text, server)
        assert not [path for path in server.asked if "secret" in path]
    assert stage.page.url == address
    kept = stage.page.evaluate(
        "async () => [heard.length, (await caches.keys()).length,"
        " (await indexedDB.databases()).length, localStorage.length]"
    )
    assert kept == [0, 0, 0, 0]


def test_page_is_closed_to_the_box(stage: Stage) -> None:
    """The frame is of another origin than the page, and may do nothing but run scripts."""
    frame = stage.page.locator("iframe")
    assert frame.get_attribute("sandbox") == "allow-scripts"
    [box] = stage.page.frames[1:]
    assert box.evaluate("origin") == "null"
    reached = box.evaluate(
        "() => { try { return parent.document.title } catch (error) { return error.name } }"
    )
    assert reached == "SecurityError"


def test_nothing_before_it_is_asked_for(browser: Browser, address: str) -> None:
    """A page loads nothing of the runner before a panel is opened, and Python not before Run."""
    prepared()
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(f"{address}timeouts/", wait_until="networkidle")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(300)

    def runs() -> list[str]:
        return [each for each in asked if re.match(r"run/|e/.*\.json", each)]

    assert runs() == []
    card = page.locator("#timeouts-move_on_after")
    card.get_by_role("button", name="Run here").click()
    run = card.get_by_role("button", name="Run", exact=True)
    expect(run).to_be_visible()
    opened = runs()
    assert "e/timeouts/move_on_after.json" in opened
    assert not [each for each in opened if each.endswith((".gz", "box.html"))]
    run.click()
    expect(card).to_contain_text("as recorded", ignore_case=True, timeout=30_000)
    assert {f"run/{name}.gz" for name in ("engine.js", "python.wasm")} <= set(runs())
    page.close()


def test_policy_is_kept(browser: Browser, address: str) -> None:
    """No page of any kind tries what its policy forbids."""
    prepared()
    page = browser.new_page()
    complaints: list[str] = []
    page.on(
        "console",
        lambda said: (
            complaints.append(f"{page.url}: {said.text}")
            if re.search("content security policy|policy:", said.text, re.IGNORECASE)
            else None
        ),
    )
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (event) =>"
        " console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))"
    )
    for name in ("", "timeouts/", "examples/", "reference/", "404.html", "e/timeouts/nested/"):
        page.goto(address + name, wait_until="networkidle")
    _open_search(page)
    page.goto(f"{address}playground/", wait_until="networkidle")
    page.goto(f"{address}timeouts/", wait_until="networkidle")
    card = page.locator("#timeouts-move_on_after")
    card.get_by_role("button", name="Run here").click()
    card.get_by_role("button", name="Run", exact=True).click()
    expect(card).to_contain_text("as recorded", ignore_case=True, timeout=30_000)
    # and it would be seen
    assert complaints == []
    page.evaluate("document.body.append(Object.assign(new Image(), { src: 'http://other.test/' }))")
    page.wait_for_timeout(200)
    assert complaints
    page.close()


def _open_search(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("cancel")
    page.wait_for_timeout(300)
