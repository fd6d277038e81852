"""Concerned: the pages that show what somebody has saved."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from anyio_by_example.examples.page import find_pages
from anyio_by_example.library.library import Library
from anyio_by_example.problem import Problem
from anyio_by_example.recording.review import reviewable_files


def concerned(library: Library, docs: Path, saved: Collection[Path]) -> frozenset[str]:
    """The pages on which saved files are to be seen, as `guide/locks.md`.

    Lists and references that say something of an example aren't among them.

    Args:
        library: What the examples are in.
        docs: The folder of all pages.
        saved: The files: pages that were there before, and what examples are made of.

    Returns:
        None of them if one of the files is on no page, for nobody knows then what it changes.
    """
    pages = {docs / page.path: page for page in find_pages(docs)}
    owners = dict(_owners(library)) if any(file not in pages for file in saved) else {}
    found: set[str] = set()
    for file in saved:
        if file in pages:
            found.add(pages[file].path)
            continue
        names = {name for name, files in owners.items() if file in files}
        showing = {page.path for page in pages.values() if names & {*page.snippets}}
        if not showing:
            return frozenset()
        found |= showing
    return frozenset(found)


def _owners(library: Library) -> Iterator[tuple[str, set[Path]]]:
    """The files of each example, by its name; of one that isn't in order, its own."""
    for name in library.names():
        try:
            example = library.example(name)
        except Problem:
            yield name, {library.root / name}
            continue
        yield name, {*example.files, *reviewable_files(example)}
