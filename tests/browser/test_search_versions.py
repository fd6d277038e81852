"""The search with a release of AnyIO: it says what came later, and finds what it finds without."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from helpers.searching import FIND, ask
from helpers.support import ROOT, Site
from playwright.sync_api import Browser, Page, expect

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

QUERIES: list[dict[str, str]] = tomllib.loads(
    (ROOT / "tests" / "browser" / "versions.toml").read_text("utf-8")
)["queries"]
PAGE = "releases/compatibility/"

TOLD = """(data, names) => {
  const examples = (number) => ({ address: `there/#t-${number}`, title: `Older form ${number}` });
  byExample.releases.load({ ...data, examples });
  return byExample.releases.told(byExample.releases.asked("amap limiter 4.12"), names);
}"""


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """A tab whose search is open."""
    tab = browser.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(address)
    ask(tab, "task")
    yield tab
    tab.close()
    assert complaints == []


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query["asked"])
def test_query(query: dict[str, str], tab: Page, address: str) -> None:
    """Above the results it says since when a name is there, and what to do until then."""
    ask(tab, query["asked"])
    said = tab.locator(".search-since")
    last = "which examples work" if query["release"] else ""
    # older forms come between
    expect(said).to_have_text(re.compile(f"{re.escape(query['says'])}.*{last}$"))
    links = said.locator("a").evaluate_all("all => all.map(a => a.href)")
    assert len(links) <= 4
    assert links[-1:] == [address + f"{PAGE}?release={query['release']}"] * bool(query["release"])
    found, same = tab.evaluate(FIND, [query["asked"], query["rest"]])
    assert found == same
    assert found[0].endswith(query["first"])


def test_enough() -> None:
    """There are more than ten of them, with and without something to say."""
    assert len([query for query in QUERIES if query["says"]]) > 10
    assert len([query for query in QUERIES if not query["says"]]) > 5


def test_leads_to_the_list(tab: Page, address: str) -> None:
    """The link opens the list with the release chosen; Enter still opens the first result."""
    tab.goto(address)
    ask(tab, "amap 4.12")
    tab.locator(".search-since a").last.click()
    tab.wait_for_url(f"{address}{PAGE}?release=4.12.1")
    expect(tab.get_by_label("I’m on AnyIO")).to_have_value("4.12.1")
    ask(tab, "amap 4.12")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/#anyio.amap")


def test_from_disk(browser: Browser, site: Site) -> None:
    """On files, too, the link leads to the list."""
    tab = browser.new_page()
    tab.goto((site.folder / "timeouts" / "index.html").as_uri())
    ask(tab, "amap 4.12")
    tab.locator(".search-since a").last.click()
    tab.wait_for_url("**/releases/compatibility/index.html?release=4.12.1")
    expect(tab.get_by_label("I’m on AnyIO")).to_have_value("4.12.1")
    tab.close()


AMAP = {"id": "anyio.amap", "title": "anyio.amap", "isCalled": True, "since": "4.15"}
LIMITER = ["open_file", "limiter", "4.14"]
DATA: dict[str, tuple[dict[str, Any], list[dict[str, Any]], list[str], str]] = {
    "older forms": (
        {"older": {"anyio.amap": [[3, "4.9"], [4, "4.13"], [5, ""]]}, "compatibility": "c/"},
        [AMAP],
        ["there/#t-3", "there/#t-5", "c/?release=4.12"],
        "amap()",
    ),
    "a few of many": (
        {"older": {"anyio.amap": [[n, "4.0"] for n in (9, 5, 7, 3)]}},
        [AMAP],
        ["there/#t-9", "there/#t-5", "there/#t-7"],
        "amap()",
    ),
    "no page": ({"older": {}, "compatibility": ""}, [AMAP], [], "amap()"),
    "a name before a parameter alone": ({"parameters": [LIMITER]}, [AMAP], [], "amap()"),
    "a parameter": ({"parameters": [LIMITER]}, [], [], "open_file()"),
}


@pytest.mark.alike(3)
@pytest.mark.parametrize("case", DATA)
def test_made_up(case: str, browser: Browser, address: str) -> None:
    """An older form that works there is linked, before the list of all that does."""
    data, names, links, name = DATA[case]
    tab = browser.new_page()
    tab.goto(address)
    ask(tab, "task")
    data = {"releases": ["4.11", "4.12"], **data}
    said = tab.evaluate(f"([data, names]) => ({TOLD})(data, names)", [data, names])
    assert [link for link, _ in said["links"]] == links
    assert said["name"] == name
    tab.close()
