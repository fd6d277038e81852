"""API: which of AnyIO's public names examples use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from anyio_by_example.example import Example


def used_by(examples: Iterable[Example]) -> dict[str, list[Example]]:
    """The public names that examples use, each with the examples, in alphabetical order."""
    used: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        for name in example.names:
            used[name].append(example)
    return dict(sorted(used.items()))
