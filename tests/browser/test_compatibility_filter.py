"""The filter of what holds with which release, in a real browser, held against the matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qsl

import pytest
from axe_playwright_python.sync_playwright import Axe
from helpers.support import ROOT, Site
from playwright.sync_api import Browser, Page, expect

from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library
from anyio_by_example.matrix.column import RELEASES
from anyio_by_example.matrix.outcome import DIFFERS, MISSING, SAME, UNKNOWN, VARIES
from anyio_by_example.matrix.since import label
from anyio_by_example.pages.compatibility import AT_ONCE
from anyio_by_example.pages.menu import find_menu
from anyio_by_example.pages.profile import KINDS
from anyio_by_example.runtime import EAGER

PAGE = "releases/compatibility/"

CALLED = dict.fromkeys((DIFFERS, VARIES, UNKNOWN), "differs") | {SAME: "same", MISSING: "missing"}
"""What has no result differs; what couldn't be run isn't called anything."""

QUERIES = (
    "release=4.12&outcome=differs",
    "release=4.14.2&on=trio",
    "release=4.0&on=asyncio-uvloop&python=3.11&outcome=missing",
    "release=3.7.1&python=3.13&outcome=same",
    "release=4.10&on=asyncio-eager&outcome=differs",
    "on=as-written",
    "release=4.13&on=as-written&outcome=differs",
    "python=3.12&outcome=differs",
    "outcome=missing&on=trio&topic=tasks",
    "topic=timeouts",
    "release=4.15.1&text=timeouts/move",
)
"""What is chosen, as an address says it."""

WHERE = {"release", "python", "on"}


@pytest.fixture(scope="module")
def examples(library: Library) -> list[Example]:
    """The examples in the list, in its order: by topics, as pages show the first of each."""
    pages = find_menu(ROOT / "docs").pages
    names = dict.fromkeys(name for page in pages for name in page.snippets)
    shown = [library.example(name) for name in names]
    topics = [*dict.fromkeys(example.topic for example in shown)]
    return sorted(shown, key=lambda example: topics.index(example.topic))


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


def outcomes(library: Library, example: Example, chosen: dict[str, str]) -> set[str]:
    """What an example came to where somebody is; with eager tasks only if these are chosen."""
    entry = library.entry(example)
    if not entry:
        return set()
    return {
        CALLED[outcome.kind]
        for (runtime, column), row in entry.outcomes.items()
        for release, outcome in zip(RELEASES, row, strict=True)
        if outcome.was_run
        and not column.trio
        and (chosen.get("on") or runtime != EAGER)
        and chosen.get("release", label(release)) == label(release)
        and chosen.get("python", column.python) == column.python
        and chosen.get("on", runtime.name) == runtime.name
    }


def matches(library: Library, example: Example, chosen: dict[str, str]) -> bool:
    """Whether an example is shown."""
    found = outcomes(library, example, chosen)
    text = f"{example.caption}\n{example.name}".lower()
    return (
        chosen.get("topic", example.topic) == example.topic
        and chosen.get("text", "") in text
        and (not WHERE & chosen.keys() or bool(found))
        and ("outcome" not in chosen or chosen["outcome"] in found)
    )


def shown(tab: Page) -> list[str]:
    """The names of the examples that are shown, when all that match were asked for."""
    more = tab.locator(".filter-more button")
    while more.is_visible():
        more.click()
    found: list[str] = tab.evaluate("""[...document.querySelectorAll(".compatibility-list a")]
        .filter(a => a.checkVisibility()).map(a => a.pathname.split("/e/")[1].slice(0, -1))""")
    return [f"{name}.py" for name in found]


@pytest.mark.alike(3)
@pytest.mark.parametrize("query", QUERIES)
def test_address(
    query: str, tab: Page, address: str, library: Library, examples: list[Example]
) -> None:
    """An address shows the examples that came to what it asks for, where it asks for it."""
    chosen = dict(parse_qsl(query))
    wanted = [each.name for each in examples if matches(library, each, chosen)]
    assert 0 < len(wanted) < len(examples)
    tab.goto(f"{address}{PAGE}?{query}")
    assert shown(tab) == wanted
    count = f"{len(wanted)} of {len(examples)} examples"
    assert tab.locator(".compatibility [role=status]").inner_text() == count


@pytest.mark.parametrize("query", ["release=4.12&on=trio", "python=3.12"])
def test_counts(
    query: str, tab: Page, address: str, library: Library, examples: list[Example]
) -> None:
    """Beside each outcome and each topic is how many examples it leaves."""
    chosen = dict(parse_qsl(query))
    tab.goto(f"{address}{PAGE}?{query}")
    there = [each for each in examples if matches(library, each, chosen)]
    left = {
        "outcome": Counter(kind for e in there for kind in outcomes(library, e, chosen)),
        "topic": Counter(each.topic for each in there),
    }
    for field, counts in left.items():
        told = tab.locator(f"[name={field}] option").evaluate_all(
            "all => all.map(each => [each.value, each.text]).filter(each => each[0])"
        )
        assert {value: int(text.rpartition("(")[2][:-1]) for value, text in told} == {
            value: counts[value] for value, _ in told
        }


def test_said_in_each_row(
    tab: Page, address: str, library: Library, examples: list[Example]
) -> None:
    """Where a release is chosen, each row says what its example comes to there; else none does."""
    tab.goto(f"{address}{PAGE}?release=4.12&python=3.12")
    chosen = {"release": "4.12", "python": "3.12"}
    said = tab.evaluate("""[...document.querySelectorAll(".compatibility-list tr:has(a)")]
        .filter(row => !row.hidden).map(row => [...row.querySelectorAll(".compatibility-here > *")]
            .map(mark => mark.firstChild.textContent).sort())""")
    there = [each for each in examples if matches(library, each, chosen)]
    words = dict(zip(("same", "missing", "differs"), KINDS.values(), strict=True))
    assert said == [
        sorted(words[kind] for kind in outcomes(library, each, chosen)) for each in there
    ]
    tab.get_by_role("button", name="Reset").click()
    expect(tab.locator(".compatibility-here")).to_have_count(0)
    assert tab.url == f"{address}{PAGE}"


def test_said_where(tab: Page, address: str) -> None:
    """Of an example that came to several things, it's said on which event loops and Pythons."""
    tab.goto(f"{address}{PAGE}?release=4.15&text=releases/unread_data")
    marks = tab.locator(".compatibility-here > *:visible")
    assert sorted(marks.all_inner_texts()) == [
        "differs on asyncio",
        "works on uvloop, Trio",
    ]
    tab.get_by_label("Event loop").select_option("trio")
    assert marks.all_inner_texts() == ["works"]
    tab.goto(f"{address}{PAGE}?release=3.7.1&text=resources/half_opened")
    assert sorted(marks.all_inner_texts()) == [
        "differs on asyncio, uvloop (Python 3.11, 3.12, 3.13)",
        "lacks a name on Trio; asyncio, uvloop (Python 3.10)",
    ]


ALIASES = {
    "4.8.0": "4.8",
    "4.14": "4.14",
    "3.7": "3.7.1",
    "4.6.2": "4.6.2.post1",
    "4.12.1": "4.12.1",
}


@pytest.mark.parametrize("typed", ALIASES)
def test_release_as_typed(typed: str, tab: Page, address: str) -> None:
    """A release is understood as it's written elsewhere, too."""
    tab.goto(f"{address}{PAGE}?release={typed}")
    expect(tab.get_by_label("I’m on AnyIO")).to_have_value(ALIASES[typed])
    expect(tab.locator(".compatibility-here").first).to_be_visible()


def test_release_that_is_not_there(tab: Page, address: str) -> None:
    """Of a release that wasn't run, the page says so, and offers all."""
    tab.goto(f"{address}{PAGE}?release=9.9")
    assert shown(tab) == []
    tab.get_by_role("button", name="Show all examples").click()
    expect(tab.locator(".filter-none")).to_be_hidden()


def test_some_at_a_time(tab: Page, address: str) -> None:
    """Forty rows are shown at first, with the topics that they are of; a press shows more."""
    tab.goto(f"{address}{PAGE}")
    rows = tab.locator(".compatibility-list tr:has(a):visible")
    expect(rows).to_have_count(AT_ONCE)
    topics = tab.locator(".compatibility-list [scope=rowgroup]:visible").count()
    tab.locator(".filter-more button").click()
    expect(rows).to_have_count(2 * AT_ONCE)
    assert tab.locator(".compatibility-list [scope=rowgroup]:visible").count() >= topics
    assert tab.evaluate("document.activeElement.closest('tr') !== null")


def test_release_in_the_table(tab: Page, address: str) -> None:
    """A release in the table of counts chooses it, and leads to the list."""
    tab.goto(f"{address}{PAGE}")
    tab.locator(".compatibility-counts a", has_text="4.11").click()
    tab.wait_for_url(f"{address}{PAGE}?release=4.11#compatibility-list")
    expect(tab.get_by_label("I’m on AnyIO")).to_have_value("4.11")
    expect(tab.locator("#compatibility-list")).to_be_in_viewport()


def test_as_a_file(tab: Page, site: Site) -> None:
    """It works where the site is a folder."""
    tab.goto(site.file("releases/compatibility.md").as_uri())
    tab.get_by_label("I’m on AnyIO").select_option("4.8")
    expect(tab.locator(".compatibility-here").first).to_be_visible()


def test_without_script(browser: Browser, address: str, examples: list[Example]) -> None:
    """Without JavaScript there is no filter, and the whole list."""
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{address}{PAGE}?release=4.8")
        assert not tab.locator(".compatibility form").is_visible()
        assert tab.locator(".compatibility-list a:visible").count() == len(examples)


@pytest.mark.at_length
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", [f"{PAGE}?release=4.8", "releases/all-changes/"])
def test_no_barriers(page: str, scheme: str, tab: Page, address: str) -> None:
    """Axe finds nothing, and nothing is wider than a phone."""
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(address + page)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    found = Axe().run(tab, "article")
    assert [each["id"] for each in found.response["violations"]] == []
    tab.set_viewport_size({"width": 1000, "height": 900})
