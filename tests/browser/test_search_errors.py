"""Who pastes what an example printed of an error finds the page that explains it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from helpers.pages import DOCS
from helpers.searching import FIND, ask
from playwright.sync_api import Browser

from anyio_by_example.characters import lines, uncoloured
from anyio_by_example.examples.page import find_pages
from anyio_by_example.library.library import Library

FIRST = 3
"""Among so many results the page has to be."""

ERROR = re.compile(
    r"\b(?:[A-Z]\w*(?:Error|Failed|Cancelled|Warning|Exception|ExceptionGroup|Interrupt|Exit)"
    r"|EndOfStream|WouldBlock|BusyResource\w*|IncompleteRead|DelimiterNotFound"
    r"|BrokenWorker\w+|StopIteration|StopAsyncIteration)\b"
)
"""The name of an exception or a warning."""


@pytest.fixture(scope="module")
def printed(library: Library) -> dict[str, set[str]]:
    """What examples print of errors, and the pages that show it.

    It's each line that names one, and each name alone; a name has an entry, too.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for page in find_pages(DOCS):
        url = page.path.removesuffix(".md") + "/"
        for line in (line for name in page.snippets for line in _errors(library, name)):
            found[line].add(url)
            for name in ERROR.findall(line):
                found[name] |= {url, "reference/exceptions/"}
    return found


def _errors(library: Library, name: str) -> Iterator[str]:
    for recording in library.recordings(library.example(name)).values():
        for line in map(str.strip, lines(uncoloured(recording.output))):
            if ERROR.search(line):
                yield line


def test_printed(printed: dict[str, set[str]], browser: Browser, address: str) -> None:
    """A page with an example that prints it is among the first three."""
    tab = browser.new_page()
    tab.goto(address + "timeouts/")
    ask(tab, "task")
    asked = sorted(printed)
    results = tab.evaluate(FIND, asked)
    tab.close()
    missed = {
        line: (sorted(printed[line]), found[:FIRST])
        for line, found in zip(asked, results, strict=True)
        if not {each.partition("#")[0] for each in found[:FIRST]} & printed[line]
    }
    # or nothing would have been asked
    assert len(asked) > 250
    print(f"{len(asked) - len(missed)} of {len(asked)} lines lead to their page")
    assert missed == {}
