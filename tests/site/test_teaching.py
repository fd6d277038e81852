"""Pages teach: what you can do after them, an example before any verdict, what they promise."""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath

import pytest
from bs4 import Tag
from helpers.pages import SECTIONS, VERDICTS, embedded, fences, guide, pages, taught
from helpers.support import Site

from anyio_by_example.examples.example import anchor
from anyio_by_example.pages.sections import SECTIONS as NUMBERS
from anyio_by_example.reference.entry import public_names

SHOWN = {(page, anchor(name)) for page, name in embedded()}
"""Each page with the id of each example that it shows."""

BRIDGES = {
    "from-asyncio.md": "gather wait_for Queue TaskGroup timeout to_thread shield Event Semaphore "
    "create_task Task.cancel CancelledError Lock as_completed run_in_executor",
    "from-trio.md": "open_nursery Nursery.start_soon Nursery.start Event open_memory_channel "
    "CapacityLimiter to_thread.run_sync Cancelled fail_after move_on_after TooSlowError",
}
"""The pages for those who know another library, each with names of it that it has to translate."""

WORDS = ("structured concurrency", "checkpoint", "cancel scope", "backend", "task group")
"""What a newcomer meets on every page, and the first page says."""


@pytest.mark.parametrize("page", taught())
def test_form(page: str, site: Site) -> None:
    """A page says what it gives and what it needs, and ends with a recap and a way on."""
    text = pages()[page]
    assert re.match(
        r"# .+\n\n(“.+”, as the document calls it\n\{ .+ \}\n\n)?"
        r"After this page you can .+\n\n?You need .+\n",
        text,
    )
    headings = re.findall(r"(?m)^## (.+?)(?: \{.*\})?$", text)
    assert headings[-4:] == ["In a review", "Recap", "The API used here", "Where to go next"]
    recap, _, rest = text.partition("\n## Recap\n")[2].partition("\n## The API used here\n")
    assert 2 <= len(re.findall(r"(?m)^- ", recap)) <= 5
    api, _, further = rest.partition("\n## Where to go next\n")
    topics = {name.partition("/")[0] for name in fences(text, "snippet")}
    assert set(fences(api, "api")) <= topics
    assert re.search(r"(?m)^(- |```api$)", api)
    assert len(re.findall(r"(?m)^- \[", further)) >= 2
    assert site.page(page).select("article a.term, article .term a")


def quotations(part: Tag) -> list[Tag]:
    """What is quoted of the document and what is judged."""
    return part.select(f"blockquote, {', '.join(f'.admonition.{kind}' for kind in VERDICTS)}")


@pytest.mark.parametrize("page", taught())
def test_example_comes_first(page: str, site: Site) -> None:
    """Nothing is quoted or judged on a page before its first example."""
    article = site.page(page).select_one("article")
    assert article
    first = article.select_one("figure.example")
    assert first
    order = [id(tag) for tag in article.find_all(True)]
    assert all(order.index(id(tag)) > order.index(id(first)) for tag in quotations(article))


@pytest.mark.parametrize("page", ["benefits.md", "when-to-use.md"])
def test_each_example_comes_first(page: str) -> None:
    """Where a page quotes sentence by sentence, each sentence has its example before it."""
    parts = re.split(r"(?m)^## ", pages()[page])
    quoting = [part for part in parts if re.search(r"(?m)^> ", part)]
    assert len(quoting) >= 3
    for part in quoting:
        assert "```snippet" in re.split(r"(?m)^> ", part)[0], part[:60]


@pytest.mark.parametrize(("title", "page"), SECTIONS.items())
def test_title(title: str, page: str, site: Site) -> None:
    """A section is called by its task; below stands what the document calls it, where that led."""
    heading = site.page(page).select_one("article h1")
    assert heading
    number = re.match(r"\d+\. ", title)
    assert heading.get_text().startswith(number[0] if number else title)
    if number:
        below = heading.find_next_sibling()
        assert isinstance(below, Tag)
        assert "document-title" in below.get_attribute_list("class")
        assert below.get_text().startswith(f"“{title}”")
        assert below["id"] == re.sub(r"[^\w ]", "", title).lower().replace(" ", "-")


@pytest.mark.parametrize("page", [page for page in NUMBERS if page not in guide()])
def test_titles_name_what_there_is(page: str) -> None:
    """No title of a section's pages has a name that AnyIO doesn't have."""
    known = {name.rpartition(".")[2] for name in public_names().all}
    heading = re.match(r"# (.+)\n", pages()[page])
    assert heading
    names = re.findall(r"\w+(?=\(\))|\w+_\w+", heading[1])
    assert {*names} <= known


def rows(page: str) -> list[list[str]]:
    """The cells of the rows of a page's first table, as Markdown, without its head."""
    found = re.search(r"(?m)(?:^\|.*\n)+", pages()[page])
    assert found
    return [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in found[0].splitlines()[2:]
    ]


@pytest.mark.parametrize("page", BRIDGES)
def test_bridge(page: str) -> None:
    """Home leads here; each row has a name there, its name here and an example that runs."""
    assert f"]({page})" in pages()["index.md"]
    table = rows(page)
    for there, here, difference, shown in table:
        assert there
        assert here
        assert difference
        links = re.findall(r"\]\(([\w/.-]*)#([\w-]+?)(?:-L\d+)?\)", shown)
        assert links, there
        for path, ident in links:
            where = normpath(join(dirname(page), path)) if path else page
            assert (where, ident) in SHOWN, f"not an example: {path}#{ident}"
    named = " ".join(row[0] for row in table)
    for name in BRIDGES[page].split():
        assert re.search(rf"`(asyncio\.|trio\.)?{re.escape(name)}\b", named), name


def test_first_page() -> None:
    """The first page installs AnyIO, soon shows a task group, and explains the usual words."""
    text = pages()["basic.md"]
    assert "pip install --upgrade anyio\n" in text
    first, second, *_ = fences(text, "snippet")
    assert (first, second) == ("basic/hello.py", "basic/two_at_once.py")
    for word in WORDS:
        said = [line for line in text.splitlines() if f"*{word}*" in line]
        assert said, word
        assert len(said[0]) > 40, said
