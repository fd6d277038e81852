"""Each page as Markdown, with what the build adds to it: `timeouts/index.md` beside the HTML.

All of them together are `llms-full.txt`, and those of a group of the menu `llms-full/<group>.txt`.

It is made from what the page's author wrote, and not from HTML. What only a page can show is
written out: our fences become Markdown, `:::` becomes an entry of the reference, names become links
to where they are documented, and attribute lists and HTML around Markdown go.
"""

from __future__ import annotations

import posixpath
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from markdown.extensions.toc import slugify
from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from anyio_by_example.api.inventory import inventory
from anyio_by_example.library.library import Library
from anyio_by_example.pages.errors import BOX, render_errors
from anyio_by_example.pages.glossary import Glossary, find_glossary
from anyio_by_example.pages.menu import render_pages
from anyio_by_example.pages.review import render_review
from anyio_by_example.pages.verdicts import render_document
from anyio_by_example.problem import Problem
from anyio_by_example.publishing import (
    catches_markdown,
    compatibility_markdown,
    entry_markdown,
    example_markdown,
)
from anyio_by_example.publishing.markdown_links import MARK, Quotes, anchor, anchored, placed
from anyio_by_example.publishing.permanent_markdown import permanent
from anyio_by_example.publishing.places import Places, find_places
from anyio_by_example.publishing.reading import read
from anyio_by_example.publishing.site import PublishedPage, Site
from anyio_by_example.reference.uses import Uses, find_uses

FENCES: Mapping[str, Callable[[Library, str], str]] = {
    "api": example_markdown.api,
    "build": example_markdown.build,
    "catches": catches_markdown.catches,
    "changes": compatibility_markdown.changes,
    "compatibility": compatibility_markdown.compatibility,
    "coverage": example_markdown.coverage,
    "differences": compatibility_markdown.differences,
    "document": render_document,
    "errors": lambda library, which: "" if which == BOX else render_errors(library, which),
    "examples": example_markdown.examples,
    "pages": render_pages,
    "playground": lambda *_: "The playground is a program that the page loads: it needs a browser.",
    "review": lambda library, _: render_review(library.root.parent / "docs"),
    "snippet": example_markdown.example,
}
"""What writes each fence of ours as Markdown, in which pages' own ways to link may be used."""

_PARTS = re.compile(
    r"""(?mx)
    ^(?P<indent>\ *)(?P<ticks>`{3,})(?P<info>[^`\n]*)\n(?P<body>(?s:.*?))^\ *(?P=ticks)\ *$
    |^(?P<margin>\ *)(?:!!!|\?\?\?\+?)\ (?P<kind>\w+)(?:\ "(?P<title>[^"\n]*)")?\ *\n
     (?P<said>(?:(?:(?P=margin)\ {4}.*)?\n)+)
    |^:::\ (?P<name>\S+)\n(?P<options>(?:\ {4}.*\n)*)
    """
)
"""What isn't a paragraph: a fence, an admonition, an entry of the reference."""

_INLINE = re.compile(
    r"""(?mx)
    \[(?P<text>(?:`[^`]*`|\\.|[^][`\\])*)\]
    (?:\((?P<target>[^()\s]*)\)|\[(?P<ident>[^][\n]*)\])
    (?P<attributes>\{[^{}\n]*\})?
    |(?P<code>(?P<tick>`+)(?!`)(?s:.*?)(?<!`)(?P=tick)(?!`))
    |\ ?\{:?\ *[.\#][^{}\n]*\}
    |^\ *</?(?:details|div|section)\b[^<>\n]*>\ *$
    |</?summary>
    """
)
"""What changes in a paragraph: links, attribute lists, HTML around Markdown; and code, which
doesn't."""

FULL = "llms-full.txt"
"""The file of all pages about AnyIO."""

_OF_THIS_PROJECT = re.compile(
    r"(?m)^::: anyio_by_example|^```(?:changes|compatibility|coverage|differences|examples)$"
)
_FRONT = re.compile(r"\A---\n.*?^---\n+", re.DOTALL | re.MULTILINE)


def write(site: Site) -> None:
    """Write each page, each example and each point as Markdown beside its HTML.

    Raises:
        Problem: if a page has a fence of ours that can't be written as Markdown.
    """
    writers = {writer.page: writer for writer in _writers(site)}
    texts = {page: writer.written() for page, writer in writers.items()}
    files = {file_of(page): text for page, text in texts.items()}
    files |= permanent(
        site,
        {file_of(page): (page, text) for page, text in texts.items()},
        lambda page, text: writers[page].converted(text),
    )
    for file, text in files.items():
        site.write(file, placed(site, text, file))
    about_anyio = {p: text for p, text in texts.items() if not writers[p].is_of_this_project}
    together = {FULL: [*about_anyio.values()]}
    for group, pages in groupby(about_anyio, key=attrgetter("section")):
        together.setdefault(full_of(group), []).extend(about_anyio[page] for page in pages)
    for file, parts in together.items():
        site.write(file, "\n\n".join(placed(site, text, file) for text in parts))


def file_of(page: PublishedPage) -> str:
    """The Markdown file of a page below the site's folder, as `timeouts/index.md`."""
    return f"{page.file.removesuffix('.html')}.md"


def full_of(group: str) -> str:
    """The file of all pages about AnyIO in a group of the menu, as `llms-full/guide.txt`.

    Args:
        group: Its title; empty for what is in no group.
    """
    return f"llms-full/{slugify(group, '-') or 'overview'}.txt"


def _writers(site: Site) -> Iterator[_Writer]:
    places, uses = find_places(site), find_uses(site.library)
    glossary, quotes = find_glossary(site.docs), Quotes(site.library.examples())
    pages = {page.url: page for page in site.pages} | {page.path: page for page in site.pages}
    for page in site.pages:
        yield _Writer(site, places, uses, glossary, quotes, pages, page)


@dataclass(frozen=True, slots=True)
class _Writer:
    site: Site
    places: Places
    uses: Uses
    glossary: Glossary
    quotes: Quotes
    pages: Mapping[str, PublishedPage]
    """By their paths, and by their addresses below the site's."""
    page: PublishedPage

    @property
    def is_of_this_project(self) -> bool:
        """Whether the page lists what is this project's own: modules, examples, what they cover."""
        return bool(_OF_THIS_PROJECT.search(self._source()))

    def written(self) -> str:
        """The page, with an anchor for each id that it has in HTML and that can be linked to."""
        source = self.glossary.referenced(_FRONT.sub("", self._source()), self.page.path)
        headings = read(self.site.folder / self.page.file).headings
        return anchored(self.converted(source), headings)

    def converted(self, text: str) -> str:
        """A text that may stand on the page."""
        return self._blocks(text + "\n").strip() + "\n"

    def _source(self) -> str:
        return (self.site.docs / self.page.path).read_text("utf-8")

    def _blocks(self, text: str) -> str:
        parts, at = [], 0
        for found in _PARTS.finditer(text):
            parts.append(self._paragraphs(text[at : found.start()]))
            parts.append(self._block(found))
            at = found.end()
        return "".join([*parts, self._paragraphs(text[at:])])

    def _paragraphs(self, text: str) -> str:
        return re.sub(r"\n{3,}", "\n\n", self._inline(text))

    def _block(self, found: re.Match[str]) -> str:
        if found["ticks"]:
            return self._fence(found)
        if found["name"]:
            return self._blocks(self._entry(found["name"], found["options"] or ""))
        title = found["title"]
        if title is None:
            title = found["kind"].capitalize()
        said = self._blocks(textwrap.dedent(found["said"]).strip("\n") + "\n")
        text = f"{self._inline(f'**{title}**')}\n\n{said}" if title else said
        return textwrap.indent(text.rstrip("\n"), found["margin"]) + "\n\n"

    def _entry(self, name: str, options: str) -> str:
        try:
            return entry_markdown.entry(self.uses, name, options)
        except ValueError as error:
            remedy = "name one of AnyIO's public names, or a module of this project"
            raise self._problem(f"::: {name}", str(error), remedy) from error

    def _fence(self, found: re.Match[str]) -> str:
        kind = found["info"].strip().partition(" ")[0]
        if kind in FENCES:
            text = self._blocks(FENCES[kind](self.site.library, found["body"].strip()) + "\n")
            return textwrap.indent(text.strip("\n"), found["indent"])
        if kind and not _is_language(kind):
            mark = f"{found['ticks']}{kind}"
            reason = f"the fence {mark} can't be written as Markdown"
            raise self._problem(mark, reason, f"add it to FENCES in {Path(__file__).name}")
        return found[0]

    def _problem(self, mark: str, reason: str, remedy: str) -> Problem:
        """What is wrong where the page has a mark for the first time."""
        source = self._source()
        line = source[: max(source.find(mark), 0)].count("\n") + 1
        return Problem(Path(self.site.docs.name, self.page.path), line, reason, remedy)

    def _inline(self, text: str) -> str:
        return _INLINE.sub(self._changed, text)

    def _changed(self, found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        if found["text"] is None:
            return ""
        shown = self._inline(found["text"])
        ident = re.search(r"#([^\s}]+)", found["attributes"] or "")
        before = anchor(ident[1]) if ident else ""
        if found["target"] is not None:
            # an anchor for others to link to has neither a text nor a target
            return before + (f"[{shown}]({self._target(found['target'])})" if shown else "")
        address = self._name(found["ident"] or found["text"].replace("`", ""))
        return f"[{shown}]({address})" if address else found[0]

    def _target(self, target: str) -> str:
        path, mark, fragment = target.partition("#")
        is_ours = target.startswith("site:")
        address = path.removeprefix("site:")
        folder = posixpath.dirname(self.page.path)
        wanted = posixpath.normpath(posixpath.join(folder, path)) if path else self.page.path
        if page := self.pages.get(address if is_ours else wanted):
            return f"{MARK}{file_of(page)}{mark}{self.quotes.fragment(fragment)}"
        return f"{MARK}{address}{mark}{fragment}" if is_ours else target

    def _name(self, ident: str) -> str | None:
        """Where a name is documented, or what has an id."""
        if place := self.places.find(ident):
            return f"{MARK}{file_of(place.page)}#{self.quotes.fragment(ident)}"
        return inventory().get(ident)


@cache
def _is_language(kind: str) -> bool:
    try:
        find_lexer_class_by_name(kind)
    except ClassNotFound:
        return False
    return True
