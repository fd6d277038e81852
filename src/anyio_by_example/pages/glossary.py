"""Glossary: what each word of the pages means, and the link at its first use on a page.

Terms are declared in `docs/glossary.md` alone, each as a heading: its id begins with `term-`, and
`data-forms` has what else it's called. Below it is what it means, and an example that shows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from anyio_by_example.api.sections import first_sentence
from anyio_by_example.examples.example import anchor
from anyio_by_example.examples.page import Page
from anyio_by_example.problem import Problem

PAGE = "glossary.md"
"""The page that declares the terms, below the folder of all pages."""

_ENTRY = re.compile(
    r"(?ms)^## (?P<title>[^\n]+?)(?: \{(?P<own>[^{}\n]*)\})? *\n(?P<body>.*?)(?=^## |\Z)"
)
_OWN = re.compile(r'#(?P<ident>term-[\w-]+)(?: data-forms="(?P<forms>[^"]*)")?')
_LEADS = re.compile(r"\[(?P<name>[^\]]+)\]\((?P<page>[\w/-]+\.md)#(?P<ident>[\w-]+)\)")
_SHOWN = re.compile(r"(?m)^Examples?: (?P<links>.+)$")
_EXAMPLE = re.compile(r"\]\[([\w-]+?)(?:-L\d+)?\]")
_LINK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")

_TAG = r"<(?P<tag>[a-z][a-z0-9]*)(?P<attributes>[^<>]*)>"
_CLASS = re.compile(r'\bclass="?([^">]*)')
_APART = {"a", "autoref", "blockquote", "button", "code", "option", "pre", "script", "style"}
_APART |= {"summary", "svg", *(f"h{level}" for level in range(1, 7))}
"""Elements whose words are no prose of a page: headings, code, links, and what it quotes."""
_APART_CLASSES = {
    "admonition-title",
    "all-changes",
    "api-used",
    "build",
    "catalogue",
    "changes",
    "compatibility",
    "coverage",
    "doc",
    "example",
    "pages",
}
"""Classes of elements that are apart too: titles, examples, lists, entries of the reference."""

_KEPT = r"""
    ^(\ *)(`{3,})[^`\n]*\n(?s:.*?)^\1\2\ *$
    |^\ *(?:\#{1,6}\ |>|!!!).*$
    |^:::.*\n(?:\ {4}.*\n)*
    |(`+)(?s:.+?)\3
    |\[(?:`[^`]*`|[^][`])*\](?:\([^()\s]*\)|\[[^][\n]*\])
    |<[^<>\n]*>|\{[^{}\n]*\}"""
"""The same in Markdown: fences, headings, quotations, titles, entries, code, links, HTML."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word that the glossary declares."""

    name: str
    page: str
    """The page that it leads to, below the folder of all pages."""
    ident: str
    """The id there."""
    forms: tuple[str, ...]
    """All that it's called, in small letters."""
    tip: str
    """The first sentence of what it means, without markup."""
    line: int = field(default=0, compare=False)
    """Where the glossary declares it."""
    examples: tuple[str, ...] = field(default=(), compare=False)
    """The ids of those that show it."""


class Glossary:
    """The terms, and where they are used.

    Args:
        terms: The terms, no two of which have a form in common.
    """

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = terms
        self._by_form = {form: term for term in terms for form in term.forms}
        # one pattern for all of them, since each page is searched once; the longest come first
        forms = sorted(self._by_form, key=len, reverse=True)
        said = rf"(?<![\w-])(?P<said>(?i:{'|'.join(map(_on_lines, forms))}))(?![\w-])"
        self._in_html = re.compile(rf"<!--(?s:.*?)-->|{_TAG}|{said}")
        self._in_markdown = re.compile(rf"(?mx){_KEPT}|{said}")

    def linked(self, html: str, page: str) -> str:
        """The HTML of a page, with a reference at the first use of each term in its prose.

        Args:
            html: What the page holds. `<` and `>` are escaped wherever they are no markup.
            page: Where it is below the folder of all pages.
        """
        return self._replaced(
            html,
            self._uses(self._in_html, html, page, _after),
            lambda said, term: f'<autoref class="term" identifier="{term.ident}">{said}</autoref>',
        )

    def referenced(self, markdown: str, page: str) -> str:
        """The same for what the author of a page wrote, which may have a reference as Markdown."""
        return self._replaced(
            markdown,
            self._uses(self._in_markdown, markdown, page, lambda found: found.end()),
            lambda said, term: f"[{said}][{term.ident}]",
        )

    def _uses(
        self, pattern: re.Pattern[str], text: str, page: str, after: Callable[[re.Match[str]], int]
    ) -> Iterator[tuple[re.Match[str], Term]]:
        """The first use of each term; none on the page that the term leads to."""
        left = {term for term in self.terms if term.page != page and page != PAGE}
        at = 0
        while left and (found := pattern.search(text, at)):
            if found["said"] is None:
                at = after(found)
                continue
            at = found.end()
            term = self._by_form[" ".join(found["said"].lower().split())]
            if term in left:
                left.remove(term)
                yield found, term

    @staticmethod
    def _replaced(
        text: str,
        uses: Iterator[tuple[re.Match[str], Term]],
        reference: Callable[[str, Term], str],
    ) -> str:
        parts: list[str] = []
        at = 0
        for found, term in uses:
            parts += text[at : found.start()], reference(found["said"], term)
            at = found.end()
        return "".join([*parts, text[at:]])


def find_glossary(docs: Path) -> Glossary:
    """The glossary of the pages below a folder; without a term where no page declares any.

    Raises:
        Problem: if a term isn't in order, but for where its examples are.
    """
    file = docs / PAGE
    if not file.is_file():
        return Glossary(())
    return _glossary(file, file.read_text("utf-8"))


def glossary_faults(docs: Path, pages: Iterable[Page]) -> Iterator[Problem]:
    """The terms that lead to an example which no page shows.

    Args:
        docs: The folder of all pages.
        pages: Those that are published.

    Raises:
        Problem: if a term isn't in order.
    """
    shown = {anchor(name) for page in pages for name in page.snippets}
    for term in find_glossary(docs).terms:
        for example in term.examples:
            if example not in shown:
                reason = f"the term leads to {example}, and no page shows such an example"
                remedy = "lead to the id of an example, or to a line of one"
                yield Problem(Path(docs.name, PAGE), term.line, reason, remedy)


@lru_cache(maxsize=10)
def _glossary(file: Path, text: str) -> Glossary:
    return Glossary(tuple(_terms(Path(file.parent.name, PAGE), text)))


def _terms(file: Path, text: str) -> Iterator[Term]:
    lines: dict[str, int] = {}
    for entry in _ENTRY.finditer(text):
        line = text.count("\n", 0, entry.start()) + 1
        own = _OWN.fullmatch(entry["own"] or "")
        if not own:
            reason = f"the term {entry['title']!r} has no id of its own"
            remedy = 'end its heading with {#term-… data-forms="…, …"}, or with {#term-…}'
            raise Problem(file, line, reason, remedy)
        leads = _LEADS.fullmatch(entry["title"])
        name = leads["name"] if leads else entry["title"]
        forms = [name, *filter(None, map(str.strip, (own["forms"] or "").split(",")))]
        forms = [" ".join(form.lower().split()) for form in forms]
        for said in (own["ident"], *forms):
            if said in lines:
                reason = f"{said!r} is declared twice, here and in line {lines[said]}"
                raise Problem(file, line, reason, "let it belong to one term only")
            lines[said] = line
        yield Term(
            name=name,
            page=leads["page"] if leads else PAGE,
            ident=leads["ident"] if leads else own["ident"],
            forms=tuple(forms),
            tip=first_sentence(_LINK.sub(r"\1", entry["body"]).replace("`", "")),
            line=line,
            examples=_examples(file, line, name, entry["body"]),
        )


def _examples(file: Path, line: int, name: str, body: str) -> tuple[str, ...]:
    found = _SHOWN.search(body)
    if not found or not (examples := _EXAMPLE.findall(found["links"])):
        remedy = "end it with a line `Example: [what it shows][topic-name].`"
        raise Problem(file, line, f"no example shows the term {name!r}", remedy)
    return tuple(examples)


def _on_lines(form: str) -> str:
    """A pattern for a form on one line or on two."""
    return r"\s+".join(map(re.escape, form.split()))


def _after(found: re.Match[str]) -> int:
    """Where the search goes on after a tag: behind its element, if that is apart."""
    tag = found["tag"]
    if not tag or not (tag in _APART or _APART_CLASSES.intersection(_classes(found["attributes"]))):
        return found.end()
    depth = 1
    for other in re.compile(rf"<(/?){tag}\b").finditer(found.string, found.end()):
        depth += -1 if other[1] else 1
        if not depth:
            return other.end()
    return len(found.string)


def _classes(attributes: str) -> list[str]:
    found = _CLASS.search(attributes)
    return found[1].split() if found else []
