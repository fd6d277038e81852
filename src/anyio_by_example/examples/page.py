"""Page: a Markdown file of the site, and the examples that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_BLOCK = re.compile(r"(?ms)^ *(`{3,})(\w*)[^`\n]*\n(.*?)^ *\1 *$")
"""A fence of any kind: its mark, its kind, and what it holds."""
_TITLE = re.compile(r"(?m)^# (.+?)(?: \{.*\})?$")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its author wrote it."""

    path: str
    """Where it is below the folder of all pages, as `timeouts.md`."""
    title: str
    """Its first heading; its path if it has none."""
    snippets: tuple[str, ...]
    """The names of the examples that it shows, in its order."""


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
    title = _TITLE.search(_BLOCK.sub("", text))
    blocks = _BLOCK.findall(text)
    names = tuple(said.strip() for _, kind, said in blocks if kind == "snippet")
    return Page(path, title[1] if title else path, names)
