"""Whatever an address or the storage holds, every control of the page works.

A few of the values are tried on each kind of page; with `--every`, each of them is.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest
from helpers.links import FORBIDDEN, FRAGMENTS, PARAMETERS, STORE, STORED
from helpers.support import Site
from playwright.sync_api import Browser, Dialog, Error, Page, Route, expect

from anyio_by_example.publishing import assets

KINDS: Mapping[str, set[str]] = {
    "": {"copy", "cite"},
    "timeouts/": {"copy", "cite", "here"},
    "examples/": {"filter"},
    "releases/compatibility/": {"filter"},
    "review/": {"filter"},
    "reference/cancellation/": set(),
    "playground/": {"playground"},
    "for-maintainers/": set(),
    "404.html": set(),
    "e/timeouts/nested/": {"copy", "cite", "here"},
    "r/R601/": {"copy", "cite"},
}
"""A page of each kind, and what it has besides what all have."""

EVERYWHERE = {"colours", "keys", "menu", "search"}

USE = Path(__file__).with_name("controls.js").read_text("utf-8").split("*/\n", 1)[1]

AT_ONCE = 1
"""Visits of each kind that are made without `--every`."""

PATIENCE = 10_000
"""Milliseconds after which a page is taken for one that hangs."""


@dataclass
class Visitor:
    """A tab in which pages are visited one after the other, and what went wrong there."""

    tab: Page
    address: str
    wrong: list[str] = field(default_factory=list)

    def visit(self, kind: str, query: str, fragment: str, stored: Mapping[str, str]) -> None:
        """Open a page, and use its controls."""
        # the page before may be on its way to another one
        self.tab.goto("about:blank")
        # something else of the origin, which may store what it likes
        self.tab.goto(f"{self.address}llms.txt")
        self.tab.evaluate(STORE, stored)
        url = self.address + kind + (query and f"?{query}") + (fragment and f"#{fragment}")
        about = f"{kind}?{query[:60]}#{fragment[:60]} {str(stored)[:80]}"
        try:
            self.tab.goto(url, timeout=PATIENCE)
            found = self.use()
        except Error as error:
            self.wrong.append(f"{about}: {error.message.splitlines()[0][:200]}")
            return
        if found["dead"]:
            self.wrong.append(f"{about}: dead are {', '.join(found['dead'])}")
        # a name that is another page's leads there
        stayed = self.tab.url.startswith(url.partition("#")[0])
        wanted = EVERYWHERE | (KINDS[kind] if stayed else set())
        if missing := wanted - {*found["used"]}:
            self.wrong.append(f"{about}: there is no {', '.join(sorted(missing))}")

    def refuse(self, dialog: Dialog) -> None:
        """Close what a script has opened that isn't the site's."""
        self.wrong.append(dialog.message)
        dialog.dismiss()

    def use(self) -> dict[str, list[str]]:
        """Use the controls of the page, or of the one that it leads to."""
        for _ in range(2):
            with suppress(Error):
                return cast("dict[str, list[str]]", self.tab.evaluate(USE))
            self.tab.wait_for_load_state(timeout=PATIENCE)
        return cast("dict[str, list[str]]", self.tab.evaluate(USE))


@pytest.fixture(scope="module")
def visitor(browser: Browser, address: str) -> Iterator[Visitor]:
    """The tab that all visits share."""
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        tab = context.new_page()
        visitor = Visitor(tab, address)
        tab.on("pageerror", lambda error: visitor.wrong.append(f"{tab.url[:200]}: {error}"))
        tab.on("dialog", visitor.refuse)
        yield visitor


@pytest.fixture
def every(request: pytest.FixtureRequest) -> bool:
    """Whether every value is tried."""
    return bool(request.config.getoption("every"))


Visit = tuple[str, str, Mapping[str, str]]
"""What follows `?` and `#`, and what is stored."""


def alone() -> list[Visit]:
    """Each value by itself."""
    return [
        *(("", each, {}) for each in FRAGMENTS),
        *((each, "", {}) for each in PARAMETERS),
        *(("", "", each) for each in STORED),
        ("", "", {}),
    ]


def together() -> Iterator[Visit]:
    """One of each at once, on and on."""
    return zip(*map(itertools.cycle, (PARAMETERS, FRAGMENTS, STORED)), strict=False)


@pytest.mark.alike(4)
@pytest.mark.parametrize("kind", KINDS)
def test_controls(kind: str, visitor: Visitor, every: bool) -> None:
    """Every control works, whatever the address and the storage hold, and nothing is thrown."""
    start = [*KINDS].index(kind) * AT_ONCE
    some = itertools.islice(together(), start, start + AT_ONCE)
    visits: Iterable[Visit] = alone() if every else some
    visitor.wrong.clear()
    for visit in visits:
        visitor.visit(kind, *visit)
    assert visitor.wrong == []


@pytest.mark.alike(3)
@pytest.mark.parametrize("script", FORBIDDEN)
def test_without_storage(script: str, browser: Browser, address: str) -> None:
    """Where storing is forbidden, full or strange, every control works."""
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        context.add_init_script(script)
        visitor = Visitor(context.new_page(), address)
        visitor.tab.on("pageerror", lambda error: visitor.wrong.append(str(error)))
        visitor.visit("timeouts/", "", "", {})
        assert visitor.wrong == []


def test_stored_values(visitor: Visitor) -> None:
    """What is kept has the site's name before it; only what is known is read."""
    tab = visitor.tab
    tab.goto(f"{visitor.address}llms.txt")
    tab.evaluate("localStorage.clear()")
    tab.evaluate("localStorage.setItem('backend', 'trio')")
    tab.goto(f"{visitor.address}timeouts/")
    assert tab.evaluate("({ ...document.documentElement.dataset }).backend") is None
    tab.evaluate("document.querySelector('.choice [value=asyncio]').click()")
    assert tab.evaluate("({ ...localStorage })") == {
        "backend": "trio",
        "anyio-by-example.backend": "asyncio",
    }
    tab.evaluate("localStorage.clear()")


RANGES = {
    "L9-L11": [9, 10, 11],
    "L11-L9": [9, 10, 11],
    "L10": [10],
    "L1-L99999999999": "all",
    f"L10-L{'9' * 400}": "from 10",
    "L0-L1": [],
    "L9007199254740993": [],
    "L9-L10-L11": [],
}
"""Lines that an address names, and those that are marked."""


def test_ranges(visitor: Visitor) -> None:
    """Of the lines that an address names, those are marked that are there, and Cite names them."""
    tab = visitor.tab
    tab.goto("about:blank")
    tab.goto(f"{visitor.address}nested-timeouts/")
    card = "timeouts-nested"
    lines = tab.locator(f"#{card} [data-main] a[id]").evaluate_all(
        "all => all.map(line => +line.id.split('-L')[1])"
    )
    expected = {"all": lines, "from 10": [each for each in lines if each >= 10]}
    for range_, wanted in RANGES.items():
        tab.evaluate("hash => (location.hash = hash)", f"{card}-{range_}")
        wanted = expected[wanted] if isinstance(wanted, str) else wanted
        expect(tab.locator(".is-cited")).to_have_count(len(wanted))
        marked = tab.locator(".is-cited").evaluate_all(
            "all => all.map(line => +line.id.split('-L')[1])"
        )
        assert marked == wanted, range_
    tab.evaluate("hash => (location.hash = hash)", f"{card}-L1-L99999999999")
    expect(tab.locator(".is-cited")).to_have_count(len(lines))
    tab.locator(f"#{card} [data-action=cite]").evaluate("button => button.click()")
    expect(tab.locator(".cite button").last).to_contain_text(
        re.compile(rf"#L{lines[0]}-L{lines[-1]}$")
    )


@pytest.mark.at_length
@pytest.mark.parametrize("part", ["choices", "page", "menu", "example", "search"])
def test_parts_stand_alone(
    part: str, browser: Browser, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error in one part of the script is told, and leaves the others alive."""
    joined = assets.joined

    def broken(folder: Path, parts: tuple[str, ...], suffix: str) -> str:
        text = joined(folder, parts, suffix)
        fault = 'throw new Error("broken");' if part in parts else ""
        return text.replace('"use strict";', f'"use strict";{fault}', 1)

    monkeypatch.setattr(assets, "joined", broken)
    content = assets.site_script()
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        tab = context.new_page()
        errors: list[str] = []
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.route(
            "**/assets/site.js",
            lambda route: route.fulfill(content_type="text/javascript", body=content),
        )
        tab.goto(f"{address}timeouts/")
        dead = {each.split(":")[0] for each in tab.evaluate(USE)["dead"]}
    own = {
        "choices": {"colours", "backend", "keys"},
        "page": set[str](),
        "menu": {"menu"},
        "example": {"copy", "cite", "here"},
        "search": {"search"},
    }
    assert dead == own[part]
    assert errors == ["broken"]


def test_policy_of_a_host(browser: Browser, address: str, site: Site) -> None:
    """Where a host's own policy lets no inline script run, the controls of a page work."""
    assert site.status == 0
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        tab = context.new_page()

        def answer(route: Route) -> None:
            response = route.fetch()
            headers = {**response.headers, "content-security-policy": "default-src 'self'"}
            route.fulfill(response=response, headers=headers)

        tab.route("**/timeouts/", answer)
        tab.goto(f"{address}timeouts/")
        assert tab.evaluate("document.documentElement.className") == "js"
        assert tab.evaluate(USE)["dead"] == []


def test_table() -> None:
    """With `--every`, at least 500 values are tried on the kinds of pages."""
    assert len(alone()) * len(KINDS) >= 500
