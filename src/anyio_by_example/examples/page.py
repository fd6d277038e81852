"""Page: a Markdown file of the site, and the examples that it shows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from anyio_by_example.problem import Problem

_BLOCK = re.compile(r"(?ms)^ *(`{3,}|~{3,}) *(\w*)([^`\n]*)\n(.*?)^ *\1 *$")
"""A fence of any kind: its mark, its kind, its options, and what it holds."""
_OPEN = re.compile(r"(?m)^[ \t>]*(`{3,}|~{3,})[^`\n]*$")
"""What is left of a fence that isn't whole, or is in a quotation."""
_OPTIONS = re.compile(r'( *\w+="[^"]*")*')
"""Options as SuperFences reads them; with others, it takes a fence for text."""
_RUNS = re.compile(r"\bexec\b")
"""The option of a fence that would have the builder itself run what it holds."""
_TITLE = re.compile(r"(?m)^# (.+?)(?: \{.*\})?$")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fence of a page."""

    line: int
    """The line that it begins in, counted from 1."""
    kind: str
    options: str
    """What stands behind its kind."""
    said: str
    """What it holds, without blank lines around it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its author wrote it."""

    path: str
    """Where it is below the folder of all pages, as `timeouts.md`."""
    title: str
    """Its first heading; its path if it has none."""
    snippets: tuple[str, ...]
    """The names of the examples that it shows, in its order."""
    fences: tuple[Fence, ...] = ()
    """All its fences, in its order."""
    unclosed: int = 0
    """The line of a fence that has no end, or is in a quotation; 0 if there is none."""

    def line_of(self, kind: str, said: str) -> int:
        """The line of the first fence of a kind that holds something; 1 if there is none."""
        found = (each.line for each in self.fences if (each.kind, each.said) == (kind, said))
        return next(found, 1)


def find_pages(docs: Path) -> Iterator[Page]:
    """The pages below a folder, in alphabetical order."""
    for file in sorted(docs.rglob("*.md")):
        state = file.stat()
        yield _page(docs, file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=10_000)
def _page(docs: Path, file: Path, *state: int) -> Page:
    """What a file says, as long as its state stays."""
    del state
    text = file.read_text("utf-8")
    path = file.relative_to(docs).as_posix()
    blocks = [*_BLOCK.finditer(text)]
    rest = _BLOCK.sub(lambda block: "\n" * block[0].count("\n"), text)
    fences = tuple(
        Fence(_line(text, block.start()), block[2], block[3].strip(), block[4].strip())
        for block in blocks
    )
    opened = [_line(text, block.start()) for block in blocks if _holds_another(block)]
    opened += [_line(rest, mark.start()) for mark in _OPEN.finditer(rest)]
    title = _TITLE.search(rest)
    return Page(
        path=path,
        title=title[1] if title else path,
        snippets=tuple(each.said for each in fences if each.kind == "snippet"),
        fences=fences,
        unclosed=min(opened, default=0),
    )


def _holds_another(block: re.Match[str]) -> bool:
    """Whether a fence goes on into the next one, which has the same mark."""
    return re.search(rf"(?m)^[ \t>]*{block[1]}", block[4]) is not None


def _line(text: str, at: int) -> int:
    return text[:at].count("\n") + 1


def page_faults(docs: Path, pages: Iterable[Page], ours: Collection[str]) -> Iterator[Problem]:
    """What is wrong with the fences of pages, but for the names that they hold.

    Args:
        docs: The folder of all pages.
        pages: Those that are published.
        ours: The kinds of fences that take no options.
    """
    shown: dict[str, str] = {}
    for page in pages:
        file = Path(docs.name, page.path)
        if page.unclosed:
            reason = "this fence has no end, or is in a quotation"
            yield Problem(file, page.unclosed, reason, "end it as it begins, in lines of its own")
        for fence in page.fences:
            if _RUNS.search(fence.options):
                reason = "what this fence prints would be on the page without a recording"
                yield Problem(file, fence.line, reason, "make an example of it")
            elif not _OPTIONS.fullmatch(fence.options):
                reason = f"nobody can read the options of this fence: {fence.options}"
                yield Problem(file, fence.line, reason, 'write them as name="value"')
            elif fence.options and fence.kind in ours:
                reason = f"this fence takes no options, but has {fence.options}"
                yield Problem(file, fence.line, reason, f"begin it with ```{fence.kind} alone")
            if fence.kind != "snippet":
                continue
            if fence.said in shown:
                reason = f"{fence.said} is in {shown[fence.said]} too, and has one address"
                yield Problem(file, fence.line, reason, "link to it where it is")
            shown.setdefault(fence.said, f"{file.as_posix()}:{fence.line}")
