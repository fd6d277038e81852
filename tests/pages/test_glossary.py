"""The glossary: its terms are in order, and each page explains a term where it uses it first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import Tag
from bs4.element import NavigableString
from helpers.pages import DOCS, SECTIONS, pages
from helpers.site_builder import build, project, snippet, use
from helpers.support import Site
from mkdocs.exceptions import Abort

from anyio_by_example.examples.page import find_pages
from anyio_by_example.library.library import Library
from anyio_by_example.pages.glossary import PAGE, Glossary, Term, find_glossary, glossary_faults
from anyio_by_example.problem import Problem

TERMS = find_glossary(DOCS).terms
REFERENCE = re.compile(r'<autoref class="term" identifier="([\w-]+)">(.*?)</autoref>', re.DOTALL)

NO_PROSE = (
    # what is called something, what is shown, what is quoted, and what leads elsewhere
    "h1, h2, h3, h4, h5, h6, .admonition-title, code, pre, figure, blockquote, button, select",
    # lists of what is elsewhere, entries of the reference, which quote AnyIO
    ".all-changes, .api-used, .build, .catalogue, .changes, .compatibility, .coverage, .doc",
    ".pages, script",
)


def term(name: str, *forms: str, page: str = PAGE) -> Term:
    """A term, called by its name and by other forms."""
    ident = f"term-{name.replace(' ', '-')}"
    return Term(name, page, ident, (name, *forms), f"About {name}.")


def linked(html: str, *terms: Term, page: str = "guide.md") -> str:
    """The HTML of a page, with references in brackets."""
    found = Glossary(terms).linked(html, page)
    return REFERENCE.sub(r"[\2](\1)", found)


SCOPE = term("cancel scope", "cancel scopes", "scope")
TASK = term("task", "tasks")


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>A task and a task.</p>", "<p>A [task](term-task) and a task.</p>"),
        ("<p>Tasks, a task.</p>", "<p>[Tasks](term-task), a task.</p>"),
        ("<p>A task&#39;s end.</p>", "<p>A [task](term-task)&#39;s end.</p>"),
        ("<p>A multitask, a task-group.</p>", "<p>A multitask, a task-group.</p>"),
        ("<p>Cancel\n scopes.</p>", "<p>[Cancel\n scopes](term-cancel-scope).</p>"),
        ("<p>cancel scope, scope</p>", "<p>[cancel scope](term-cancel-scope), scope</p>"),
        ("<p>the scope</p>", "<p>the [scope](term-cancel-scope)</p>"),
        ('<p title="task">x</p>', '<p title="task">x</p>'),
        ("<h2>Task</h2><p>task</p>", "<h2>Task</h2><p>[task](term-task)</p>"),
        ("<p><code>task</code> task</p>", "<p><code>task</code> [task](term-task)</p>"),
        ("<a href=x>task</a> task", "<a href=x>task</a> [task](term-task)"),
        ("<blockquote>task</blockquote>task", "<blockquote>task</blockquote>[task](term-task)"),
        ("<autoref identifier=x>task</autoref>", "<autoref identifier=x>task</autoref>"),
        ("<!-- task --><b>task</b>", "<!-- task --><b>[task](term-task)</b>"),
        (
            '<p class="admonition-title">task</p><p>task</p>',
            '<p class="admonition-title">task</p><p>[task](term-task)</p>',
        ),
        (
            '<div class="doc x"><div>task</div>task</div>task',
            '<div class="doc x"><div>task</div>task</div>[task](term-task)',
        ),
        ("<figure class=example>task", "<figure class=example>task"),
    ],
)
def test_first_use(html: str, wanted: str) -> None:
    """The first use of a term in prose is a reference, in any form, and nothing else is."""
    assert linked(html, SCOPE, TASK) == wanted


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("A task and a task.", "A [task][term-task] and a task."),
        ("# Task\n\ntask", "# Task\n\n[task][term-task]"),
        ("> A task.\n\ntask", "> A task.\n\n[task][term-task]"),
        ('!!! holds "A task"\n\n    task', '!!! holds "A task"\n\n    [task][term-task]'),
        ("```text\ntask\n```\ntask", "```text\ntask\n```\n[task][term-task]"),
        ("`task` ``a ` task`` task", "`task` ``a ` task`` [task][term-task]"),
        ("[a task](#x) [a `task`][y] task", "[a task](#x) [a `task`][y] [task][term-task]"),
        ("::: task\n    options:\n      task: 1\n", "::: task\n    options:\n      task: 1\n"),
        ("text { .task } task", "text { .task } [task][term-task]"),
    ],
)
def test_first_use_in_markdown(markdown: str, wanted: str) -> None:
    """The Markdown of a page has a reference at the same place."""
    assert Glossary([TASK]).referenced(markdown, "guide.md") == wanted


def test_no_use_explains_itself() -> None:
    """The glossary has no such reference, and neither has the page that a term leads to."""
    html = "<p>A task.</p>"
    assert linked(html, TASK, page=PAGE) == html
    assert linked(html, term("task", page="guide.md")) == html
    assert linked(html, term("task", page="other.md")) != html
    assert linked(html) == html


ORDERLY = """\
# Glossary

## Task {#term-task data-forms="tasks"}

What a loop [runs](a.md) in `turns`. It ends.

Example: [one][t-case-L7], [one][t-case].

## [The text](text.md#text) {#term-the-text}

A text.

Example: [one][t-case].
"""


def written(tmp_path: Path, text: str) -> Path:
    """A folder of pages with a glossary and an example."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / PAGE).write_text(text, "utf-8")
    (docs / "shown.md").write_text("# Shown\n\n```snippet\nt/case.py\n```\n", "utf-8")
    return docs


def test_terms(tmp_path: Path) -> None:
    """A term has its heading's words and forms, the place it leads to, and its first sentence."""
    assert find_glossary(written(tmp_path, ORDERLY)).terms == (
        Term("Task", PAGE, "term-task", ("task", "tasks"), "What a loop runs in turns."),
        Term("The text", "text.md", "text", ("the text",), "A text."),
    )


def test_no_glossary(tmp_path: Path) -> None:
    """Pages without a glossary have no terms."""
    assert find_glossary(tmp_path).terms == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("{#term-the-text}", "{#term-task}", 9, "'term-task' is declared twice"),
        ("[The text]", "[Task]", 9, "'task' is declared twice, here and in line 3"),
        ("{#term-the-text}", '{#term-x data-forms="Tasks"}', 9, "'tasks' is declared twice"),
        ("{#term-the-text}", "{#the-text}", 9, "has no id of its own"),
        (" {#term-the-text}", "", 9, "has no id of its own"),
        ("[one][t-case].\n", "[one](text.md#x).\n", 9, "no example shows the term 'The text'"),
        ("A text.\n\nExample: ", "A text, as ", 9, "no example shows the term 'The text'"),
    ],
)
def test_mistakes(old: str, new: str, line: int, reason: str, tmp_path: Path) -> None:
    """What an author did wrong is said with its line, and how to mend it."""
    at = ORDERLY.rindex(old)
    docs = written(tmp_path, ORDERLY[:at] + new + ORDERLY[at + len(old) :])
    with pytest.raises(Problem) as caught:
        find_glossary(docs)
    assert (caught.value.path, caught.value.line) == (Path("docs", PAGE), line)
    assert reason in caught.value.reason
    assert caught.value.remedy


def test_example_that_is_nowhere(tmp_path: Path) -> None:
    """A term that leads to an example which no page shows is a fault, said with its line."""
    docs = written(tmp_path, ORDERLY)
    pages = [*find_pages(docs)]
    assert [*glossary_faults(docs, pages)] == []
    (docs / PAGE).write_text(ORDERLY.replace("t-case-L7", "t-none-L7"), "utf-8")
    (found,) = glossary_faults(docs, pages)
    assert (found.path, found.line) == (Path("docs", PAGE), 3)
    assert "leads to t-none, and no page shows such an example" in found.reason
    assert found.remedy


def test_tips_are_sentences() -> None:
    """What a term's tip says is one whole sentence of plain text, and short."""
    for each in TERMS:
        assert re.fullmatch(r"[A-Z][^`\[\]\n]+\.", each.tip), each
        assert len(each.tip) <= 200, each


def words(page: Tag) -> Iterator[tuple[str, Tag]]:
    """The words of a page's prose in its order, in pieces, each with the element that it's in."""
    apart = {id(tag) for part in NO_PROSE for tag in page.select(part)}
    for text in page.find_all(string=True):
        if type(text) is not NavigableString or not text.parent:
            continue
        around = [text.parent, *text.parents]
        if not any(id(each) in apart for each in around):
            yield str(text), text.parent


def unexplained(site: Site, page: str) -> list[str]:
    """The first uses of terms on a built page that don't lead to what the terms mean."""
    article = site.page(page).select_one("article")
    assert article
    by_form = {form: each for each in TERMS for form in each.forms}
    forms = "|".join(map(re.escape, sorted(by_form, key=len, reverse=True)))
    use = re.compile(rf"(?i)(?<![\w-])(?:{forms})(?![\w-])".replace(r"\ ", r"\s+"))
    seen, found = set(), []
    for text, parent in words(article):
        if parent.name == "a" and "term" not in parent.get_attribute_list("class"):
            continue
        for said in use.finditer(text):
            each = by_form[" ".join(said[0].lower().split())]
            if each in seen or each.page == page:
                continue
            seen.add(each)
            path, _, ident = str(parent.get("href", "")).partition("#")
            file = (site.file(page).parent / path / "index.html").resolve()
            if (file, ident) != (site.file(each.page).resolve(), each.ident):
                found.append(text[max(0, said.start() - 40) : said.end() + 40])
    return found


@pytest.mark.alike(6)
@pytest.mark.parametrize("page", sorted(pages().keys() - {PAGE}))
def test_every_page_explains_its_words(page: str, site: Site) -> None:
    """No page uses a term in its prose before it leads to what the term means."""
    assert unexplained(site, page) == []


def test_terms_are_used(site: Site) -> None:
    """There are such links, of nearly all terms, and each to a place that is there."""
    seen = set()
    for page in pages():
        for link in site.page(page).select("article a.term"):
            path, _, ident = str(link["href"]).partition("#")
            file = (site.file(page).parent / path / "index.html").resolve()
            assert ident in site.ids(file), (page, link)
            seen.add(ident)
    assert len(seen) >= 25
    assert seen <= {each.ident for each in TERMS}


def test_pages_lead_to_the_document(site: Site) -> None:
    """Each page that speaks of the document leads to it."""
    for page in SECTIONS.values():
        if re.search(r"(?i)\bthe document\b", pages()[page]):
            hrefs = [str(link["href"]) for link in site.page(page).select("article a.term")]
            assert "../document/#the-document-and-its-verdicts" in hrefs, page


def test_mistake_fails_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A strict build fails at an author's mistake, and says where it is; without, it doesn't."""
    snippets = project(tmp_path)
    (snippets / "t" / "case.py").write_text(snippet("\nprint(1)"), "utf-8")
    (snippets / "t" / "case.out").write_text("1\n", "utf-8", newline="\n")
    docs = tmp_path / "docs"
    text = ORDERLY.replace("](a.md)", "](index.md)")
    settings = tmp_path / "mkdocs.yml"
    nav = settings.read_text("utf-8").replace("nav: [index.md]", "nav: [index.md, glossary.md]")
    settings.write_text(nav, "utf-8")
    (docs / "index.md").write_text(f"{(docs / 'index.md').read_text('utf-8')}\nTasks.\n", "utf-8")
    library = Library(snippets)
    use(library, monkeypatch)
    monkeypatch.chdir(tmp_path)
    text = text[: text.index("## [The text]")]
    (docs / PAGE).write_text(text, "utf-8")
    html = (build(tmp_path) / "index.html").read_text("utf-8")
    assert "<p><a class=term href=glossary/#term-task>Tasks</a>.</p>" in html
    (docs / PAGE).write_text(text.replace("{#term-task", "{#task"), "utf-8")
    with pytest.raises(Abort):
        build(tmp_path)
    assert "docs/glossary.md:3: the term 'Task' has no id of its own" in caplog.text
