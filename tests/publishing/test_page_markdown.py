"""Each page as Markdown, with its outputs."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from helpers.pages import fences
from helpers.publication import Small, published, small
from helpers.support import Site as Built

from anyio_by_example.library.library import Library
from anyio_by_example.pages import fence
from anyio_by_example.problem import Problem
from anyio_by_example.publishing import markdown
from anyio_by_example.publishing.site import PublishedPage, Site
from anyio_by_example.recording.review import TIMELINE, agreements
from anyio_timeline.characters import shown, uncoloured
from anyio_timeline.words import as_text

__all__ = ["small"]

CODE = re.compile(r"(?ms)^ *(`{3,})(\w*)\n(.*?)^ *\1$|(?<!`)(`+)(?!`).*?(?<!`)\4(?!`)")
LINK = re.compile(
    r"\]\(([^()\s]*(?:\([^()]*\))?[^()\s]*)"
    r'(?: "(?:(\w+\.\w+), )?lines? (\d+)[^:]*: ((?:\\.|[^"\\])*)")?\)'
)
"""A link: its target; if it quotes a line, the file beside the example that has it, if that does,
its number and its text.
"""


@pytest.fixture(scope="module")
def site(site: Built, library: Library) -> Site:
    """The built site, in which each page is there as Markdown, too."""
    return published(site.folder, library)


def written(small: Small, text: str, address: str = "", **html: str) -> str:
    """A page `guide.md` of a small site as Markdown."""
    small.write("docs/guide.md", text)
    site = small.site(address, index="", guide=html.pop("guide", ""), **html)
    markdown.write(site)
    return (site.folder / "guide" / "index.md").read_text("utf-8")


PROSE = {
    "a heading's id": ("# Title {#with-title}", "# Title"),
    "a paragraph's class": ("Text.\n{ .lead }", "Text."),
    "a link's class": ("[a](https://x.org){ .button } b", "[a](https://x.org) b"),
    "HTML around Markdown": ('<div class="tiles" markdown>\n\n- a\n\n</div>', "- a"),
    "metadata": ("---\nhide: [toc]\n---\n\n# Title", "# Title"),
    "an anchor": ("| [](){ #anyio }`anyio` |", '| <a id="anyio"></a>`anyio` |'),
    "a verdict": (
        '> Said.\n\n!!! caveat "Holds, but: `x`"\n\n    One.\n    Two.\n\n    Three.\n\nAfter.',
        "> Said.\n\n**Holds, but: `x`**\n\nOne.\nTwo.\n\nThree.\n\nAfter.",
    ),
    "a note": ("!!! note\n\n    Said.", "**Note**\n\nSaid."),
    "a list in a note": ("!!! note\n\n    - a\n        - b", "**Note**\n\n- a\n    - b"),
    "code in a note": ("!!! tip\n\n    ```python\n    x\n    ```", "**Tip**\n\n```python\nx\n```"),
    "a name of AnyIO that is nowhere": ("[`run()`][anyio.run]", "[`run()`][anyio.run]"),
    "a name of Python": (
        "[`TimeoutError`][] and [x][TimeoutError]",
        "[`TimeoutError`](https://docs.python.org/3/library/exceptions.html#TimeoutError) and "
        "[x](https://docs.python.org/3/library/exceptions.html#TimeoutError)",
    ),
    "a name of Trio": (
        "[`run`][trio.run]",
        "[`run`](https://trio.readthedocs.io/en/stable/reference-core.html#trio.run)",
    ),
    "a link to a page": ("[a](index.md) [b](index.md#x)", "[a](../index.md) [b](../index.md#x)"),
    "a link to the same page": ("[a](#x) [b](guide.md#x)", "[a](#x) [b](#x)"),
    "a permanent address": (
        "[R601](site:r/R601/){#R601 .point} Do.",
        '<a id="R601"></a>[R601](../r/R601/) Do.',
    ),
    "a link to the site's page": ("[a](site:) [b](site:guide/#x)", "[a](../index.md) [b](#x)"),
    "a bare address": ("<https://x.org/a_b>", "<https://x.org/a_b>"),
    "code stays": ("`[a](b.md){ .c }` ``[`x`][y]``", "`[a](b.md){ .c }` ``[`x`][y]``"),
    "blank lines in code": ("```python\nx\n\n\n\ny\n```", "```python\nx\n\n\n\ny\n```"),
    "links in a code block": ("```text\n[a](b.md) { .c }\n```", "```text\n[a](b.md) { .c }\n```"),
    "indented code in a list": ("- a\n\n    ```\n    b\n    ```", "- a\n\n    ```\n    b\n    ```"),
    "a long fence": ("````text\n```snippet\n````", "````text\n```snippet\n````"),
    "a fence in a line": ("The fence ` ```snippet ` does.", "The fence ` ```snippet ` does."),
    "words in brackets": ("a[0] and [b] and {c}", "a[0] and [b] and {c}"),
    "a link with code": ("[`a[0]`](#x)", "[`a[0]`](#x)"),
    "a table": ("| a | b |\n|---|---|\n| [c](#d) | e |", "| a | b |\n|---|---|\n| [c](#d) | e |"),
}
"""What an author writes, and what the Markdown of the page says."""


@pytest.mark.parametrize(("source", "wanted"), PROSE.values(), ids=PROSE)
def test_prose(small: Small, source: str, wanted: str) -> None:
    """A page's text stays what its author wrote, but for what only a page can show."""
    assert written(small, source) == f"{wanted}\n"


def test_whole_addresses(small: Small) -> None:
    """Where the site's address is known, links to its pages are whole, but for the page's own."""
    text = written(small, "[a](index.md) [b](#x) [c](site:r/R1/)", "https://x.org/s/")
    assert text == "[a](https://x.org/s/index.md) [b](#x) [c](https://x.org/s/r/R1/)\n"


def test_links_of_all_pages_together(small: Small) -> None:
    """In the file of all pages, each link leads where it leads from the page."""
    written(small, "# A\n\n[a](index.md) [b](#x)")
    text = (small.root / "site" / "llms-full.txt").read_text("utf-8")
    assert text == "# Index\n\n\n# A\n\n[a](index.md) [b](guide/index.md#x)\n"


def test_names_lead_to_entries(small: Small) -> None:
    """A name leads to the Markdown of the page with its entry."""
    html = '<h3 id="anyio.run"></h3>'
    assert written(small, "[`run()`][anyio.run]", reference=html) == (
        "[`run()`](../reference/index.md#anyio.run)\n"
    )


def test_unknown_fence(small: Small) -> None:
    """A fence that nobody can write as Markdown is an error with its place."""
    with pytest.raises(Problem) as caught:
        written(small, "# Title\n\n```picture\nx\n```\n")
    assert (caught.value.path, caught.value.line) == (Path("docs/guide.md"), 3)
    assert "picture" in caught.value.reason


def test_every_fence_is_known() -> None:
    """Each fence of ours that a page can have can be written as Markdown."""
    assert fence.RENDERERS.keys() <= markdown.FENCES.keys()


def test_wrong_example(small: Small) -> None:
    """An example that isn't in order, or not as reviewed, is an error, and no Markdown."""
    with pytest.raises(Problem, match=r"snippets/t/none.py:1: there is no such snippet"):
        written(small, "```snippet\nt/none.py\n```")
    small.example("case", "print(1)")
    with pytest.raises(Problem, match=r"snippets/t/case.out:1: .*no reviewed output"):
        written(small, "```snippet\nt/case.py\n```")


def test_wrong_entry(small: Small) -> None:
    """An entry of what isn't there is an error, and says where."""
    with pytest.raises(Problem, match=r"docs/\w+.md:\d+: .*anyio\.no"):
        written(small, "::: anyio.no\n")


def test_file_style_addresses() -> None:
    """The Markdown of `guide.html` is `guide.md`."""
    page = PublishedPage("guide.md", "guide.html", "guide.html", "", "", "")
    assert markdown.file_of(page) == "guide.md"


def sources(site: Site) -> Iterator[tuple[PublishedPage, str, str]]:
    """Each page with its source and its Markdown."""
    for page in site.pages:
        source = (site.docs / page.path).read_text("utf-8")
        text = (site.folder / markdown.file_of(page)).read_text("utf-8")
        yield page, source, text


def test_examples(site: Site, library: Library) -> None:
    """Each example is in its page's Markdown with its code, every output and every timeline."""
    count = 0
    for _, source, text in sources(site):
        at = 0
        for name in fences(source, "snippet"):
            example = library.example(name)
            recordings = library.recorded(example)
            parts = [f'<a id="{example.id}"></a>', f"e/{name.removesuffix('.py')}/))"]
            parts.append(f"```python\n{example.code.rstrip()}\n```")
            for agreement in agreements(example, recordings):
                output = shown(uncoloured(agreement.recording.output))
                parts.append(output or ": nothing.")
                if status := agreement.recording.exit_status:
                    parts.append(f"Exit status {status}.")
            for agreement in agreements(example, recordings, TIMELINE):
                assert agreement.recording.timeline is not None
                parts.append(as_text(agreement.recording.timeline).rstrip("\n"))
            for part in parts:
                assert part in text[at:], (name, part)
                at = text.index(part, at) + len(part)
            count += 1
    assert count == len(library.examples())


def test_older_forms(site: Site, library: Library) -> None:
    """Below its code, an example names its older forms, and since when they work."""
    texts = {name: text for _, source, text in sources(site) for name in fences(source, "snippet")}
    for example in library.examples():
        text = texts[example.name]
        said = text[text.index(f"{example.code.rstrip()}\n```") :].partition("\nRecorded ")[0]
        for form in library.older(example):
            assert f"/{form.address}) (since AnyIO {form.since})" in said
        heads = said.count("\nOn an older AnyIO:\n")
        assert heads == bool(example.settings.older), example.name


def test_runtimes_are_named(site: Site, library: Library) -> None:
    """Outputs are titled with the event loops that printed them, as on the page."""
    text = (site.folder / "backend-differences" / "index.md").read_text("utf-8")
    part = text[text.index("e/backends/differences/") :]
    assert "The backends differ:" in part
    titles = re.findall(r"(?m)^Output(.+):$", part)[:2]
    example = library.example("backends/differences.py")
    first, second = agreements(example, library.recorded(example))
    assert titles[1] == f" on {second.runtimes[0].label}"
    assert all(runtime.label in titles[0] for runtime in first.runtimes)


def test_entries(site: Site) -> None:
    """Each entry of the reference is there, with its members, in the order of the page."""
    count = 0
    for page, source, text in sources(site):
        if "\n::: " not in source:
            continue
        html = BeautifulSoup((site.folder / page.file).read_text("utf-8"), "html.parser")
        wanted = [
            (int(tag.name[1:]), str(tag["id"])) for tag in html.select("main .doc-heading[id]")
        ]
        assert wanted
        found = re.findall(r"(?m)^(#{3,}) `([\w.]+)`$", text)
        assert [(len(marks), name.rpartition(".")[2]) for marks, name in found] == [
            (level, ident.rpartition(".")[2]) for level, ident in wanted
        ], page.path
        count += len(wanted)
    assert count > 500


def test_entry(site: Site) -> None:
    """An entry has its signature, its version, its source, what it says, and its examples."""
    text = (site.folder / "reference" / "cancellation" / "index.md").read_text("utf-8")
    entry = text[text.index("### `anyio.fail_after`") : text.index("### `anyio.fail_at`")]
    for part in (
        "```python\nfail_after(\n",
        "    delay: float | None,\n",
        ". [Source](https://github.com/agronholm/anyio/blob/",
        "Parameters:\n\n- `delay` (`float | None`): ",
        "Returns:\n\n- `",
        "\n- `NoEventLoopError`: ",
        "Examples that use it",
        "/index.md#timeouts-",
    ):
        assert part in entry, part


def test_nothing_is_left(site: Site) -> None:
    """Outside code, no way to write remains that only our pages understand."""
    for page, _, text in sources(site):
        prose = CODE.sub("", text)
        for left in (r"\(site:", "\ue000", r"\{ ?[.#:]", "^!!!", "^:::", "</?div", r"\]\["):
            found = re.search(rf"(?m){left}.*", prose)
            assert not found, (page.path, found and found[0])


def anchors(text: str) -> set[str]:
    """What can be linked to in Markdown: headings by their words, as most readers do, and ids."""
    found = {*re.findall(r'<a id="([^"]+)"></a>', text)}
    slugs: Counter[str] = Counter()
    for title in re.findall(
        r"(?m)^#+ (.+)$", CODE.sub(lambda code: code[0] if code[4] else "", text)
    ):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title).lower()
        slug = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        found.add(f"{slug}-{slugs[slug]}" if slugs[slug] else slug)
        slugs[slug] += 1
    return found


def test_links(site: Site) -> None:
    """Each link of each page, example and point leads to a file, and to what is there in it.

    One to a line quotes it with its number, and it is in the example's code.
    """
    files = [markdown.file_of(page) for page in site.pages]
    for folder in ("e", "r"):
        apart = (site.folder / folder).rglob("*.md")
        files += sorted(each.relative_to(site.folder).as_posix() for each in apart)
    texts = {file: (site.folder / file).read_text("utf-8") for file in files}
    there = {file: anchors(text) for file, text in texts.items()}
    wrong, kinds = [], Counter[str]()
    for file, text in texts.items():
        prose = CODE.sub(lambda code: "`x`" if code[4] else "", text)
        for link, beside, number, line in LINK.findall(prose):
            if re.match(r"\w+:", link):
                continue
            path, _, fragment = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
            target = file if not path else target
            if path.endswith("/"):
                target += "/index.html"
            if not (site.folder / target).is_file():
                wrong.append((file, link, "no such file"))
            elif fragment and fragment not in there.get(target, ()):
                wrong.append((file, link, "no such anchor"))
            elif number and not is_quoted(texts[target], fragment, beside, int(number), line):
                wrong.append((file, link, f"line {number} isn't {line}"))
            kinds.update([*(["to an anchor"] * bool(fragment)), *(["to a line"] * bool(number))])
            kinds[file[:2]] += 1
    assert wrong[:5] == []
    assert kinds["to an anchor"] > 5000
    assert kinds["to a line"] > 3000
    assert min(kinds["e/"], kinds["r/"]) > 300


def is_quoted(text: str, ident: str, beside: str, number: int, line: str) -> bool:
    """Whether a line is below an anchor, at its number, in the example's code or a file beside."""
    card = text[text.index(f'<a id="{ident}"></a>') :]
    begin = re.search(r"\(lines (\d+) to \d+ of \[[^\n]+\n+", card)
    assert begin
    said = f"With `{beside}` beside it:" if beside else ""
    if not said and card[begin.end() :].startswith("With `"):
        said = " itself:\n"
    first = 1 if beside else int(begin[1])
    block = re.search(r"(?ms)^ *```+\w+\n(.*?)^ *```+$", card[card.index(said) :])
    assert block
    lines = block[1].split("\n")
    quoted = re.sub(r"\\([^\w\s])", r"\1", line)
    return 0 <= number - first < len(lines) and lines[number - first].strip() == quoted


def test_of_an_example(site: Site) -> None:
    """An example's own Markdown has its code, what its page says of it, and its neighbours."""
    text = (site.folder / "e" / "timeouts" / "nested.md").read_text("utf-8")
    page = (site.folder / "nested-timeouts" / "index.md").read_text("utf-8")
    begin = page.index('<a id="timeouts-nested"></a>')
    end = page.index("\n\n## ", begin)
    assert "with anyio.fail_after(0.5):" in text
    said = page[page.index("Recorded", begin) : end].split("\n\n")[1].partition("[")[0]
    assert said.strip()
    assert said in text
    assert re.search(r"After it: \[.+\]\(both_passed\.md\)", text)
    assert "On the page [Nested" in text


def test_of_a_point(site: Site) -> None:
    """A point's own Markdown has its parts, each in its paragraph, and both examples' code."""
    text = (site.folder / "r" / "R601.md").read_text("utf-8")
    starts = [each.split(" ")[0] for each in text.split("\n\n")[:5]]
    assert starts[0] == "#"
    assert [each for each in ("**Look", "**Do**", "**Proof**") if each not in starts] == []
    assert 'id="timeouts-blocking_wrong"></a>**Wrong.**' in text
    assert 'id="timeouts-blocking"></a>**' in text


HEADINGS = {
    "its own words": ("## What is it?", '<h2 id="what-is-it">What is it?', "## What is it?"),
    "another id": ("## A", '<h2 id="x">A', '<a id="x"></a>\n\n## A'),
    "twice": (
        "## A\n\n## A",
        '<h2 id="a">A</h2><h2 id="a_1">A',
        '## A\n\n<a id="a_1"></a>\n\n## A',
    ),
    "one that HTML lacks": ("## B\n\n## A", '<h2 id="x">A', '## B\n\n<a id="x"></a>\n\n## A'),
    "in code": ("```text\n# A\n```", '<h2 id="x">A', "```text\n# A\n```"),
}
"""What an author writes, the page's headings, and the Markdown of the page."""


@pytest.mark.parametrize(("source", "html", "wanted"), HEADINGS.values(), ids=HEADINGS)
def test_headings(small: Small, source: str, html: str, wanted: str) -> None:
    """A heading has an anchor if its id isn't the one that readers of Markdown give it."""
    assert written(small, source, guide=html) == f"{wanted}\n"
