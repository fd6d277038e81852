"""A save concerns the pages that show the file; what nobody can say that of concerns all pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.site_builder import project, snippet

from anyio_by_example.library.concerned import concerned
from anyio_by_example.library.library import Library

SUPPORT = '# [tool.example]\n# support = ["data.txt"]\n'


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Three examples, of which two are on pages; one has support, one isn't in order."""
    snippets = project(tmp_path, "t/case.py", "t/broken.py")
    (tmp_path / "docs" / "deep").mkdir()
    (tmp_path / "docs" / "deep" / "other.md").write_text("# Other\n", "utf-8")
    (snippets / "t" / "case.py").write_text(snippet("print()", SUPPORT), "utf-8")
    (snippets / "t" / "data.txt").write_text("1\n", "utf-8")
    (snippets / "t" / "broken.py").write_text("(", "utf-8")
    # as Emacs says that a page is being written
    (tmp_path / "docs" / ".#index.md").symlink_to("nobody@nowhere")
    (snippets / "t" / "unshown.py").write_text(snippet("print()"), "utf-8")
    return Library(snippets)


@pytest.mark.parametrize(
    ("saved", "pages"),
    [
        (["docs/deep/other.md"], {"deep/other.md"}),
        (["snippets/t/case.py"], {"index.md"}),
        (["snippets/t/case.out"], {"index.md"}),
        (["snippets/t/case.trio.timeline"], {"index.md"}),
        (["snippets/t/data.txt"], {"index.md"}),
        (["snippets/t/broken.py"], {"index.md"}),
        (["snippets/t/case.py", "docs/deep/other.md"], {"index.md", "deep/other.md"}),
        (["snippets/t/unshown.py"], set()),
        (["docs/deep/other.md", "snippets/browser.json"], set()),
        (["docs/gone.md"], set()),
        (["mkdocs.yml"], set()),
        ([], set()),
    ],
)
def test_concerned(saved: list[str], pages: set[str], library: Library) -> None:
    """A page concerns itself, a file of an example the page that shows it, and all else no page."""
    root = library.root.parent
    assert concerned(library, root / "docs", {root / name for name in saved}) == pages
