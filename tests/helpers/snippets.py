"""The project's examples, read once for all test files that choose cases among them."""

from __future__ import annotations

from anyio_by_example.examples.example import Example, find_names, find_root
from helpers.support import ROOT

SNIPPETS = find_root(ROOT)
EXAMPLES = {name: Example.load(SNIPPETS, name) for name in find_names(SNIPPETS)}
"""The examples by their names, in the order of these."""
