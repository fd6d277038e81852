"""What is read on a built page: its ids and its sections, and again only if it changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from anyio_by_example.publishing import reading
from anyio_by_example.publishing.reading import Section, read

PAGE = """\
<!doctype html>
<title>Never read</title>
<header id="top">Top</header>
<main id="content">
<nav>Crumbs</nav>
<article class="prose">
{}
</article>
<footer>Next page</footer>
</main>
"""


def page(folder: Path, content: str) -> Path:
    """A built page."""
    file = folder / "page.html"
    file.write_text(PAGE.format(content), "utf-8")
    return file


def sections(folder: Path, content: str) -> list[Section]:
    """The sections of a page."""
    return [*read(page(folder, content)).sections]


def test_sections(tmp_path: Path) -> None:
    """A heading with an id begins a section; what is before it is below the page's title."""
    content = """
        <h1 id="page">Page<a class="headerlink" href="#page">¶</a></h1>
        <p>Before.</p>
        <h2 id="one">The <code>one</code><a class="headerlink" href="#one">¶</a></h2>
        <p>First.</p>
        <h3>No id</h3>
        <p>Still first.</p>
        <h3 id="two">Two</h3>
    """
    assert sections(tmp_path, content) == [
        Section("", "", "Before."),
        Section("one", "The one", "First.\nNo id Still first."),
        Section("two", "Two", ""),
    ]


@pytest.mark.parametrize(
    ("verdicts", "is_read"),
    [
        ("holds", True),
        ("caveat", True),
        ("false", False),
        ("outdated", False),
        ("caveat false", False),
    ],
)
def test_quotations(tmp_path: Path, verdicts: str, is_read: bool) -> None:
    """A quotation is left out if one of the verdicts below it says that it isn't true."""
    judged = "\n".join(
        f'<div class="admonition {each}"><p>So.</p></div>' for each in verdicts.split()
    )
    content = f"<blockquote>\n<p>Quoted.</p>\n</blockquote>\n{judged}<p>On.</p>"
    (section,) = sections(tmp_path, content)
    assert section.text.startswith("Quoted.\n") is is_read
    assert ("Quoted" in section.text) is is_read


def test_nested_headings(tmp_path: Path) -> None:
    """A section ends with the element that its heading is in."""
    content = """
        <p>Before.</p>
        <div><h2 id="one">One</h2><p>First.</p><div><h3 id="two">Two</h3><p>Second.</p></div>
        <p>First again.</p></div>
        <p>After.</p>
    """
    assert sections(tmp_path, content) == [
        Section("", "", "Before.\nAfter."),
        Section("one", "One", "First.\nFirst again."),
        Section("two", "Two", "Second."),
    ]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>One\n  <em>two</em></p>", "One two"),
        ("<p>One</p><p>two</p>", "One\ntwo"),
        ("<ul><li>One</li><li>two</li></ul>", "One\ntwo"),
        ("<pre><code>one\n  <span>two</span>\n</code></pre><p>Three</p>", "one\ntwo\nThree"),
        ("<p>&lt;b&gt; &amp;amp; “é”</p>", "<b> &amp; “é”"),
        ("<p></p>\n<p>\n</p>", ""),
    ],
)
def test_text(content: str, text: str, tmp_path: Path) -> None:
    """A paragraph, an item and a line of code are a line each, as a browser shows them."""
    assert sections(tmp_path, content) == [Section("", "", text)]


@pytest.mark.parametrize(
    "start",
    [
        '<figure class="example example-wrong">',
        '<div class="api-uses">',
        '<div class="catalogue">',
        '<div class="compatibility">',
        '<div class="all-changes">',
        '<div class="coverage">',
        '<div class="pages">',
        "<div data-playground>",
        "<script>",
        "<style>",
    ],
)
def test_no_prose(start: str, tmp_path: Path) -> None:
    """Examples, and lists of what is elsewhere, aren't text; but their ids are on the page."""
    tag = start[1:].split(" ")[0].rstrip(">")
    content = f'<p>One.</p>{start}<h2 id="x">X</h2></{tag}><p>Two.</p>'
    found = read(page(tmp_path, content))
    assert [*found.sections] == [Section("", "", "One.\nTwo.")]
    assert ("x" in found.ids) is (tag not in {"script", "style"})


def test_ids(tmp_path: Path) -> None:
    """Ids are those of the page's content, in its order, however they are written."""
    content = (
        '<h2 id=one>One</h2><svg><g class="a" id="two"/></svg><p id="a&amp;b" id=""></p><b id>'
    )
    found = read(page(tmp_path, content)).ids
    assert [*found.items()] == [("content", "main"), ("one", "h2"), ("two", "g"), ("a&b", "p")]


def test_read_again_if_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that a builder writes anew is read again only if it says something else."""
    parsed: list[bytes] = []
    parse = reading._parsed

    def counting(content: bytes) -> reading.Reading:
        parsed.append(content)
        return parse(content)

    monkeypatch.setattr(reading, "_parsed", counting)
    first = sections(tmp_path, "<p>One.</p>")
    assert sections(tmp_path, "<p>One.</p>") == first
    assert len(parsed) == 1
    assert sections(tmp_path, "<p>Two.</p>") == [Section("", "", "Two.")]
    assert len(parsed) == 2
