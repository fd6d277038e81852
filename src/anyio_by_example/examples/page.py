"""Page: a Markdown file of the site, and the examples that it shows."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from anyio_by_example.examples.block import Block, find_blocks
from anyio_by_example.problem import Problem

_OPTIONS = re.compile(r'( *\w+="[^"]*")*')
"""Options as SuperFences reads them; with others, it takes a fence for text."""
_RUNS = re.compile(r"\bexec\b")
"""The option of a fence that would have the builder itself run what it holds."""
_FRONT = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
_DESCRIPTION = re.compile(r"(?m)^description: (.+)$")
_TITLE = re.compile(r"# (.+?)(?: \{.*\})?")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its author wrote it."""

    path: str
    """Where it is below the folder of all pages, as `timeouts.md`."""
    title: str
    """Its first heading; its path if it has none."""
    snippets: tuple[str, ...]
    """The names of the examples that it shows, in its order."""
    fences: tuple[Block, ...] = ()
    """All its fences, in its order."""
    description: str = ""
    """What it's about, in a sentence; empty if it doesn't say so."""


def find_pages(docs: Path) -> Iterator[Page]:
    """The pages below a folder, in alphabetical order.

    Raises:
        Problem: if one of them isn't UTF-8.
    """
    for file in sorted(_files(str(docs)), key=lambda each: each.path.replace(os.sep, "\0")):
        state = file.stat()
        yield _page(docs, file.path, state.st_mtime_ns, state.st_size)


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    # a build asks a hundred times, and for paths it would take five times as long
    with os.scandir(folder) as entries:
        for each in entries:
            # no builder takes it for a page, and an editor's may lead nowhere
            if each.name.startswith("."):
                continue
            if each.is_dir(follow_symlinks=False):
                yield from _files(each.path)
            elif each.name.endswith(".md"):
                yield each


def find_page(docs: Path, name: str) -> Page:
    """The page that somebody names, as `timeouts`, `guide/locks` or `guide/locks.md`.

    Args:
        docs: The folder of all pages.
        name: Where it is below that.

    Raises:
        ValueError: if there is none.
    """
    wanted = f"{name.strip('/').removeprefix(f'{docs.name}/').removesuffix('.md')}.md"
    pages = {page.path: page for page in find_pages(docs)}
    if wanted in pages:
        return pages[wanted]
    alike = [path.removesuffix(".md") for path in pages if path.endswith(f"/{wanted}")]
    hint = f", but {' and '.join(alike)}" if alike else ""
    raise ValueError(f"there is no page {docs.name}/{wanted}{hint}")


@lru_cache(maxsize=10_000)
def _page(docs: Path, name: str, *state: int) -> Page:
    """What a file says, as long as its state stays."""
    del state
    file = Path(name)
    path = file.relative_to(docs).as_posix()
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        remedy = "save it as UTF-8"
        raise Problem(Path(docs.name, path), line, "it is not UTF-8", remedy) from None
    fences = find_blocks(text)
    inside = {line for fence in fences for line in range(fence.line, fence.end + 1)}
    lines = (line for n, line in enumerate(text.split("\n"), 1) if n not in inside)
    title = next(filter(None, map(_TITLE.fullmatch, lines)), None)
    front = _FRONT.match(text)
    description = _DESCRIPTION.search(front[0]) if front else None
    return Page(
        path=path,
        title=title[1] if title else path,
        snippets=tuple(each.said for each in fences if each.kind == "snippet" and each.is_closed),
        fences=fences,
        description=description[1] if description else "",
    )


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
        for fence in page.fences:
            if not fence.is_closed or fence.is_quoted or fence.holds_another:
                reason = "this fence has no end, or is in a quotation"
                yield Problem(file, fence.line, reason, "end it as it begins, in lines of its own")
            elif _RUNS.search(fence.options):
                reason = "what this fence prints would be on the page without a recording"
                yield Problem(file, fence.line, reason, "make an example of it")
            elif not _OPTIONS.fullmatch(fence.options):
                reason = f"nobody can read the options of this fence: {fence.options}"
                yield Problem(file, fence.line, reason, 'write them as name="value"')
            elif fence.options and fence.kind in ours:
                reason = f"this fence takes no options, but has {fence.options}"
                yield Problem(file, fence.line, reason, f"begin it with ```{fence.kind} alone")
            if fence.kind != "snippet" or not fence.is_closed:
                continue
            if fence.said in shown:
                reason = f"{fence.said} is in {shown[fence.said]} too, and has one address"
                yield Problem(file, fence.line, reason, "link to it where it is")
            shown.setdefault(fence.said, f"{file.as_posix()}:{fence.line}")
