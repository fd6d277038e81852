"""Uses: which examples use a name of the reference, and where they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from anyio_by_example.crossref.names import Name
from anyio_by_example.examples.example import Example
from anyio_by_example.examples.page import Page, find_pages
from anyio_by_example.library.library import Library
from anyio_by_example.reference.entry import public_names


@dataclass(frozen=True, order=True, slots=True)
class Use:
    """The first line of an example that uses a name.

    Uses are sorted by the length of the example, shortest first.
    """

    length: int
    """Lines of code that the page shows."""
    name: str
    """The example's name."""
    line: int
    page: str
    """The title of the page that shows it."""
    ident: str
    """The id of the line on that page."""


class Uses:
    """The uses of names in the examples that pages show.

    Args:
        pages: The pages.
        names: The names in each example, by the example.
    """

    def __init__(self, pages: Iterable[Page], names: Mapping[Example, Iterable[Name]]) -> None:
        shown = {name: page.title for page in pages for name in page.snippets}
        self._uses: dict[str, list[Use]] = defaultdict(list)
        for example, found in names.items():
            if example.name not in shown:
                continue
            length = example.code.count("\n")
            first: dict[str, int] = {}
            for name in sorted(found, key=lambda name: name.line):
                if name.line >= example.first_line:
                    first.setdefault(name.target, name.line)
            for target, line in first.items():
                ident = f"{example.id}-L{line}"
                use = Use(length, example.name, line, shown[example.name], ident)
                self._uses[target].append(use)
        for uses in self._uses.values():
            uses.sort()

    def of(self, path: str) -> list[Use]:
        """The uses of one name, as `anyio.Lock`; none of what is in it."""
        return self._uses.get(path, [])

    def within(self, path: str) -> Iterator[tuple[str, tuple[Use, ...]]]:
        """The uses of a name and of all that is in it, by name."""
        for name, uses in self._uses.items():
            if name == path or name.startswith(path + "."):
                yield name, tuple(uses)


def find_uses(library: Library) -> Uses:
    """The uses of names in all examples of a project.

    Args:
        library: Where the examples are. The pages are in `docs/` beside it.
    """
    examples = library.examples()
    names = {example: library.names_in(example)[example.path.name] for example in examples}
    return Uses(find_pages(library.root.parent / "docs"), names)


def names_used(examples: Iterable[Example], library: Library) -> dict[str, list[Example]]:
    """The public names of AnyIO that some examples use, in alphabetical order, each with them.

    Args:
        examples: The examples.
        library: Where they are.
    """
    used: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        for target in library.targets_in(example) & public_names().all:
            used[target].append(example)
    return dict(sorted(used.items()))
