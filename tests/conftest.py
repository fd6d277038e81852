"""What the tests share: the project's library of examples, and its built site."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from filelock import FileLock
from helpers.support import ROOT, Site

from anyio_by_example.examples import header
from anyio_by_example.examples.packages import PYTHONS
from anyio_by_example.examples.page import Page, find_page
from anyio_by_example.library.library import Library, default_library
from anyio_by_example.runtime import RUNTIMES

LONGEST = (
    "test_run_limits",
    "test_snippets",
    "test_crashes",
    "test_crossref_at_run_time",
    "test_trials",
    "test_order",
    "test_author_errors",
    "test_like_python",
    "test_fence",
    "test_builders",
    "test_archive",
    "test_pages",
    "test_axe",
    "test_search",
    "test_run_here",
    "test_points",  # with all that parses pages
    "test_run_isolation",
    "test_names_in_examples",
    "test_publish",
    "test_catalogue_filter",
    "test_hostile_links",
    "test_names",
    "test_validity",
    # of those marked "alone"
    "test_too_much",
    "test_timeline",
    "test_truth",
)
"""The files that take longest, in this order. Those that come first need no built site."""

READERS = {
    *("test_points", "test_site", "test_glossary", "test_teaching", "test_lists", "test_verdicts"),
    *("test_counts", "test_search_records", "test_reference", "test_reference_links"),
    *("test_prose_links", "test_sentences", "test_tips", "test_uses"),
}
"""Files that parse all built pages: one process has all of them, and parses each page once."""

PUBLISHERS = {"test_addresses", "test_page_markdown", "test_permanent_pages"}
"""Files that read all built pages as what publishes them does: likewise."""


def pytest_report_header() -> list[str]:
    """Name the runtimes that this Python can't have."""
    return [f"not tested on {r.label}: it {r.missing}" for r in RUNTIMES if r.missing]


@pytest.fixture
def newer_python(monkeypatch: pytest.MonkeyPatch) -> str:
    """A Python that examples may be for, and that this one isn't."""
    monkeypatch.setattr(header, "PYTHONS", (*PYTHONS, "3.99"))
    return "3.99"


@pytest.fixture(scope="session")
def library() -> Library:
    """The project's own examples, all of them recorded."""
    library = default_library()
    library.record(library.examples())
    return library


@pytest.fixture(scope="session")
def site(
    library: Library, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Site:
    """The site, built strictly, with every recording there.

    Processes that test at once share it: the first that asks for it builds it. Each run of the
    tests has a folder of its own, so that none looks at the site of an earlier one, but with
    `--site`.
    """
    assert library.examples()
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    if asked := pytestconfig.getoption("site"):
        shared = Path(asked).resolve()
        shared.mkdir(exist_ok=True)
    folder, said = shared / "site", shared / "site.json"
    with FileLock(shared / "site.lock"):
        if not said.exists():
            command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir"]
            result = subprocess.run(
                [*command, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
            )
            said.write_text(json.dumps([result.returncode, result.stdout + result.stderr]), "utf-8")
    return Site(folder, *json.loads(said.read_text("utf-8")))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--page`, which `make check` gives, `--site`, `--every` and `--programs`."""
    parser.addoption(
        "--every",
        action="store_true",
        help="try each of what is alike, not a few: pages, examples, hostile programs, values",
    )
    parser.addoption(
        "--programs", type=int, default=8, help="how many programs test_exact_in_browser records"
    )
    parser.addoption("--site", help="the folder where the site is built, or was by an earlier run")
    parser.addoption("--page", help="only what is about this page and its examples, as timeouts")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With `--dist loadfile`, give one process all that parses the built pages in the same way."""
    if config.getoption("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    made = LoadFileScheduling(config, log)
    file_of = made._split_scope

    def together(nodeid: str) -> str:
        file: str = file_of(nodeid)
        name = PurePosixPath(file).stem
        if name in PUBLISHERS:
            return "publishers"
        return "readers" if name in READERS else file

    made._split_scope = together
    return made


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let the longest files come first, and leave out what isn't asked for.

    That is, without `--every`, most of what is marked as alike; with `--page`, what is about other
    pages.
    """
    # at the end, one would leave the other cores idle
    ranks = {name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path.stem, len(ranks)))
    # what is reviewed anew is reviewed as a whole
    if not config.getoption("every") and not config.getoption("update_examples"):
        _take_some(config, items)
    asked: str | None = config.getoption("page")
    if asked is None:
        return
    try:
        page = find_page(ROOT / "docs", asked)
    except ValueError as error:
        raise pytest.UsageError(str(error)) from error
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        (kept if _is_about(page, item) else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def _take_some(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave each n-th of the cases of a test marked as `alike(n)`, and none marked `at_length`."""
    seen: Counter[tuple[Path, str]] = Counter()
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        mark = item.get_closest_marker("alike")
        test = (item.path, getattr(item, "originalname", item.name))
        is_left = item.get_closest_marker("at_length") or (mark and seen[test] % mark.args[0])
        (left if is_left else kept).append(item)
        seen[test] += 1
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def _is_about(page: Page, item: pytest.Item) -> bool:
    params = getattr(item, "callspec", None)
    if params is None:
        return item.name == "test_strict_build"
    about = {page.path, *page.snippets}
    return any(
        {str(value), getattr(value, "name", ""), getattr(value, "page", "")} & about
        or (isinstance(value, Path) and value.relative_to(ROOT / "snippets").as_posix() in about)
        for value in params.params.values()
        if not isinstance(value, Path) or value.is_relative_to(ROOT / "snippets")
    )
