"""The entries of the reference: one for each name, with all that is to be said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import anyio
import griffe
from bs4 import Tag
from helpers.built import Built

from anyio_by_example.api.added import added
from anyio_by_example.reference.entry import documented

LARGEST = 400_000
"""Bytes of the largest page."""

SOURCE = re.compile(
    rf"https://github\.com/agronholm/anyio/blob/{re.escape(version('anyio'))}"
    r"/src/anyio/([\w/]+\.py)#L(\d+)-L(\d+)"
)

RAW = re.compile(r":\w[\w:+.-]*:`|\.\. \w[\w-]*::|\]\[|\]\(|<autoref|</autoref|\[`")
"""What reStructuredText or Markdown that wasn't understood leaves in a text."""


def test_every_name_has_one_entry(built: Built) -> None:
    """Each public name and member has an entry, with a heading that is its anchor, on one page."""
    assert len(documented().all) > 600
    for path in documented().all:
        assert len(built.entries[path]) == 1, path
        assert len(built.ids[path]) == 1, path
        (entry,) = built.entries[path]
        assert path.rpartition(".")[2] in entry.heading.get_text()
    assert built.entries.keys() == documented().all.keys()
    for module in documented().modules:
        assert built.ids[module] == ["reference/"], module


def parameters(found: griffe.Object) -> Sequence[griffe.Parameter]:
    """What one calls something with."""
    if isinstance(found, griffe.Class):
        new = found.members.get("__new__") or found.all_members.get("__init__")
        return [*new.parameters] if isinstance(new, griffe.Function) else []
    return [*found.parameters] if isinstance(found, griffe.Function) else []


def test_signatures(built: Built) -> None:
    """Whatever is called has a signature with all its parameters; the rest its type or value."""
    missing = []
    for path, found in documented().all.items():
        (entry,) = built.entries[path]
        shown = entry.own(".doc-signature, .doc-overloads")
        text = " ".join(each.get_text() for each in shown)
        names = [each.name for each in parameters(found)]
        names = [name for name in names if name not in {"self", "cls"} and name[0] != "_"]
        if isinstance(found, griffe.Class) and not names:
            continue
        if not shown or not all(re.search(rf"\b{name}\b", text) for name in names):
            missing.append(path)
        elif isinstance(found, griffe.Function):
            assert re.search(rf"\b{found.name}\s*\(", text), path
        elif isinstance(found, griffe.Attribute) and (found.annotation or found.value):
            assert re.search(r"[:=]\s*\S", text), path
    assert missing == []


def test_source(built: Built) -> None:
    """The link to the source leads to lines of the installed version in which the name is."""
    folder = Path(anyio.__file__).parent
    for path, found in documented().all.items():
        (entry,) = built.entries[path]
        (link,) = entry.own(".api-about a:not(.api-badge)")
        source = SOURCE.fullmatch(str(link["href"]))
        assert source, link
        lines = (folder / source[1]).read_text("utf-8").splitlines()
        first, last = int(source[2]), int(source[3])
        assert 1 <= first <= last <= len(lines)
        code = "\n".join(lines[first - 1 : last])
        assert re.search(rf"\b{re.escape(found.name)}\b", code), path
        assert path in link.get_text()


def test_added(built: Built) -> None:
    """Each entry says since which version it is there, and no later one than is installed."""
    missing = []
    installed = [*map(int, version("anyio").split("."))]
    for path in documented().all:
        (entry,) = built.entries[path]
        badges = [badge.get_text() for badge in entry.own(".api-badge")]
        said = [badge for badge in badges if badge.startswith("added in ")]
        if said != [f"added in {added(path)}"] or not added(path):
            missing.append(path)
        else:
            assert [*map(int, added(path).split("."))] <= installed
    assert missing == []


def test_deprecated(built: Built) -> None:
    """What is deprecated says since when, and what to use instead."""
    for path, found in documented().all.items():
        (entry,) = built.entries[path]
        change = found.extra["anyio_by_example"].get("deprecated")
        titles = [title.get_text() for title in entry.own(".admonition-title")]
        said = [title for title in titles if title.startswith("Deprecated")]
        assert said == ([f"Deprecated since {change.version}"] if change else []), path
        assert not change or "instead" in entry.text(), path


def test_parameters(built: Built) -> None:
    """Each parameter that a docstring describes is in its entry, and so is what is raised."""
    count = 0
    for path, found in documented().all.items():
        (entry,) = built.entries[path]
        fields = re.findall(r":param\s+(?:[^:\n]+ )?\\?\*{0,2}(\w+):", source_of(found))
        raised = re.findall(r":raises?\s+~?\.?([\w.]+):", source_of(found))
        text = entry.text()
        for name in (*fields, *(each.rpartition(".")[2] for each in raised)):
            count += 1
            assert re.search(rf"\b{name}\b", text), (path, name)
    assert count > 250


def source_of(found: griffe.Object) -> str:
    """The docstring as its file has it."""
    if not found.docstring or not found.docstring.lineno:
        return ""
    return found.docstring.source


def raw(article: Tag) -> Iterator[tuple[str, str]]:
    """What has something raw: texts outside of code, and attributes that are read by people."""
    for text in article.find_all(string=RAW):
        if not text.find_parent(["code", "pre", "style", "script", "svg"]):
            yield "text", str(text)
    for tag in article.select("[title], [alt], [aria-label]"):
        for attribute in ("title", "alt", "aria-label"):
            if RAW.search(said := str(tag.get(attribute, ""))):
                yield attribute, said


def test_nothing_raw_is_left(built: Built) -> None:
    """No role, no directive and no reference that wasn't resolved is left in any text."""
    found = [
        (url, kind, text.strip()[:80])
        for url in built.pages
        for kind, text in raw(built.article(url))
    ]
    assert found == []


def test_size(built: Built) -> None:
    """No page is larger than one wants to wait for."""
    sizes = {
        file.relative_to(built.site.folder).as_posix(): file.stat().st_size
        for file in built.site.folder.rglob("*.html")
    }
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
