"""Other sites and "Run here": none runs anything in the name of this one, or disturbs who does."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from helpers import toy
from helpers.stage import Served, Stage, lay, served
from playwright.sync_api import Browser, Frame, Page

PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Other</title></html>'

EMBED = """
async ([address, sandbox]) => {
  const frame = document.createElement("iframe");
  if (sandbox !== null) frame.sandbox = sandbox;
  frame.src = `${address}run/box.html`;
  const heard = [];
  addEventListener("message", ({ data }) => heard.push(data));
  await new Promise((resolve) => {
    frame.onload = resolve;
    document.body.append(frame);
  });
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => heard.push(data.message.type);
  frame.contentWindow.postMessage("", "*", [channel.port2]);
  channel.port1.postMessage({ type: "start", number: 1 });
  await new Promise((resolve) => setTimeout(resolve, 300));
  frame.remove();
  return heard;
}
"""
"""What is heard from a box that this page embeds and speaks to."""

FLOOD = """
() => setInterval(() => {
  for (let count = 0; count < 50; count++) {
    opened.frames[0]?.postMessage("", "*", [new MessageChannel().port2]);
    opened.postMessage({ type: "ready", number: 1, message: { type: "ready" } }, "*");
    opened.postMessage("box", "*");
  }
}, 2)
"""

FRAME = """
async (address) => {
  const frame = document.createElement("iframe");
  frame.src = address;
  document.body.append(frame);
}
"""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The page with the runner and a toy for Python, served."""
    folder = tmp_path_factory.mktemp("own")
    lay(folder / "site", toy.lay(folder / "run"))
    (folder / "site" / "other.html").write_text(PAGE, "utf-8")
    with served(folder / "site") as host:
        yield host


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of another origin."""
    folder = tmp_path_factory.mktemp("others")
    (folder / "other.html").write_text(PAGE, "utf-8")
    with served(folder) as server:
        yield server


@pytest.fixture
def stranger(browser: Browser, other: Served) -> Iterator[Page]:
    """A page of another site."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{other.address}other.html")
        yield page


@pytest.mark.parametrize("sandbox", [None, "allow-scripts", "allow-scripts allow-same-origin"])
def test_box_in_another_site(sandbox: str | None, stranger: Page, host: Served) -> None:
    """The frame for Python says nothing to another site's page, and takes nothing from it."""
    assert stranger.evaluate(EMBED, [host.address, sandbox]) == []


@pytest.mark.parametrize(
    ("sandbox", "heard"),
    [(None, []), ("allow-scripts allow-same-origin", []), ("allow-scripts", ["box", "here"])],
)
def test_box_with_an_origin(
    sandbox: str | None, heard: list[str], browser: Browser, host: Served
) -> None:
    """For a page of this site it's there, but not if it has the page's origin."""
    page = browser.new_page()
    page.goto(f"{host.address}other.html")
    assert page.evaluate(EMBED, [host.address, sandbox])[:2] == heard
    page.close()


def staged(frame: Page | Frame) -> Stage:
    """The page with the runner, when it's there."""
    # its policy lets no function be made of what is waited for
    while not frame.evaluate("window.stage !== undefined"):
        time.sleep(0.01)
    return Stage(frame)  # type: ignore[arg-type]  # it's evaluated in, no more


def framed(page: Page, address: str) -> Stage:
    """The page with the runner, in a frame of another page."""
    page.evaluate(FRAME, address)
    page.wait_for_function("frames.length === 1")
    [frame] = page.frames[1:]
    frame.wait_for_url(address)
    return staged(frame)


def test_framed(stranger: Page, host: Served) -> None:
    """Inside of another site's page nothing runs, and it's said what to do."""
    host.asked.clear()
    error = framed(stranger, host.address).call("load")["error"]
    assert error.startswith("another site shows this page inside of its own")
    assert error.endswith("open this page by itself")
    assert [path for path in host.asked if path.endswith((".gz", ".zst", "box.html"))] == []


def test_framed_by_itself(browser: Browser, host: Served) -> None:
    """Inside of a page of this site, it runs."""
    page = browser.new_page()
    page.goto(f"{host.address}other.html")
    assert framed(page, host.address).call("load")["error"] is None
    page.close()


def test_flood(stranger: Page, host: Served) -> None:
    """Whoever opened the page can speak to it and to its frame without an end: Python comes."""
    with stranger.context.expect_page() as opened:
        stranger.evaluate("address => void (window.opened = open(address))", host.address)
    stage = staged(opened.value)
    stranger.evaluate(FLOOD)
    assert stage.call("load")["error"] is None
    for _ in range(3):
        assert stage.run("hello\n")["output"] == "case.py hello\n"
