"""Older forms: what examples declare, and the pages that show them, say the same."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest
from helpers.pages import embedded, fences, pages
from helpers.snippets import EXAMPLES
from packaging.version import Version

from anyio_by_example.api.added import added
from anyio_by_example.examples.example import Example

FORMS = [example for example in EXAMPLES.values() if example.topic == "older"]
NEWER = [example for example in EXAMPLES.values() if example.settings.older]
TABLE = "releases/older-forms.md"
PAGES = sorted(page for page in pages() if re.match("releases/older-(?!forms)", page))


def shown(example: Example) -> str:
    """An example as it stands in the id of a test."""
    return example.name


def oldest(example: Example) -> Version:
    """The oldest AnyIO that an example admits."""
    assert example.header.oldest is not None
    return example.header.oldest


@pytest.mark.parametrize("example", NEWER, ids=shown)
def test_bounds(example: Example) -> None:
    """Each older form needs no AnyIO as new as the example, the newest form first."""
    bounds = [oldest(EXAMPLES[name]) for name in example.settings.older]
    assert max(bounds) < oldest(example)
    assert bounds == sorted(bounds, reverse=True)


@pytest.mark.parametrize("example", FORMS, ids=shown)
def test_each_is_named(example: Example) -> None:
    """Each older form is one of at least one example, and none itself has one."""
    assert any(example.name in newer.settings.older for newer in NEWER)
    assert example.settings.older == ()


def test_all_are_older_forms() -> None:
    """What examples name is in the topic of older forms."""
    named = {name for example in NEWER for name in example.settings.older}
    assert {PurePosixPath(name).parent.name for name in named} == {"older"}


@pytest.mark.parametrize("page", PAGES)
def test_page(page: str) -> None:
    """Each section shows one older form, links to an example that names it, and says what differs.

    Its heading says up to which release it is needed.
    """
    sections = re.split(r"(?m)^## ", pages()[page])[1:]
    assert 3 <= len(sections) <= 6
    for section in sections:
        (name,) = fences(section, "snippet")
        lead, _, rest = section.partition("```snippet")
        links = re.findall(r"#(\w+-\w+)\)", lead)
        newer = [each.id for each in NEWER if name in each.settings.older]
        assert {*links} & {*newer}, name
        assert len(re.findall("(?m)^What differs: ", rest)) == 1
        assert re.search(r"AnyIO \d\.\d+( and before)?$", section.splitlines()[0])


def test_table() -> None:
    """The table has a row for each, with since when it works and when the newer name came."""
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in pages()[TABLE].splitlines()
        if line.startswith("| ") and "](older-" in line
    ]
    where = {name: page for page, name in embedded()}
    found = set()
    for newer, came, form, since in rows:
        link = re.search(r"\((older-\w+\.md)#older-(\w+)\)", form)
        assert link
        example = EXAMPLES[f"older/{link[2]}.py"]
        assert where[example.name] == f"releases/{link[1]}"
        assert since.strip("| ") == example.since
        for name in re.findall(r"^\[`[^]]+\]\[([\w.]+)\]|, \[`[^]]+\]\[([\w.]+)\]", newer):
            assert added("".join(name)) == came, newer
        assert Version(example.since) < Version(came)
        found.add(example.name)
    assert found == {example.name for example in FORMS}


@pytest.mark.parametrize("page", PAGES)
def test_headings_say_when_the_new_way_came(page: str) -> None:
    """The release in a heading is the last one before that in the table."""
    cells = re.findall(r"\| (\d\.\d+) \| .*?#older-(\w+)\)", pages()[TABLE])
    came = {name: version for version, name in cells}
    for section in re.split(r"(?m)^## ", pages()[page])[1:]:
        (name,) = fences(section, "snippet")
        last = re.search(r"AnyIO (\d)\.(\d+)", section.splitlines()[0])
        assert last
        major, minor = came[PurePosixPath(name).stem].split(".")
        assert (last[1], int(last[2]) + 1) == (major, int(minor)), section.splitlines()[0]
