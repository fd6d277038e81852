"""API: which of AnyIO's public names examples use, read from their code."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator

from anyio_by_example.example import Example, full_name, imports


def used_by(examples: Iterable[Example]) -> dict[str, list[Example]]:
    """The public names that examples use, each with the examples, in alphabetical order.

    Only names reached from an import are found: `anyio.run`, and `checkpoint` after
    `from anyio.lowlevel import checkpoint`. A method of an object, as `tg.start_soon`, is not.
    """
    used: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        for name in sorted(set(_names(example.tree))):
            used[name].append(example)
    return dict(sorted(used.items()))


def _names(tree: ast.Module) -> Iterator[str]:
    imported = dict(imports(tree))
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Name, ast.Attribute)) and id(node) not in inner:
            name = full_name(node, imported)
            if name and name.startswith("anyio."):
                yield name
