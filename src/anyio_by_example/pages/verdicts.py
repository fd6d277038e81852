"""Verdict: what a page says of a sentence of the document; and the document, with all of them.

Pages quote the document's sentences in its order, and judge each. So the document is put together
from the pages: no sentence and no verdict is written twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from markdown.extensions.toc import slugify

from anyio_by_example.examples.example import anchor
from anyio_by_example.examples.page import find_pages
from anyio_by_example.library.library import Library
from anyio_by_example.pages.sections import SECTIONS
from anyio_by_example.problem import Problem

KINDS = ("holds", "caveat", "outdated", "false")
"""The kinds of admonitions that are verdicts."""

_FENCE = re.compile(r"(?ms)^ *(`{3,})[^`\n]*\n.*?^ *\1 *$")
_QUOTATION = re.compile(r"(?m)(?:^>.*\n)+")
_VERDICT = re.compile(
    rf'\s*^!!! (?P<kind>{"|".join(KINDS)}) "(?P<title>[^"\n]+)"\n\n(?P<said>(?:(?: {{4}}.*)?\n)+)',
    re.MULTILINE,
)
_PROOF = re.compile(r"\]\((?:[\w-]+\.md)?#([\w-]+)\)")
_LINE = re.compile(r"-L\d+$")
_TITLE = re.compile(r"(?m)^“(.+)”, as the document calls it$")
"""What a page that is called by its task says below its title."""

_CODE = re.compile(r"(?m)^The code \[above\]\(#([\w-]+)\) is the document's\.$")
"""What a page says of an example whose code it took from the document."""

_REMARK = "Fix: "
"""What the document begins a remark with, which stands below its code."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a page says of a sentence."""

    kind: str
    title: str
    """What it comes to, as Markdown in one line."""
    proofs: tuple[str, ...]
    """The ids of the examples that prove it, or of lines of them."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence or two of the document, or the title of a section that claims something."""

    text: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the document."""

    page: str
    """Where its page is below the folder of all pages, as `timeouts.md`."""
    title: str
    """What the document calls it."""
    task: str
    """What its page is called."""
    example: str
    """The id of the example that has the document's code; empty if the document has none."""
    quotations: tuple[Quotation, ...]


def find_sections(docs: Path) -> Iterator[Section]:
    """The document's sections, in its order, from the pages below a folder.

    Raises:
        Problem: if a quotation has no verdict, or a verdict no proof.
    """
    titles = {page.path: page.title for page in find_pages(docs)}
    for page in (page for page in SECTIONS if page in titles):
        text = (docs / page).read_text("utf-8") + "\n"
        title, code = _TITLE.search(text), _CODE.search(text)
        text = _FENCE.sub(lambda fence: "\n" * fence[0].count("\n"), text)
        quotations = tuple(_quotations(Path(docs.name, page), text))
        if quotations:
            yield Section(
                page,
                title[1] if title else titles[page],
                titles[page],
                code[1] if code else "",
                quotations,
            )


def render_document(library: Library, which: str) -> str:
    """The Markdown of the document, each sentence with its verdicts.

    Its links are references by id, so it may stand on any page.

    Args:
        library: Beside whose folder the pages are.
        which: Which sections; there are `all`.

    Raises:
        Problem: if a quotation has no verdict, or a verdict no proof.
        ValueError: if it's something else than all.
    """
    if which != "all":
        raise ValueError(f"there is the document with all its sections, not with {which}")
    docs = library.root.parent / "docs"
    names = {anchor(name): name for page in find_pages(docs) for name in page.snippets}
    parts: list[str] = []
    for section in find_sections(docs):
        stem = section.page.removesuffix(".md").replace("/", "-")
        parts.append(f"## [{section.title}][{slugify(section.task, '-')}] {{#{stem}}}")
        code = _code(library, names.get(section.example, ""))
        for quotation in section.quotations:
            if quotation.text.startswith(_REMARK):
                parts += code
                code = []
            if not section.title.endswith(quotation.text):
                parts.append(f"> {quotation.text}")
            parts += (_judged(verdict, names) for verdict in quotation.verdicts)
        parts += code
    return "\n\n".join(parts) + "\n"


def _quotations(file: Path, text: str) -> Iterator[Quotation]:
    for quoted in _QUOTATION.finditer(text):
        line = text.count("\n", 0, quoted.start()) + 1
        verdicts = tuple(_verdicts(file, text, quoted.end()))
        if not verdicts:
            remedy = f'write `!!! {KINDS[0]} "…"` below it, or another one of {", ".join(KINDS)}'
            raise Problem(file, line, "this sentence of the document has no verdict", remedy)
        yield Quotation(re.sub(r"\s*^> *", " ", quoted[0], flags=re.M).strip(), verdicts)


def _verdicts(file: Path, text: str, at: int) -> Iterator[Verdict]:
    while found := _VERDICT.match(text, at):
        at = found.end()
        proofs = tuple(_PROOF.findall(found["said"]))
        if not proofs:
            line = text.count("\n", 0, found.start("kind")) + 1
            reason = "this verdict leads to no example that proves it"
            raise Problem(file, line, reason, "lead to an example there, or to a line of one")
        yield Verdict(found["kind"], found["title"], proofs)


def _judged(verdict: Verdict, names: Mapping[str, str]) -> str:
    """A verdict, with a link to each example that proves it, called by the example's name."""
    first: dict[str, str] = {}
    for proof in verdict.proofs:
        first.setdefault(_LINE.sub("", proof), proof)
    links = (
        f"[`{names[example].removesuffix('.py')}`][{proof}]"
        for example, proof in first.items()
        if example in names
    )
    return f'!!! {verdict.kind} "{verdict.title}"\n\n    Proof: {", ".join(links)}'


def _code(library: Library, example: str) -> list[str]:
    """The document's code, without what its example adds: types, and more blank lines."""
    if not example:
        return []
    code = library.example(example).code.replace(" -> None", "")
    code = re.sub(r"\n{3,}", "\n\n", code).strip()
    return [f"```python\n{code}\n```"]
