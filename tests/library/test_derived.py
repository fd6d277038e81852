"""Derived: what is made of all examples and pages is made once, until a file of them changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from anyio_by_example.library.derived import derived
from anyio_by_example.library.library import Library


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a page, an example and settings."""
    for name in ("docs/deep/page.md", "snippets/topic/case.py", "mkdocs.yml", "other.txt"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("old", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("change", "made"),
    [
        (lambda project: (project / "other.txt").write_text("new one"), 1),
        (lambda project: (project / "docs/deep/page.md").write_text("new one"), 2),
        (lambda project: (project / "docs/deep/page.md").unlink(), 2),
        (lambda project: (project / "docs/deep/more.md").touch(), 2),
        (lambda project: (project / "snippets/topic/case.out").touch(), 2),
        (lambda project: (project / "snippets/topic/case.py").write_text("new one"), 2),
        (lambda project: (project / "mkdocs.yml").write_text("new one"), 2),
    ],
)
def test_made_once(change: Callable[[Path], object], made: int, project: Path) -> None:
    """It's made again only after a snippet, a page or the settings have changed."""
    calls: list[Path] = []

    @derived
    def asked(library: Library) -> int:
        calls.append(library.root)
        return len(calls)

    library = Library(project / "snippets")
    assert (asked(library), asked(library)) == (1, 1)
    change(project)
    assert (asked(library), asked(library)) == (made, made)
    assert asked(Library(project / "snippets")) == made + 1


def test_what_failed_is_asked_again(project: Path) -> None:
    """What couldn't be made isn't kept."""
    outcomes = [ValueError("not yet"), None]

    @derived
    def asked(library: Library) -> str:
        del library
        if error := outcomes.pop(0):
            raise error
        return "made"

    library = Library(project / "snippets")
    with pytest.raises(ValueError, match="not yet"):
        asked(library)
    assert asked(library) == "made"
