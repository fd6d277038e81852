"""The document is printed from the pages: every sentence of it, in order, with its verdicts."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import Tag
from helpers.pages import SECTIONS, document, embedded, pages, sentences
from helpers.support import Site

from anyio_by_example.examples.example import anchor
from anyio_by_example.library.library import Library
from anyio_by_example.pages.verdicts import KINDS, find_sections, render_document
from anyio_by_example.problem import Problem

TITLE, DOCUMENT = document()


def parts(site: Site) -> dict[str, list[Tag]]:
    """What is below each heading of the built page, by the heading's words."""
    article = site.page("document.md").select_one("article")
    assert article
    found: dict[str, list[Tag]] = {}
    for heading in article.select("h2"):
        title = heading.select_one("a")
        assert title
        below = []
        for tag in heading.find_next_siblings():
            if tag.name == "h2":
                break
            below.append(tag)
        found[title.get_text()] = below
    return found


def test_whole_document(site: Site) -> None:
    """The page has every section of the document, with its words and its code, in its order."""
    found = parts(site)
    assert TITLE in site.page("document.md").get_text()
    assert [*found] == [section.title for section in DOCUMENT]
    for section in DOCUMENT:
        below = found[section.title]
        said = " ".join(tag.get_text() for tag in below if tag.name == "blockquote")
        assert said.split() == " ".join(section.prose).split()
        code = "".join(
            tag.get_text() for tag in below if "highlight" in tag.get_attribute_list("class")
        )
        assert [line for line in code.splitlines() if line] == section.code.splitlines()
        fix = next((n for n, tag in enumerate(below) if tag.get_text().strip()[:4] == "Fix:"), None)
        if code and fix:
            assert "highlight" in below[fix - 1].get_attribute_list("class")


def test_every_sentence_is_judged(site: Site) -> None:
    """After each sentence stand verdicts, and each leads to an example that is there."""
    examples = {(page, anchor(name)) for page, name in embedded()}
    for title, below in parts(site).items():
        judged = -1
        for tag in reversed(below):
            if "admonition" in tag.get_attribute_list("class"):
                judged = max(judged, 0) + 1
                links = tag.select("a")
                assert links, tag
                for link in links:
                    at = urlsplit(str(link["href"]))
                    file = (site.file("document.md").parent / at.path / "index.html").resolve()
                    assert at.fragment in site.ids(file), (title, link)
                    example = re.sub(r"-L\d+$", "", at.fragment)
                    assert (f"{file.parent.name}.md", example) in examples
                    assert link.get_text().replace("/", "-") == example
            elif tag.name == "blockquote":
                assert judged >= len(sentences(tag.get_text().strip())), tag
                judged = 0


def test_verdicts_are_those_of_the_pages(site: Site) -> None:
    """The verdicts are those of the pages, of the same kinds and in the same order."""
    for title, page in SECTIONS.items():
        wanted = re.findall(rf'(?m)^!!! ({"|".join(KINDS)}) "(.+)"', pages()[page])
        found = [
            (str(tag.get_attribute_list("class")[1]), tag.select(".admonition-title")[0].get_text())
            for tag in parts(site)[title]
            if "admonition" in tag.get_attribute_list("class")
        ]
        assert found == [(kind, said.replace("`", "")) for kind, said in wanted]


def test_sections_lead_to_their_pages(site: Site) -> None:
    """The title of a section leads to its page."""
    for heading in site.page("document.md").select("article h2"):
        link = heading.select_one("a")
        assert link
        at = urlsplit(str(link["href"]))
        file = (site.file("document.md").parent / at.path / "index.html").resolve()
        assert file == site.file(SECTIONS[link.get_text()]).resolve()
        assert site.ids(file)[at.fragment][0].name == "h1"


ORDERLY = """\
# 1. Task

“1. Title”, as the document calls it
{ #1-title .document-title }

The code [above](#t-case) is the document's.

> Said, and
> said.

!!! holds "Holds: `so`"

    As [proved](#t-case-L7).

!!! false "False: no"

    See [this](other.md#t-other), [that](#t-case-L7), [there](#t-case-L9) and [`x`][x].

Text.

!!! caveat "A note on the page, and no verdict"

    Text.

```snippet
t/case.py
```

> Fix: more.

!!! outdated "Outdated"

    [x](#t-case)
"""


def project(tmp_path: Path, text: str) -> Path:
    """A folder of pages with one of a section."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "basic.md").write_text(text, "utf-8")
    other = "# Other\n\n> A quotation from elsewhere.\n\n```snippet\nt/other.py\n```\n"
    (docs / "other.md").write_text(other, "utf-8")
    return docs


def test_document(tmp_path: Path) -> None:
    """Sentences, verdicts and code stand in the order of the document, in Markdown by id."""
    docs = project(tmp_path, ORDERLY)
    example = tmp_path / "snippets" / "t" / "case.py"
    example.parent.mkdir(parents=True)
    header = '# /// script\n# requires-python = ">=3.10"\n# dependencies = ["anyio"]\n# ///\n'
    code = "import anyio\n\n\ndef f() -> None:\n    pass\n"
    example.write_text(f'{header}"""A case."""\n\n{code}', "utf-8")
    assert render_document(Library(docs.parent / "snippets"), "all") == (
        "## [1. Title][1-task] {#basic}\n\n"
        "> Said, and said.\n\n"
        '!!! holds "Holds: `so`"\n\n    Proof: [`t/case`][t-case-L7]\n\n'
        '!!! false "False: no"\n\n    Proof: [`t/other`][t-other], [`t/case`][t-case-L7]\n\n'
        "```python\nimport anyio\n\ndef f():\n    pass\n```\n\n"
        "> Fix: more.\n\n"
        '!!! outdated "Outdated"\n\n    Proof: [`t/case`][t-case]\n'
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('!!! outdated "Outdated"', "", 29, "no verdict"),
        ("!!! outdated", "!!! note", 29, "no verdict"),
        ("As [proved](#t-case-L7).", "As said.", 11, "leads to no example"),
    ],
)
def test_mistakes(old: str, new: str, line: int, reason: str, tmp_path: Path) -> None:
    """A sentence without a verdict is an error with its place; so is a verdict without proof."""
    docs = project(tmp_path, ORDERLY.replace(old, new))
    with pytest.raises(Problem) as caught:
        [*find_sections(docs)]
    assert (caught.value.path, caught.value.line) == (Path("docs/basic.md"), line)
    assert reason in caught.value.reason
    assert caught.value.remedy
