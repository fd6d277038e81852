"""The pages about errors: all of AnyIO's exceptions, nearly all messages, each shown by a run."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.pages import DOCS

from anyio_by_example.api.messages import exceptions, messages
from anyio_by_example.library.library import Library
from anyio_by_example.pages.errors import (
    FOLDER,
    INDEX,
    ErrorPage,
    Known,
    error_pages,
    proofs,
    render_errors,
    unanswered,
)
from anyio_by_example.problem import Problem

FLOOR = 0.9
"""So much of AnyIO's messages have a page."""

PAGES = error_pages(DOCS)


def known() -> list[Known]:
    """What the pages answer."""
    return [each for page in PAGES for each in page.knows]


def test_every_exception_has_a_page() -> None:
    """A page answers each exception class of AnyIO."""
    assert set(exceptions()) <= {each.exception for each in known()}


def test_messages_have_a_page() -> None:
    """Pages answer at least 90 % of the messages; the rest are listed, each with a reason."""
    answered = {each.says for each in known()}
    without = {each.says for each in unanswered(DOCS)}
    said = {each.said for each in messages()}
    print(f"{len(said & answered)} of {len(said)} messages have a page")
    assert len(said & answered) >= FLOOR * len(said)
    assert said - answered == without
    assert all(each.why for each in unanswered(DOCS))


def test_each_is_answered_once() -> None:
    """No two pages answer the same."""
    said = [each.says for each in known()]
    assert sorted(said) == sorted(set(said))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.page.path)
def test_shown(page: ErrorPage, library: Library) -> None:
    """What a page answers was printed by an example that it shows or links to, or it says why not.

    Who raises it is said, and the page is what the fence on it names.
    """
    for each, found in proofs(library, page).items():
        assert each.raiser
        assert bool(found) != bool(each.unshown)
    name = Path(page.page.path).stem
    assert [f.said for f in page.page.fences if f.kind == "errors"] == [name]
    assert len(page.page.snippets) <= 6


def test_unshown(library: Library) -> None:
    """A message that no example prints is an error, and so is a needless excuse."""
    page = next(each for each in PAGES if each.page.path == f"{FOLDER}/cancelled.md")
    with pytest.raises(ValueError, match="no example that this page shows or links to prints"):
        proofs(library, replace(page, knows=(Known("OSError: All connection attempts failed"),)))
    excused = replace(page.knows[0], unshown="it can't be had")
    with pytest.raises(ValueError, match="remove `unshown:`"):
        proofs(library, replace(page, knows=(excused,)))


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ('"RuntimeError: AnyIO never says so"', "AnyIO doesn't say"),
        ("7", "isn't what ends a traceback"),
        ("says: WouldBlock\n    because: so", "isn't what ends a traceback"),
    ],
)
def test_faults(entry: str, reason: str, tmp_path: Path) -> None:
    """What AnyIO doesn't say, and what isn't an entry, is a problem of the page that lists it."""
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "bad.md").write_text(f"---\nerrors:\n  - {entry}\n---\n\n# Bad\n")
    with pytest.raises(Problem, match=reason) as problem:
        error_pages(tmp_path)
    assert problem.value.path.name == "bad.md"


def test_index(library: Library, tmp_path: Path) -> None:
    """The group's own page lists every message and class, and what has no page."""
    text = render_errors(library, "all")
    assert all(each.text.replace("`", "") in text.replace("`", "") for each in known())
    assert all(f"- `{name}`\n" in text for name in exceptions())
    assert all(each.why in text for each in unanswered(DOCS))
    assert "textarea" in render_errors(library, "box")
    with pytest.raises(ValueError, match="there is no page"):
        render_errors(library, "nothing")
    shutil.copytree(DOCS / FOLDER, tmp_path / FOLDER)
    (tmp_path / INDEX).unlink()
    assert unanswered(tmp_path) == ()
