"""The filter of the catalogue in a real browser."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from helpers.support import ROOT, Site
from playwright.sync_api import Browser, Page, expect

from anyio_by_example.library.library import Library
from anyio_by_example.pages.catalogue import AT_ONCE, Entry, find_shelves
from anyio_by_example.pages.menu import find_menu


@pytest.fixture(scope="module")
def entries(library: Library) -> list[Entry]:
    """What is in the catalogue."""
    shelves = find_shelves(library, find_menu(ROOT / "docs").pages)
    return [entry for shelf in shelves for entry in shelf.entries]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab; any error on a page fails the test."""
    with browser.new_context(viewport={"width": 1000, "height": 900}) as context:
        tab = context.new_page()
        tab.set_default_timeout(5000)
        errors: list[str] = []
        tab.on("pageerror", lambda error: errors.append(str(error)))
        yield tab
        assert errors == []


def names(tab: Page) -> list[str]:
    """The names of the examples that are shown."""
    found: list[str] = tab.evaluate("""[...document.querySelectorAll(".catalogue li")]
        .filter(row => row.checkVisibility()).map(row => row.querySelector("code").textContent)""")
    return found


def all_names(tab: Page) -> list[str]:
    """The same, when all that match were asked for; some at a time, none twice."""
    more = tab.locator(".filter-more button")
    while more.is_visible():
        before = names(tab)
        asked = int(more.inner_text().split()[1])
        more.click()
        found = names(tab)
        assert found[: len(before)] == before
        assert tab.evaluate("document.activeElement.closest('li') !== null")
        assert len(found) >= len(before) + asked
    return names(tab)


FILTERS: dict[str, Callable[[Entry], bool]] = {
    "topic=timeouts": lambda e: e.example.topic == "timeouts",
    "api=anyio.sleep": lambda e: "sleep" in e.names,
    "api=anyio.CancelScope": lambda e: any(
        n == "CancelScope" or n.startswith("CancelScope.") for n in e.names
    ),
    "on=only-asyncio": lambda e: e.only == "asyncio",
    "on=trio": lambda e: "trio" in [r.name for r in e.runtimes],
    "on=differs": lambda e: e.differs,
    "on=as-written": lambda e: [r.name for r in e.runtimes] == ["as-written"],
    "here=yes": lambda e: e.runs_here,
    "on=here": lambda e: e.runs_here,
    "on=only-trio&here=yes": lambda e: e.only == "trio" and e.runs_here,
    "kind=wrong": lambda e: bool(e.example.settings.right),
    "kind=right": lambda e: not e.example.settings.right,
    "text=ANYIO.LOCK": lambda e: any(n.lower().startswith("lock") for n in e.names),
    "text=move_on_after.py": lambda e: e.example.name.endswith("move_on_after.py"),
    "text=passes%20arguments%20result": lambda e: e.example.name == "basic/arguments_and_result.py",
    "topic=timeouts&api=anyio.sleep&kind=wrong": lambda e: (
        e.example.topic == "timeouts" and "sleep" in e.names and bool(e.example.settings.right)
    ),
}


@pytest.mark.alike(6)
@pytest.mark.parametrize("query", FILTERS)
def test_address(query: str, tab: Page, address: str, entries: list[Entry]) -> None:
    """An address with a filter shows those that match, their count, and no empty section."""
    wanted = [entry.example.name for entry in entries if FILTERS[query](entry)]
    assert wanted, "this filter would show nothing"
    tab.goto(f"{address}examples/?{query}")
    first = names(tab)
    assert len(first) >= min(len(wanted), AT_ONCE)
    assert first == wanted[: len(first)]
    assert all_names(tab) == wanted
    count = f"{len(wanted)} of {len(entries)} examples"
    assert tab.locator(".catalogue [role=status]").inner_text() == count
    sections = tab.locator(".catalogue section:visible")
    assert sections.count() == tab.locator(".catalogue section:has(li:visible)").count()


TRAITS: dict[str, Callable[[Entry], set[str]]] = {
    "topic": lambda e: {e.example.topic},
    "api": lambda e: {
        f"anyio.{'.'.join(name.split('.')[:length])}"
        for name in e.names
        for length in range(1, name.count(".") + 2)
    },
    "on": lambda e: {*e.marks},
    "kind": lambda e: {"wrong" if e.example.settings.right else "right"},
}
"""What an example can be chosen by in each list of choices."""


@pytest.mark.parametrize("query", ["", "kind=wrong&here=yes", "topic=timeouts&api=anyio.sleep"])
def test_counts(query: str, tab: Page, address: str, entries: list[Entry]) -> None:
    """Beside each choice is how many examples it leaves, with the others as they are."""
    tab.goto(f"{address}examples/?{query}")
    chosen = [FILTERS[each] for each in query.split("&") if each]
    fields = [each.partition("=")[0] for each in query.split("&") if each]
    for field, traits in TRAITS.items():
        rest = [match for match, each in zip(chosen, fields, strict=True) if each != field]
        left = Counter(
            trait
            for entry in entries
            if all(match(entry) for match in rest)
            for trait in traits(entry)
        )
        told = tab.locator(f"[name={field}] option").evaluate_all(
            "all => all.map(each => [each.value, each.text, each.disabled]).filter(each => each[0])"
        )
        for value, text, is_disabled in told:
            assert text.endswith(f" ({left[value]})"), field
            assert is_disabled == (not left[value]), text
    rest = [match for match, each in zip(chosen, fields, strict=True) if each != "here"]
    here = sum(entry.runs_here and all(match(entry) for match in rest) for entry in entries)
    assert tab.locator(".filter-check").inner_text().endswith(f"({here})")


def test_some_at_a_time(tab: Page, address: str, entries: list[Entry]) -> None:
    """Forty are shown, then forty more; a pair isn't parted, and what is linked is shown."""
    tab.goto(f"{address}examples/")
    wanted = [entry.example.name for entry in entries]
    assert wanted[:AT_ONCE] == names(tab)[:AT_ONCE]
    assert len(names(tab)) < AT_ONCE + 5
    assert tab.locator(".filter-more").inner_text().endswith(f"of {len(entries)} are shown")
    tab.goto("about:blank")
    tab.goto(f"{address}examples/?kind=wrong")
    wrong = [entry.example.name for entry in entries if entry.example.settings.right]
    assert names(tab) == wrong[:AT_ONCE]
    tab.goto(f"{address}examples/#topic-web")
    expect(tab.locator("#topic-web")).to_be_in_viewport()
    assert names(tab)[-1] == next(n for n in reversed(wanted) if n in {*names(tab)})
    assert "web" in {name.partition("/")[0] for name in names(tab)}


@pytest.mark.at_length
def test_pairs_stand_side_by_side(tab: Page, address: str, entries: list[Entry]) -> None:
    """Where there is room, what is right stands beside what is wrong."""
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.goto(f"{address}examples/")
    all_names(tab)
    boxes = tab.evaluate("""Object.fromEntries([...document.querySelectorAll(".catalogue li")].map(
        row => [row.querySelector("code").textContent, row.getBoundingClientRect().toJSON()]))""")
    pairs = 0
    for wrong, right in itertools.pairwise(entries):
        if wrong.example.settings.right == right.example.name:
            one, other = boxes[wrong.example.name], boxes[right.example.name]
            assert one["top"] == other["top"], wrong.example.name
            assert one["right"] < other["left"], wrong.example.name
            pairs += 1
    assert pairs > 50
    tab.set_viewport_size({"width": 1000, "height": 900})


def test_choosing(tab: Page, address: str, entries: list[Entry]) -> None:
    """What is chosen is kept in the address, comes back with Back, and can be reset."""
    tab.goto(f"{address}examples/")
    assert tab.locator(".catalogue [role=status]").inner_text() == f"{len(entries)} examples"
    tab.get_by_label("Topic").select_option("timeouts")
    tab.get_by_label("API", exact=True).select_option("anyio.fail_after")
    tab.get_by_label("Kind").select_option("right")
    assert tab.url == f"{address}examples/?topic=timeouts&api=anyio.fail_after&kind=right"
    shown = names(tab)
    tab.locator(".catalogue li:visible a").first.click()
    tab.wait_for_url("**/#timeouts-*")
    tab.go_back()
    tab.wait_for_url("**/examples/**")
    assert tab.get_by_label("API", exact=True).input_value() == "anyio.fail_after"
    assert names(tab) == shown
    tab.get_by_role("button", name="Reset").click()
    expect(tab.locator(".catalogue [role=status]")).to_have_text(f"{len(entries)} examples")
    assert tab.url == f"{address}examples/"
    assert len(all_names(tab)) == len(entries)


def test_no_match(tab: Page, address: str) -> None:
    """Where nothing matches, the page says so and offers all; also for a name that isn't used."""
    for query in ("text=nothing+is+like+this", "api=anyio.no_such_name"):
        tab.goto(f"{address}examples/?{query}")
        assert names(tab) == []
        assert tab.get_by_text("No example matches.").is_visible()
        tab.get_by_role("button", name="Show all examples").click()
        expect(tab.locator(".filter-none")).to_be_hidden()
        assert len(names(tab)) >= AT_ONCE


def test_keyboard(tab: Page, address: str) -> None:
    """The fields come in order, and Enter in the text field leaves the page as it is."""
    tab.goto(f"{address}examples/")
    tab.get_by_label("Caption, file or API name").fill("lock")
    tab.keyboard.press("Enter")
    assert tab.url == f"{address}examples/?text=lock"
    labels = []
    for _ in range(6):
        tab.keyboard.press("Tab")
        labels.append(tab.evaluate("document.activeElement.name || document.activeElement.type"))
    assert labels == ["topic", "api", "on", "kind", "here", "reset"]


def test_as_a_file(tab: Page, site: Site, entries: list[Entry]) -> None:
    """It works where the site is a folder."""
    tab.goto(site.file("examples.md").as_uri())
    tab.get_by_label("Kind").select_option("wrong")
    wrong = [entry.example.name for entry in entries if entry.example.settings.right]
    assert all_names(tab) == wrong


def test_without_script(browser: Browser, address: str, entries: list[Entry]) -> None:
    """Without JavaScript there is no filter, and the whole list."""
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{address}examples/?kind=wrong")
        assert not tab.locator(".catalogue form").is_visible()
        assert tab.locator(".catalogue li").count() == len(entries)
        assert tab.locator(".catalogue li").last.is_visible()


@pytest.mark.at_length
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barriers(scheme: str, tab: Page, address: str) -> None:
    """Axe finds nothing, and nothing is wider than a phone."""
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(f"{address}examples/?kind=wrong")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    found = Axe().run(tab, ".catalogue")
    assert [each["id"] for each in found.response["violations"]] == []
