"""The search index, which is quicker to make and no other for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers.site_builder import build, project
from material.plugins.search import plugin

from anyio_by_example.builders import quick_search

PAGE = "# {title}\n\nIntroduction & <b>more</b>.\n\n## One\n\nFirst `code`.\n\n## Two\n\n{text}\n"
NAMES = ("index", "other", "third")


class Counting(plugin.Parser):  # type: ignore[misc]
    """Material's parser, which counts how often there was one."""

    made = 0

    def __init__(self) -> None:
        super().__init__()
        Counting.made += 1


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """No build was before."""
    monkeypatch.setattr(quick_search, "_entries", {})
    monkeypatch.setattr(plugin, "Parser", Counting)
    monkeypatch.setattr(Counting, "made", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with some pages."""
    project(tmp_path)
    for name in NAMES:
        write(tmp_path, name, "Text.")
    with (tmp_path / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("plugins: []\n")
    return tmp_path


def write(folder: Path, name: str, text: str, meta: str = "") -> None:
    """Write a page."""
    page = meta + PAGE.format(title=name.title(), text=text)
    (folder / "docs" / f"{name}.md").write_text(page, "utf-8")


def index(folder: Path, *plugins: str) -> Any:
    """The search index of a build with some plugins; None if there is none."""
    file = folder / "mkdocs.yml"
    text = file.read_text("utf-8").partition("nav:")[0]
    nav = "".join(f"  - {name}.md\n" for name in NAMES)
    listed = "".join(f"  - {plugin}\n" for plugin in plugins)
    file.write_text(f"{text}nav:\n{nav}watch: []\nplugins:\n{listed}", "utf-8")
    found = build(folder) / "search" / "search_index.json"
    return json.loads(found.read_text("utf-8")) if found.exists() else None


def both(folder: Path) -> tuple[Any, Any]:
    """The index with the plugin and without it."""
    return index(folder, "search", "quick-search"), index(folder, "search")


def test_same_index(folder: Path) -> None:
    """The index is the same with the plugin and without it, also when nothing is read again."""
    quick, slow = both(folder)
    assert slow["docs"]
    assert {doc["location"] for doc in slow["docs"]} >= {"", "#one", "other/#two"}
    assert quick == slow
    assert index(folder, "search", "quick-search") == slow


def test_changed_page(folder: Path) -> None:
    """A page that was changed between two builds is found with what it says now."""
    index(folder, "search", "quick-search")
    write(folder, "other", "Something else.")
    quick, slow = both(folder)
    assert quick == slow
    assert "Something else." in json.dumps(quick)


@pytest.mark.parametrize("meta", ["tags: [a]", "search: {boost: 2}", "search: {exclude: true}"])
def test_changed_meta(meta: str, folder: Path) -> None:
    """What only the head of a page says is heeded too, when it comes and when it goes."""
    first = index(folder, "search", "quick-search")
    write(folder, "other", "Text.", f"---\n{meta}\n---\n\n")
    quick, slow = both(folder)
    assert quick == slow
    assert quick != first
    write(folder, "other", "Text.")
    assert index(folder, "search", "quick-search") == first


def test_removed_page(folder: Path) -> None:
    """A page that is gone is not found any more."""
    index(folder, "search", "quick-search")
    write(folder, "third", "Other.")
    (folder / "docs" / "other.md").unlink()
    (folder / "docs" / "other.md").write_text("# New\n", "utf-8")
    quick, slow = both(folder)
    assert quick == slow
    assert "other/#one" not in {doc["location"] for doc in quick["docs"]}


def test_read_once(folder: Path) -> None:
    """A page is read in the first build, and again only if it changed."""
    index(folder, "search", "quick-search")
    assert Counting.made == len(NAMES)
    index(folder, "search", "quick-search")
    assert Counting.made == len(NAMES)
    write(folder, "other", "Something else.")
    index(folder, "search", "quick-search")
    assert Counting.made == len(NAMES) + 1
    index(folder, "search")
    assert Counting.made == 2 * len(NAMES) + 1


@pytest.mark.parametrize(
    "plugins", [("search: {enabled: false}", "quick-search"), ("quick-search",)]
)
def test_without_search(plugins: list[str], folder: Path) -> None:
    """Where there is no search, or it's disabled, there is no index and no error."""
    assert index(folder, *plugins) is None
    assert Counting.made == 0


def test_order_of_plugins(folder: Path) -> None:
    """It doesn't matter which plugin is named first."""
    assert index(folder, "quick-search", "search") == index(folder, "search")
    assert Counting.made == 2 * len(NAMES)
    index(folder, "quick-search", "search")
    assert Counting.made == 2 * len(NAMES)
