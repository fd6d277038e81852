"""The names in the project's examples: documented, none overlooked, whatever the order."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

import pytest
from helpers.support import ROOT

from anyio_by_example.api.inventory import inventory
from anyio_by_example.api.public import public_api
from anyio_by_example.crossref.names import Name, Names
from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    """The project's examples, none of them recorded."""
    return Library(ROOT / "snippets").examples()


Found = dict[str, Mapping[str, tuple[Name, ...]]]
"""The names in each file of each example."""
Find = Callable[[list[Example]], Found]


@pytest.fixture(scope="module")
def find(tmp_path_factory: pytest.TempPathFactory) -> Find:
    """Finds the names in examples anew."""

    def find(examples: list[Example]) -> Found:
        names = Names(tmp_path_factory.mktemp("kept"))
        return {each.name: names.of(each, lambda: examples) for each in examples}

    return find


@pytest.fixture(scope="module")
def found(examples: list[Example], find: Find) -> Found:
    """The names in all examples, asked about in their order."""
    return find(examples)


def test_order_does_not_matter(examples: list[Example], find: Find, found: Found) -> None:
    """The names in an example are the same whichever others are asked about, and when."""
    mixed = random.Random(1).sample(examples, 100)
    assert find(mixed) == {example.name: found[example.name] for example in mixed}
    for example in mixed[:8]:
        assert find([example]) == {example.name: found[example.name]}


def test_every_target_is_documented(found: Found) -> None:
    """Each name has an entry, stands in one line, and none overlaps with another."""
    documented = {*public_api().all, *public_api().modules, *inventory()}
    for example, files in found.items():
        for file, names in files.items():
            assert {name.target for name in names} <= documented
            ends: dict[int, int] = {}
            for name in names:
                assert ends.get(name.line, 0) <= name.column < name.end, (example, file, name)
                ends[name.line] = name.end


EXPECTED_UNLINKED = {
    ("backends/available_backends.py", "get"),  # that of os.environ, which has no entry
    ("async_functools/cached_method.py", "cache_info"),  # of a class that a loop goes through
    ("many_calls/first_compared.py", "return_value"),  # ty doesn't say of what is awaited there
    ("native_cancellation/stubborn_library.py", "wait_for"),  # it's in a text
    ("own_streams/either_half.py", "name"),  # that of a path
    ("own_streams/failover.py", "receive"),  # of a byte stream or of an object stream
    ("own_streams/signatures.py", "send"),  # likewise
    ("stream_wrappers/closing.py", "closed"),  # that of a file
    ("stream_wrappers/half_closed.py", "closed"),  # likewise
    ("stream_wrappers/log_file.py", "flush"),  # likewise
}


def test_no_name_of_anyio_is_overlooked(examples: list[Example], found: Found) -> None:
    """Each attribute that is called like a member of AnyIO's is linked, or the example's own.

    This reads the code as text, independently of what found the names.
    """
    members = {path.rpartition(".")[2] for path in public_api().members}
    overlooked = set()
    for example in examples:
        linked = {
            (name.line, column)
            for name in found[example.name][example.path.name]
            for column in range(name.column, name.end)
        }
        own = re.findall(r"\bdef (\w+)|\bself\.(\w+) ?[:=]|^ +(\w+):", example.text, re.M)
        known = {word for words in own for word in words}
        lines = enumerate(example.text.splitlines(), 1)
        for number, line in lines:
            if number < example.first_line:
                continue
            code = re.sub(r"(?<![\"'])#.*|\"[^\"{]*\"", lambda hit: " " * len(hit[0]), line)
            for hit in re.finditer(r"(?<=[\w)\]]\.)[a-z_]+\b(?! *=[^=])", code):
                if hit[0] in members - known and (number, hit.start()) not in linked:
                    overlooked.add((example.name, hit[0]))
    assert overlooked == EXPECTED_UNLINKED
