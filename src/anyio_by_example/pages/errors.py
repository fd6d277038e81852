"""Errors: the pages about messages and exceptions, and what each of them answers.

A page in `docs/errors/` lists at its head, under `errors:`, what it answers, as it ends a
traceback, with `…` for what is filled in. What AnyIO doesn't raise itself says who does, under
`by:`. Each is shown by what an example printed that the page shows or links to; one that can't be
says why, under `unshown:`. The group's own page lists under `unanswered:` what has no page, and
why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from anyio_by_example.api.messages import HOLE, Message, messages
from anyio_by_example.examples.example import Example, anchor
from anyio_by_example.examples.page import Page, find_pages
from anyio_by_example.library.library import Library
from anyio_by_example.pages.menu import find_menu
from anyio_by_example.problem import Problem
from anyio_timeline.characters import uncoloured

FOLDER = "errors"
"""Where the pages are, below the folder of all pages."""

INDEX = f"{FOLDER}/index.md"

BOX = "box"
"""What a fence holds that is the box for a traceback."""

_FRONT = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
_LINKED = re.compile(r"\]\[(\w+-\w+)\]|#(\w+-\w+?)(?:-L\d+)?\)")
_KEYS = {"says", "by", "unshown", "why"}


@dataclass(frozen=True, slots=True)
class Known:
    """An error that a page answers, or that none does.

    Args:
        says: What ends its traceback, with holes.
        by: Who raises it, if that isn't AnyIO; else empty.
        unshown: Why no example shows it; empty if one does.
        why: Why no page answers it; empty if one does.
    """

    says: str
    by: str = ""
    unshown: str = ""
    why: str = ""

    @property
    def exception(self) -> str:
        """The name of its class; empty for what is only logged."""
        name = self.says.partition(": ")[0]
        return name if name.isidentifier() else ""

    @property
    def text(self) -> str:
        """What it says besides; empty if that is anything."""
        return self.says.partition(": ")[2] if self.exception else self.says

    @property
    def message(self) -> Message | None:
        """What AnyIO's source has of it; None if AnyIO doesn't raise it."""
        return _by_said().get(self.says)

    @property
    def raiser(self) -> str:
        """Who raises it, in words; empty if nothing is known."""
        if self.by or not self.message:
            return self.by
        names = {"asyncio": "AnyIO on asyncio", "trio": "AnyIO on Trio"}
        return names.get(self.message.backend, "AnyIO")

    def is_in(self, output: str) -> bool:
        """Whether an output has its text, or if it has none, the name of its class."""
        if not self.text:
            return bool(re.search(rf"\b{self.exception}\b", output))
        return bool(re.search(".+?".join(map(re.escape, self.text.split(HOLE))), output))


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """A page about errors, with what it answers in its order."""

    page: Page
    knows: tuple[Known, ...]
    linked: frozenset[str]
    """The ids of the examples that it shows or links to."""


@dataclass(frozen=True, slots=True)
class Proof:
    """An example that shows an error, and the backends on which it does.

    Args:
        example: Which one.
        backends: Their names; none if it does on all that it's run on.
    """

    example: Example
    backends: tuple[str, ...]


@cache
def _by_said() -> dict[str, Message]:
    return {message.said: message for message in messages()}


def error_pages(docs: Path) -> list[ErrorPage]:
    """The pages about errors, in alphabetical order.

    Args:
        docs: The folder of all pages.

    Raises:
        Problem: if the head of one isn't in order.
    """
    return [_read(docs, page) for page in _about_errors(docs)]


def _about_errors(docs: Path) -> Iterator[Page]:
    pages = (page for page in find_pages(docs) if page.path.startswith(f"{FOLDER}/"))
    return (page for page in pages if page.path != INDEX)


def unanswered(docs: Path) -> tuple[Known, ...]:
    """What has no page, each with the reason.

    Args:
        docs: The folder of all pages.
    """
    file = docs / INDEX
    return _declared(file, file.read_text("utf-8"), "unanswered") if file.is_file() else ()


def _read(docs: Path, page: Page) -> ErrorPage:
    file = docs / page.path
    text = file.read_text("utf-8")
    ids = {anchor(name) for name in page.snippets}
    ids |= {one or other for one, other in _LINKED.findall(text)}
    return ErrorPage(page, _declared(file, text, "errors"), frozenset(ids))


@lru_cache(maxsize=200)
def _declared(file: Path, text: str, key: str) -> tuple[Known, ...]:
    """What the head of a page lists under a key."""
    front = _FRONT.match(text)
    said = yaml.safe_load(front[1]) if front else {}
    found = [*map(_known, said.get(key, ()))]
    for known in found:
        reason = ""
        if known is None:
            reason = f"an entry of {key} isn't what ends a traceback, or a table that `says` it"
        elif not known.by and not known.message:
            reason = f"AnyIO doesn't say {known.says!r}"
        if reason:
            remedy = (
                "write it as AnyIO's source has it, with … for what is filled in, or `by:` whom"
            )
            raise Problem(Path(file.parent.parent.name, FOLDER, file.name), 1, reason, remedy)
    return tuple(known for known in found if known)


def _known(said: Any) -> Known | None:
    if isinstance(said, str):
        return Known(said)
    if isinstance(said, dict) and "says" in said and said.keys() <= _KEYS:
        return Known(**said)
    return None


def proofs(library: Library, page: ErrorPage) -> dict[Known, list[Proof]]:
    """What shows each error that a page answers, in the order of the page.

    Args:
        library: Where the examples are.
        page: Which one.

    Raises:
        ValueError: if none shows it, and nothing says why.
    """
    order = {name: n for n, name in enumerate(page.page.snippets)}
    examples = [*_linked(library, page)]
    examples.sort(key=lambda example: order.get(example.name, len(order)))
    found = {known: [*_proofs(library, examples, known)] for known in page.knows}
    for known, those in found.items():
        if not those and not known.unshown:
            raise ValueError(
                f"no example that this page shows or links to prints {known.says!r}; "
                "show one, or say why there is none, with `unshown:`"
            )
        if those and known.unshown:
            raise ValueError(f"{those[0].example.name} prints {known.says!r}; remove `unshown:`")
    return found


def _linked(library: Library, page: ErrorPage) -> Iterator[Example]:
    """The examples that a page shows or links to, by their names, but for those not in order."""
    for name in sorted(f"{ident.replace('-', '/', 1)}.py" for ident in page.linked):
        if (library.root / name).is_file():
            with suppress(Problem):
                yield library.example(name)


def _proofs(library: Library, examples: list[Example], known: Known) -> Iterator[Proof]:
    for example in examples:
        runs = library.recordings(example)
        those = [each for each, run in runs.items() if known.is_in(uncoloured(run.output))]
        if those:
            backends = dict.fromkeys(each.backend for each in those if each.backend)
            all_of = {each.backend for each in runs}
            yield Proof(example, () if len(backends) == len(all_of) else tuple(backends))


def render_errors(library: Library, which: str) -> str:
    """The Markdown of a list: what a page answers, or all pages by message and by class.

    Args:
        library: Where the examples are. The pages are in `docs/` beside it.
        which: The name of a page in `docs/errors/`, without its suffix; `all`; or `box`.

    Raises:
        Problem: if the head of a page isn't in order.
        ValueError: if there is no such page, or something that it answers isn't shown.
    """
    docs = library.root.parent / "docs"
    if which == BOX:
        return _BOX
    if which == "all":
        return _index(docs, error_pages(docs))
    wanted = f"{FOLDER}/{which}.md"
    found = next((each for each in _about_errors(docs) if each.path == wanted), None)
    if found is None:
        raise ValueError(f"there is no page {wanted}")
    page = _read(docs, found)
    if not page.knows:
        raise ValueError(f"{page.page.path} lists nothing under `errors:` at its head")
    rows = [_row(page, known, those) for known, those in proofs(library, page).items()]
    return "\n".join(['<div class="errors" markdown>\n', *rows, "\n</div>\n"])


def _row(page: ErrorPage, known: Known, those: list[Proof]) -> str:
    shown = ", ".join(_shown(page, proof) for proof in those[:2])
    said = f"Shown by {shown}." if shown else f"Not shown: {known.unshown}."
    return f"- {code(known.says)}\n  {known.raiser}. {said}"


def _shown(page: ErrorPage, proof: Proof) -> str:
    example = proof.example
    is_here = example.name in page.page.snippets
    target = f"#{example.id}" if is_here else f"site:e/{example.name.removesuffix('.py')}/"
    names = {"asyncio": "asyncio", "trio": "Trio"}
    where = " and ".join(names[each] for each in proof.backends)
    caption = example.caption.rstrip(".").replace("[", r"\[").replace("]", r"\]")
    return f"[{caption}]({target})" + (f" on {where}" if where else "")


def _index(docs: Path, pages: list[ErrorPage]) -> str:
    links = {each: f"[{each.page.title}]({Path(each.page.path).name})" for each in pages}
    known = [(each, page) for page in pages for each in page.knows]
    classes: dict[str, dict[str, None]] = {}
    for each, page in known:
        if each.exception:
            classes.setdefault(each.exception, {})[links[page]] = None
    texts = sorted(((each, page) for each, page in known if each.text), key=_order)
    return "\n".join(
        [
            '<div class="errors" markdown>\n',
            "## By class\n",
            *(f"- `{name}`\n  {', '.join(of)}" for name, of in sorted(classes.items())),
            "\n## By message\n",
            *(
                _fold(title, [f"- {code(each.text)}\n  {links[page]}" for each, page in mine])
                for title, mine in _grouped(docs, texts)
            ),
            "## Without a page\n",
            *(f"- {code(each.says)}\n  {each.why}" for each in unanswered(docs)),
            "\n</div>\n",
        ]
    )


_Pair = tuple[Known, ErrorPage]


def _grouped(docs: Path, texts: list[_Pair]) -> Iterator[tuple[str, list[_Pair]]]:
    """The same by the groups of the menu that their pages are in, in its order."""
    for group in find_menu(docs).groups:
        if mine := [pair for pair in texts if pair[1].page in group.children]:
            yield group.title, mine


def _fold(title: str, rows: list[str]) -> str:
    """A list that is opened by its title."""
    summary = f"<summary>{title} ({len(rows)})</summary>"
    return "\n".join(['<details class="fold" markdown>', summary, "", *rows, "", "</details>\n"])


def _order(pair: _Pair) -> str:
    return re.sub(r"\W", "", pair[0].text.lower())


def code(text: str) -> str:
    """A text as Markdown's code, whatever is in it."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


_BOX = """\
<form class="errors-box js-only" autocomplete="off">
<p><label for="errors-text">Paste a traceback, or the message alone</label></p>
<p><textarea id="errors-text" name="text" rows="6" spellcheck="false"></textarea></p>
<p><button type="submit">Find its page</button> <span role="status"></span></p>
<ol class="errors-found" hidden></ol>
</form>
"""
