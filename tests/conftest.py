"""What the tests share: the project's library of examples, and its built site."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from helpers.support import ROOT, Site

from anyio_by_example.examples.page import Page, find_pages
from anyio_by_example.library.library import Library, default_library
from anyio_by_example.runtime import RUNTIMES


def pytest_report_header() -> list[str]:
    """Name the runtimes that this Python can't have."""
    return [f"not tested on {r.label}: it {r.missing}" for r in RUNTIMES if r.missing]


@pytest.fixture(scope="session")
def library() -> Library:
    """The project's own examples, all of them recorded."""
    library = default_library()
    library.record(library.examples())
    return library


@pytest.fixture(scope="session")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site, built strictly, with every recording there."""
    assert library.examples()
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return Site(folder, result.returncode, result.stdout + result.stderr)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--page`, which `make check` gives."""
    parser.addoption("--page", help="only what is about this page and its examples, as timeouts")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With `--page`, leave out what is about other pages and their examples."""
    asked: str | None = config.getoption("page")
    if asked is None:
        return
    wanted = f"{asked.removesuffix('.md')}.md"
    page = next((page for page in find_pages(ROOT / "docs") if page.path == wanted), None)
    if page is None:
        raise pytest.UsageError(f"there is no page docs/{wanted}")
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        (kept if _is_about(page, item) else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def _is_about(page: Page, item: pytest.Item) -> bool:
    params = getattr(item, "callspec", None)
    if params is None:
        return item.name in {"test_strict_build", "test_types"}
    about = {page.path, *page.snippets}
    return any(
        {str(value), getattr(value, "name", ""), getattr(value, "page", "")} & about
        or (isinstance(value, Path) and value.relative_to(ROOT / "snippets").as_posix() in about)
        for value in params.params.values()
        if not isinstance(value, Path) or value.is_relative_to(ROOT / "snippets")
    )
