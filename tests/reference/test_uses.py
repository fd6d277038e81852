"""Which examples use a name, and how much of AnyIO all examples show."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from helpers.site_builder import project, snippet
from helpers.support import ROOT

from anyio_by_example.crossref.names import Name
from anyio_by_example.examples.example import Example
from anyio_by_example.examples.page import Page, find_pages
from anyio_by_example.library.library import Library
from anyio_by_example.reference.coverage import Coverage, Shown
from anyio_by_example.reference.entry import documented, public_names
from anyio_by_example.reference.uses import Uses, find_uses

NAMES_SHOWN = 153
"""How many of AnyIO's names examples show. It may rise, but not fall."""
MEMBERS_SHOWN = 185
"""How many methods and attributes of its classes, likewise."""

Write = Callable[[str, int], Example]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write an example with so many lines of code, and read it."""
    root = project(tmp_path)

    def write(name: str, lines: int) -> Example:
        (root / "t" / f"{name}.py").write_text(
            snippet("\n" + "x = 1\n" * (lines - 1) + "x"), "utf-8"
        )
        return Example.load(root, f"t/{name}.py")

    return write


def page(*names: str, title: str = "Page") -> Page:
    """A page that shows some examples."""
    return Page("page.md", title, tuple(f"t/{name}.py" for name in names))


def at(line: int, target: str = "anyio.Lock", column: int = 0) -> Name:
    """A name at the beginning of a line."""
    return Name(line, column, column + 1, target)


def test_shortest_first(write: Write) -> None:
    """The shortest example comes first; of those that are as long, the first by name."""
    examples = {
        name: write(name, lines) for name, lines in (("c", 3), ("a", 9), ("b", 3), ("d", 2))
    }
    names = {example: [at(example.first_line)] for example in examples.values()}
    uses = Uses([page(*examples)], names).of("anyio.Lock")
    assert [(use.name, use.length) for use in uses] == [
        ("t/d.py", 2),
        ("t/b.py", 3),
        ("t/c.py", 3),
        ("t/a.py", 9),
    ]


def test_first_line_only(write: Write) -> None:
    """An example counts once for a name, with the first of the lines that a page shows."""
    example = write("a", 9)
    first = example.first_line
    assert first > 5
    names = [at(first + 4), at(1), at(first + 2, column=4), at(first + 2), at(first - 1)]
    (use,) = Uses([page("a", title="1. One")], {example: names}).of("anyio.Lock")
    assert (use.name, use.line, use.page) == ("t/a.py", first + 2, "1. One")
    assert use.ident == f"{example.id}-L{first + 2}"


def test_header_and_docstring_do_not_count(write: Write) -> None:
    """A name that stands only above the code that a page shows isn't used."""
    example = write("a", 2)
    names = [at(line) for line in range(1, example.first_line)]
    assert Uses([page("a")], {example: names}).of("anyio.Lock") == []


def test_shown_on_a_page(write: Write) -> None:
    """An example that no page shows doesn't count; each is where its page is."""
    a, b, c = (write(name, 2) for name in "abc")
    names = {each: [at(each.first_line)] for each in (a, b, c)}
    uses = Uses([page("a", title="A"), page(title="none"), page("c", title="C")], names)
    assert [(use.name, use.page) for use in uses.of("anyio.Lock")] == [
        ("t/a.py", "A"),
        ("t/c.py", "C"),
    ]


def test_within(write: Write) -> None:
    """What is within a name is the name and what its path continues, and not what begins alike."""
    example = write("a", 2)
    targets = ["anyio.Lock", "anyio.Lock.acquire", "anyio.LockStatistics", "anyio", "anyio.Loc"]
    uses = Uses([page("a")], {example: [at(example.first_line, each) for each in targets]})
    assert dict(uses.within("anyio.Lock")) == {
        each: tuple(uses.of(each)) for each in ("anyio.Lock", "anyio.Lock.acquire")
    }
    assert {name for name, _ in uses.within("anyio")} == set(targets)
    assert [*uses.within("trio")] == []
    assert uses.of("anyio.lock") == []


def test_unknown_names_are_not_remembered(write: Write) -> None:
    """To ask for what no example uses changes nothing."""
    uses = Uses([page("a")], {write("a", 2): []})
    assert uses.of("anyio.Lock") == []
    assert [*uses.within("anyio.Lock")] == []


def test_project(library: Library) -> None:
    """For the project's own examples, a use is the first line shown on which the name is."""
    uses = find_uses(library)
    shown = {name: page.title for page in find_pages(ROOT / "docs") for name in page.snippets}
    wanted: dict[str, set[tuple[bool, int, str, int, str]]] = defaultdict(set)
    for example in library.examples():
        first: dict[str, int] = {}
        for name in library.names_in(example)[example.path.name]:
            if name.line >= example.first_line:
                first[name.target] = min(name.line, first.get(name.target, name.line))
        wrong, length = bool(example.settings.right), len(example.code.splitlines())
        for target, line in first.items():
            if example.name in shown:
                wanted[target].add((wrong, length, example.name, line, shown[example.name]))
    assert wanted
    for target, expected in wanted.items():
        found = [(u.is_wrong, u.length, u.name, u.line, u.page) for u in uses.of(target)]
        assert found == sorted(expected), target
    assert {name for name, _ in uses.within("anyio")} == {
        name for name in wanted if name.split(".")[0] == "anyio"
    }


def everything(shown: Coverage) -> Iterator[Shown]:
    """All that a coverage lists."""
    for names in shown.modules.values():
        for name in names:
            yield name
            yield from name.members


def test_coverage(write: Write) -> None:
    """Coverage counts each name and member by itself, and knows what is missing."""
    api, a, b = documented(), write("a", 2), write("b", 2)
    names = {
        a: [at(a.first_line, each) for each in ("anyio.run", "anyio.Lock.acquire", "len")],
        b: [at(b.first_line, each) for each in ("anyio.run", "anyio.abc.TaskGroup", "anyio")],
    }
    coverage = Coverage(api.listed, Uses([page("a", "b")], names))
    counts = {each.path: each.examples for each in everything(coverage)}
    assert {path: count for path, count in counts.items() if count} == {
        "anyio.run": 2,
        "anyio.Lock.acquire": 1,
        "anyio.abc.TaskGroup": 1,
    }
    assert counts.keys() == api.all.keys()
    assert sorted(coverage.missing) == sorted(path for path in api.all if not counts[path])
    assert coverage.names == (2, len(api.names))
    assert coverage.members == (1, len(api.members))
    assert str(coverage) == (
        f"Examples show 2 of AnyIO's {len(api.names)} public names, "
        f"and 1 of the {len(api.members)} methods and attributes of its classes."
    )


def test_coverage_lists_each_once(library: Library) -> None:
    """Each name stands once, below its module or its class, under what it's called there."""
    api = documented()
    coverage = Coverage(api.listed, find_uses(library))
    assert sorted(each.path for each in everything(coverage)) == sorted(api.all)
    for module, names in coverage.modules.items():
        assert [f"{module}.{name.label}" for name in names] == [name.path for name in names]
        assert [name.path for name in names] == sorted((n.path for n in names), key=str.casefold)
        for name in names:
            labels = [f"{name.path}.{member.label}" for member in name.members]
            assert labels == [member.path for member in name.members]


def test_coverage_does_not_fall(library: Library) -> None:
    """As many names, and as many members, are shown as there ever were."""
    coverage = Coverage(public_names(), find_uses(library))
    assert coverage.names[0] >= NAMES_SHOWN
    assert coverage.members[0] >= MEMBERS_SHOWN


def test_readme_says_the_coverage(library: Library, request: pytest.FixtureRequest) -> None:
    """README.md has the sentence that the page has; `--update-examples` writes it anew."""
    readme = ROOT / "README.md"
    text = readme.read_text("utf-8")
    wanted = str(Coverage(public_names(), find_uses(library)))
    parts = re.split(r"(?<=<!-- coverage -->)([^<]*)(?=<!-- /coverage -->)", text)
    assert len(parts) == 3, "README.md lacks <!-- coverage --> and <!-- /coverage -->"
    said = " ".join(parts[1].split())
    if said != wanted and request.config.getoption("update_examples"):
        new = f"{parts[0]}\n{wanted}\n{parts[2]}" if "\n" in parts[1] else wanted.join(parts[::2])
        readme.write_text(new, "utf-8", newline="\n")
    elif said != wanted:
        remedy = "python -m pytest tests/reference/test_uses.py --update-examples -k readme"
        pytest.fail(f"README.md says {said!r}, but {wanted!r} is so; run {remedy}", pytrace=False)
