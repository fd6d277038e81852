"""Distributions: which installed packages go into a reader's browser, and which of their files.

They are those that the build's own examples ran with, so their versions are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

ENVIRONMENT = {
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_python_implementation": "CPython",
    "platform_system": "Emscripten",
    "python_full_version": "3.14.2",
    "python_version": "3.14",
    "sys_platform": "emscripten",
}
"""What the requirements of a package depend on, as it is in Pyodide 314."""

_USELESS = re.compile(
    r"""
    (^|/)(_?tests?|_tools|__pycache__)/
    | \.(pyi|typed|so|pyd)$
    | /py\.typed$
    | \.dist-info/(?!METADATA$|entry_points\.txt$)
    | ^\.\./
    | ^pygments/(lexers/(?!__init__|_mapping|python|diff)|styles/(?!__init__|_mapping|default))
    """,
    re.VERBOSE,
)
"""Files that no example imports; of Pygments, all languages but those that pytest asks for."""


def closure(requirements: Iterable[str]) -> dict[str, Distribution]:
    """The installed distributions that some requirements need in a browser, by name.

    Args:
        requirements: As in an example's header.

    Raises:
        PackageNotFoundError: if one isn't installed.
    """
    found: dict[str, Distribution] = {}
    todo = [(each.name, frozenset(each.extras)) for each in map(Requirement, requirements)]
    seen = set(todo)
    while todo:
        name, extras = todo.pop()
        found[name.lower()] = package = distribution(name)
        for need in map(Requirement, package.requires or ()):
            wanted = any(
                need.marker is None or need.marker.evaluate({**ENVIRONMENT, "extra": extra})
                for extra in (*extras, "")
            )
            each = need.name, frozenset(need.extras)
            if wanted and each not in seen:
                seen.add(each)
                todo.append(each)
    return dict(sorted(found.items()))


def files(package: Distribution) -> Iterator[tuple[str, Path]]:
    """A distribution's files that are of use in a browser: where each belongs, and where it is."""
    for file in package.files or ():
        if not _USELESS.search(file.as_posix()):
            yield file.as_posix(), Path(str(file.locate()))
