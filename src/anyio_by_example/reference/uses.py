"""Uses: which examples use a name of the reference, or print it, and where they are shown."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import anyio

from anyio_by_example.crossref.names import Name
from anyio_by_example.examples.example import Example
from anyio_by_example.examples.page import Page, find_pages
from anyio_by_example.library.derived import derived
from anyio_by_example.library.library import Library
from anyio_by_example.matrix.column import RELEASES
from anyio_by_example.matrix.since import Since
from anyio_by_example.recording.review import reviewed_files
from anyio_by_example.reference.entry import public_names

_WORD = re.compile(r"\b[A-Z]\w+\b")


@dataclass(frozen=True, order=True, slots=True)
class Use:
    """The first line of an example that uses a name.

    Uses are sorted by the length of the example, shortest first, those that are wrong last.
    """

    is_wrong: bool
    """Whether the example is wrong on purpose."""
    length: int
    """Lines of code that the page shows."""
    name: str
    """The example's name."""
    line: int
    page: str
    """The title of the page that shows it."""
    ident: str
    """The id of the line on that page."""
    caption: str
    """What the example shows, in a sentence."""
    code: str
    """What of the example the page shows."""
    since: str = ""
    """The first release of AnyIO from which on it does what was reviewed, wherever it's run; empty
    if that isn't known."""

    @property
    def address(self) -> str:
        """The example's permanent address, where the site shows what it does on each release."""
        return f"e/{self.name.removesuffix('.py')}/"


class Uses:
    """The uses of names in the examples that pages show.

    Args:
        pages: The pages.
        names: The names in each example, by the example.
        printed: The names in the output of each, by the example.
        since: Since which release of AnyIO each does what was reviewed, where that is known.
    """

    def __init__(
        self,
        pages: Iterable[Page],
        names: Mapping[Example, Iterable[Name]],
        printed: Mapping[Example, Iterable[str]] | None = None,
        since: Mapping[Example, str] | None = None,
    ) -> None:
        known = since or {}
        shown = {name: page.title for page in pages for name in page.snippets}
        self._uses: dict[str, list[Use]] = defaultdict(list)
        for example, found in names.items():
            if example.name not in shown:
                continue
            first: dict[str, int] = {}
            for name in sorted(found, key=lambda name: name.line):
                if name.line >= example.first_line:
                    first.setdefault(name.target, name.line)
            for target, line in first.items():
                ident = f"{example.id}-L{line}"
                use = _use(example, line, shown[example.name], ident, known.get(example, ""))
                self._uses[target].append(use)
        self._printed: dict[str, list[Use]] = defaultdict(list)
        for example, targets in (printed or {}).items():
            if example.name in shown:
                for target in {*targets} - {name.target for name in names[example]}:
                    use = _use(example, example.first_line, shown[example.name], example.id)
                    self._printed[target].append(use)
        for uses in (*self._uses.values(), *self._printed.values()):
            uses.sort()

    def of(self, path: str) -> list[Use]:
        """The uses of one name, as `anyio.Lock`; none of what is in it."""
        return self._uses.get(path, [])

    def steadiest(self, path: str) -> Use | None:
        """The use of a name in the example that has done the same for longest; None if none has.

        Those count of which it's known since when they do.
        """
        known = [use for use in self.of(path) if use.since]
        return min(known, key=lambda use: (RELEASES.index(use.since), use), default=None)

    def printing(self, path: str) -> list[Use]:
        """The examples that print a name, and whose code doesn't have it; their ids are theirs."""
        return self._printed.get(path, [])

    def within(self, path: str) -> Iterator[tuple[str, tuple[Use, ...]]]:
        """The uses of a name and of all that is in it, by name."""
        for name, uses in self._uses.items():
            if name == path or name.startswith(path + "."):
                yield name, tuple(uses)


def _use(example: Example, line: int, page: str, ident: str, since: str = "") -> Use:
    is_wrong, length, code = bool(example.settings.right), example.code.count("\n"), example.code
    return Use(is_wrong, length, example.name, line, page, ident, example.caption, code, since)


@derived
def find_uses(library: Library) -> Uses:
    """The uses of names in all examples of a project.

    Args:
        library: Where the examples are. The pages are in `docs/` beside it.
    """
    examples = library.examples()
    names = {example: library.names_in(example)[example.path.name] for example in examples}
    printed = {example: _errors_printed(example) for example in examples}
    since = {example: at for example in examples if (at := _since(library, example))}
    return Uses(find_pages(library.root.parent / "docs"), names, printed, since)


def _since(library: Library, example: Example) -> str | None:
    entry = library.entry(example)
    found = Since.of(entry) if entry else None
    return found.everywhere if found else None


def _errors_printed(example: Example) -> Iterator[str]:
    """AnyIO's exceptions in the output of an example, as it was reviewed."""
    files = (path for path in reviewed_files(example) if path.suffix == ".out")
    words = {word for file in files for word in _WORD.findall(file.read_text("utf-8", "replace"))}
    for word in words:
        found = getattr(anyio, word, None)
        if isinstance(found, type) and issubclass(found, BaseException):
            yield f"anyio.{word}"


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
