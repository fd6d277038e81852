"""A program reaches nothing of the page, and a page loads nothing before its reader asks."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack

import pytest
from helpers.apart import REACHES, SENDS, attempts, path
from helpers.prepared import prepared
from helpers.stage import Served, Stage, served
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.whole_browser

WITHOUT_POLICY = ("XMLHttpRequest", "WebSocket", "EventSource")
"""What of it arrives where there's no policy. (`fetch` isn't the browser's any more.)"""

NESTED = """new Worker(URL.createObjectURL(new Blob([`fetch("{url}", {{ mode: "no-cors" }})`])))"""
"""What a worker starts that isn't blocked as Python blocks it: another one, with a `fetch`."""

EFFECTS = {
    "a broadcast": "js.BroadcastChannel.new('x').postMessage('y')",
    "an address": "js.location.href = '{url}'",
    "a cache": "js.caches.open('x')",
    "storage": "js.navigator.storage.getDirectory()",
    "a message": "js.postMessage('y')",
}
"""What would be noticed elsewhere. Not all of it fails."""


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


@pytest.fixture(scope="module")
def unguarded(browser: Browser, server: Served) -> Iterator[Stage]:
    """The page as if nothing was forbidden to its box."""
    server.instead["/run/box.html"] = lambda page: re.sub(rb"<meta http-equiv[^>]*>", b"", page)
    stage = Stage.open(browser, server.address)
    assert stage.call("load")["error"] is None
    server.instead.clear()
    yield stage
    stage.page.close()


def tried(stage: Stage, texts: Mapping[str, str], to: Served) -> dict[str, str]:
    """What a program says of each of its attempts; by then, they have had their effects.

    All are made by one: none of them needs an interpreter that no other has used.
    """
    to.asked.clear()
    output: str = stage.run(attempts(texts, to.address), limit=20)["output"]
    time.sleep(1)
    lines = output.splitlines()
    return {
        name: line.removeprefix(f"{name} ")
        for name in texts
        for line in lines
        if line.startswith((f"{name} failed: ", f"{name} done"))
    }


@pytest.fixture(scope="module")
def sent(stage: Stage, server: Served, other: Served) -> list[tuple[dict[str, str], list[str]]]:
    """What the attempts to send said, and what was asked for: of the page's server and another."""
    return [(tried(stage, SENDS, to), [*to.asked]) for to in (server, other)]


@pytest.mark.parametrize("name", SENDS)
def test_sends_nothing(name: str, sent: list[tuple[dict[str, str], list[str]]]) -> None:
    """No program reaches a server, the page's own or another one."""
    for said, asked in sent:
        assert said[name]
        # what can't even be imported would send nothing either
        assert "ImportError" not in said[name]
        assert [each for each in asked if "secret" in each] == []


@pytest.mark.at_length
def test_would_be_seen(unguarded: Stage, other: Served) -> None:
    """Without the box's policy, the same programs would be seen: it's what keeps them from it.

    A busy machine may end a worker before what it began is on its way: so there's another try.
    """
    missing = {name: SENDS[name] for name in WITHOUT_POLICY}
    for _ in range(10):
        tried(unguarded, missing, other)
        for name in [name for name in missing if f"/{path(name)}" in other.asked]:
            del missing[name]
        if not missing:
            break
    assert missing == {}


@pytest.mark.parametrize("is_kept", [True, False], ids=["policy", "none"])
def test_worker_in_the_worker(stage: Stage, unguarded: Stage, other: Served, is_kept: bool) -> None:
    """A worker that the worker starts has no network either; without the policy, it would."""
    page = (stage if is_kept else unguarded).page
    assert (stage if is_kept else unguarded).run("print(1)")["output"] == "1\n"
    other.asked.clear()
    page.workers[-1].evaluate(f"void {NESTED.format(url=other.address + 'secret')}")
    # what may arrive is waited for; of what may not, a second is enough to see it
    deadline = time.monotonic() + (1 if is_kept else 10)
    while "/secret" not in other.asked and time.monotonic() < deadline:
        time.sleep(0.05)
    assert ("/secret" not in other.asked) is is_kept


@pytest.fixture(scope="module")
def reached(stage: Stage, server: Served) -> tuple[dict[str, str], list[str]]:
    """What the attempts to reach something said, and what was asked for."""
    return tried(stage, REACHES, server), [*server.asked]


@pytest.mark.parametrize("name", REACHES)
def test_reaches_nothing(name: str, reached: tuple[dict[str, str], list[str]]) -> None:
    """Of what belongs to the page or could run other code, a program reaches nothing."""
    said, asked = reached
    assert said[name].startswith("failed: "), said[name]
    assert [each for each in asked if "secret" in each] == []


def test_has_no_effect(stage: Stage, server: Served) -> None:
    """What a program says to other pages isn't heard, and what it keeps isn't the page's."""
    address = stage.page.url
    assert tried(stage, EFFECTS, server).keys() == EFFECTS.keys()
    assert [each for each in server.asked if "secret" in each] == []
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


EXAMPLE = "e/timeouts/move_on_after.json"


def test_nothing_before_it_is_asked_for(browser: Browser, address: str) -> None:
    """A page loads the runner's scripts when Run is pointed at, and the rest when it's pressed."""
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
    with page.expect_request("**/run/panel.js"):
        card.get_by_role("button", name="Run timeouts").hover()
    page.wait_for_timeout(300)
    assert [each for each in runs() if not each.endswith((".js", ".css"))] == []
    asks = [f"**/{each}" for each in ("run/engine.js.gz", "run/python.wasm.zst", EXAMPLE)]
    with ExitStack() as stack:
        for each in asks:
            stack.enter_context(page.expect_request(each))
        card.get_by_role("button", name="Run timeouts").click()
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
    for name in ("", "examples/", "404.html", "e/timeouts/nested/"):
        page.goto(address + name, wait_until="networkidle")
    _open_search(page)
    page.goto(f"{address}playground/", wait_until="networkidle")
    page.goto(f"{address}timeouts/", wait_until="networkidle")
    card = page.locator("#timeouts-move_on_after")
    card.get_by_role("button", name="Run timeouts").click()
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
