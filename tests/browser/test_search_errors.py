"""Who pastes what an example printed of an error finds the page that explains it.

So does who pastes the whole traceback around it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

import pytest
from helpers.pages import DOCS
from helpers.searching import FIND, ask
from playwright.sync_api import Browser, Page, expect

from anyio_by_example.api.public import PACKAGE
from anyio_by_example.examples.page import Page as ShownPage
from anyio_by_example.examples.page import find_pages
from anyio_by_example.library.library import Library
from anyio_by_example.pages.errors import FOLDER, Known, error_pages
from anyio_by_example.reference.entry import public_names
from anyio_timeline.characters import lines, uncoloured

FIRST = 3
"""Among so many results the page has to be."""

ERROR = re.compile(
    r"\b(?:[A-Z]\w*(?:Error|Failed|Cancelled|Warning|Exception|ExceptionGroup|Interrupt|Exit)"
    r"|EndOfStream|WouldBlock|BusyResource\w*|IncompleteRead|DelimiterNotFound"
    r"|BrokenWorker\w+|StopIteration|StopAsyncIteration)\b"
)
"""The name of an exception or a warning."""


WHOLE = re.compile(rf"(?:\w+\.)*(?:{ERROR.pattern})(?:: .+)?")
"""A line that is all an error, as it ends a traceback."""

LOST = {"trio RuntimeError"}
"""Lines that find no page: a class that has many messages, and none of them."""

FRAMES = (
    'File "/home/reader/app/main.py", line 41, in handler',
    "  await deliver(parcel, retries=3)",
    "        ~~~~~~~^^^^^^^^^^^^^^^^^^^",
)


def plain(error: str) -> str:
    """A traceback, with another before it."""
    frames = "\n".join(f"  {line}" for line in FRAMES)
    first, then = "KeyError: 'parcel'", "During handling of the above exception, another ..."
    head = f"Traceback (most recent call last):\n{frames}"
    return f"{head}\n{first}\n\n{then}\n\n{head}\n{error}\n"


def group(error: str) -> str:
    """That of an exception group, in which this is the only error, two groups deep."""
    head = "Exception Group Traceback (most recent call last):"
    name = "ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)"
    rule = "---------------- 1 ----------------"
    outer = [f"  + {head}", *(f"  |   {line}" for line in FRAMES), f"  | {name}", f"  +-+{rule}"]
    inner = [f"    | {head}", *(f"    |   {each}" for each in FRAMES), f"    | {name}"]
    leaf = [f"      | {line}" for line in plain(error).splitlines()]
    return "\n".join([*outer, *inner, f"    +-+{rule}", *leaf, "      +" + "-" * 36])


def logged(error: str) -> str:
    """A traceback in the log of several containers."""
    return "\n".join(f"web-1  | {line}" for line in plain(error).splitlines())


def in_pytest(error: str) -> str:
    """What pytest writes of it."""
    return f"    async def test_it():\n>       await it()\nE       {error}\n\ntest_it.py:3: in it"


UNCLOSED = "ResourceWarning: Unclosed <MemoryObjectReceiveStream at 7f695835e900>"
WARNED = f"""memory.py:207: {UNCLOSED}
  warnings.warn(
ResourceWarning: Enable tracemalloc to get the object allocation traceback
"""
INNER = "RuntimeError: Already running asyncio in this thread"
SUMMED = f"""E       {INNER}

main.py:9: RuntimeError
=========================== short test summary info ============================
FAILED test_it.py::test_it[asyncio] - RuntimeError: Already running asy...
ERROR test_it.py::test_other[asyncio] - anyio._core._exceptions.ClosedRes...
"""
"""What Python and pytest write at the end of an error, and what it is about."""

FORMS: list[Callable[[str], str]] = [plain, group, logged, in_pytest]


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """A tab whose search is open."""
    tab = browser.new_page()
    tab.goto(address + "timeouts/")
    ask(tab, "task")
    yield tab
    tab.close()


@pytest.fixture(scope="module")
def answers() -> list[tuple[str, Known]]:
    """What pages about errors answer, with the address of each."""
    return [(_url(each.page), known) for each in error_pages(DOCS) for known in each.knows]


@pytest.fixture(scope="module")
def printed(library: Library, answers: list[tuple[str, Known]]) -> dict[str, set[str]]:
    """What examples print of errors, and the pages that it has to lead to.

    It's each line that names one, and each name alone. An error that pages about errors answer
    leads to one of these; another line to one that shows it, too.
    """
    shown: dict[str, set[str]] = defaultdict(set)
    for page in find_pages(DOCS):
        for line in (line for name in page.snippets for line in _errors(library, name)):
            for asked in (line, *ERROR.findall(line)):
                shown[asked].add(_url(page))
    found: dict[str, set[str]] = {}
    for line, pages in shown.items():
        if ERROR.fullmatch(line):
            found[line] = _about(line, answers) or pages
        else:
            answering = _answering(line, answers)
            found[line] = answering if answering and WHOLE.fullmatch(line) else answering | pages
    return found


def _about(name: str, answers: list[tuple[str, Known]]) -> set[str]:
    """The pages about a class: its entry, and its own page, or that of all its messages.

    If these are on several pages, that is the list of all errors.
    """
    mine = [(url, known) for url, known in answers if known.exception == name]
    pages = {url for url, _ in mine}
    if len(pages) > 1:
        pages = {url for url, known in mine if not known.text} or {f"{FOLDER}/"}
    has_entry = f"{PACKAGE}.{name}" in public_names().all
    entry = {"reference/exceptions/"} if has_entry else set()
    return entry | pages


def _url(page: ShownPage) -> str:
    return page.path.removesuffix(".md") + "/"


def _answering(line: str, answers: list[tuple[str, Known]]) -> set[str]:
    return {url for url, known in answers if _answers(known, line)}


def _answers(known: Known, line: str) -> bool:
    """Whether a page that knows an error answers a line.

    It answers an error by its class and by its text, if it knows one; of another line, what it
    knows has to be in it.
    """
    name = WHOLE.fullmatch(line) and line.partition(": ")[0].rpartition(".")[2]
    is_other = name and known.exception and known.exception != name
    return not is_other and known.is_in(line)


def _errors(library: Library, name: str) -> Iterator[str]:
    for recording in library.recordings(library.example(name)).values():
        for line in map(str.strip, lines(uncoloured(recording.output))):
            if ERROR.search(line):
                yield line


def _leads(address: str, pages: set[str]) -> bool:
    """Whether an address is on one of these pages."""
    return address.partition("#")[0] in pages


def test_printed(printed: dict[str, set[str]], tab: Page) -> None:
    """A page that it has to lead to is among the first three."""
    asked = sorted(printed)
    results = tab.evaluate(FIND, asked)
    missed = {
        line: (sorted(printed[line]), found[:FIRST])
        for line, found in zip(asked, results, strict=True)
        if not any(_leads(each, printed[line]) for each in found[:FIRST])
    }
    # or nothing would have been asked
    assert len(asked) > 250
    print(f"{len(asked) - len(missed)} of {len(asked)} lines lead to their page")
    assert missed.keys() == LOST


def test_tracebacks(
    printed: Mapping[str, set[str]], answers: list[tuple[str, Known]], tab: Page
) -> None:
    """Of any traceback, its error is looked for, and nothing else.

    So the page that answers an error that says more than its name comes first. Of an error that
    no page answers, a page that shows it does so nearly always.
    """
    errors = [
        line for line in sorted(printed) if WHOLE.fullmatch(line) and "tracemalloc" not in line
    ]
    pasted = [form(error) for form in FORMS for error in errors]
    assert tab.evaluate("all => all.map(byExample.essence)", pasted) == errors * len(FORMS)
    telling = [error for error in errors if ": " in error]
    answered = {error for error in telling if _answering(error, answers)}
    first = [found[0] for found in tab.evaluate(FIND, telling)]
    late = {
        error: address
        for error, address in zip(telling, first, strict=True)
        if not _leads(address, printed[error])
    }
    assert len(answered) > 40
    assert late.keys() & answered == set(), late
    assert len(late) <= len(telling) / 20, late


def test_ends(tab: Page) -> None:
    """Python's advice after a warning, and the lines that pytest's summary cuts, are no errors.

    Of a summary alone, the line that is there counts.
    """
    essence = "all => all.map(byExample.essence)"
    alone = SUMMED.splitlines()[-2]
    found = tab.evaluate(essence, [WARNED, SUMMED, alone])
    assert found == [UNCLOSED, INNER, "RuntimeError: Already running asy..."]


def test_pasted(tab: Page) -> None:
    """What is pasted into the field becomes the error that it ends with, and its page is first."""
    said = "Attempted to exit cancel scope in a different task than it was entered in"
    error = f"RuntimeError: {said}"
    paste = """(field, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text", text);
      const how = { clipboardData, cancelable: true, bubbles: true };
      field.dispatchEvent(new ClipboardEvent("paste", how));
    }"""
    field = tab.locator("#search-input")
    field.evaluate(paste, group(error))
    expect(field).to_have_value(error)
    expect(tab.locator(".search-title").first).to_contain_text("Left in Another Task")
    # the rule is there, too
    expect(tab.locator(".search-result.is-review").first).to_contain_text("R503")
