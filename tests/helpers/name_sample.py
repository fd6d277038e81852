"""name_sample: draws the names that `names.toml` judges, the same ones on each Python version.

`python tests/helpers/name_sample.py` prints them, one a line: file, line, column, name. What a link
on each must lead to is judged by hand, from the example alone, and written in `names.toml`.
"""

from __future__ import annotations

import keyword
import random
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SNIPPETS = Path(__file__).parents[2] / "snippets"
SEED = 20261124
SIZE = 200


class Name(NamedTuple):
    """A name in the code of an example."""

    file: str
    """The example's path below `snippets/`."""
    line: int
    """From 1."""
    column: int
    """From 0, in characters."""
    text: str
    """The name itself."""


def names(file: Path) -> Iterator[Name]:
    """The names in the code of an example, which begins below its docstring.

    Names in an f-string are left out: before Python 3.12 it is one token. `tokenize` rather than
    `ast` finds them, since Python 3.10 can't parse `except*`. No example uses a soft keyword as a
    keyword, thus `match`, `case`, `type` and `_` are names like others.
    """
    below = False
    depth = 0
    with file.open("rb") as stream:
        for token in tokenize.tokenize(stream.readline):
            kind = tokenize.tok_name[token.type]
            if kind == "FSTRING_START":
                depth += 1
            elif kind == "FSTRING_END":
                depth -= 1
            elif kind == "STRING" and not below:
                below = True  # that was the docstring
            elif kind == "NAME" and below and not depth and not keyword.iskeyword(token.string):
                yield Name(file.relative_to(SNIPPETS).as_posix(), *token.start, token.string)


def examples() -> list[Path]:
    """All examples, in an order that is the same everywhere."""
    return sorted(SNIPPETS.rglob("*.py"), key=lambda file: file.relative_to(SNIPPETS).as_posix())


def draw() -> list[Name]:
    """The sample, uniform over all occurrences, by file and line."""
    every = [name for file in examples() for name in names(file)]
    return sorted(random.Random(SEED).sample(every, SIZE))


if __name__ == "__main__":
    for name in draw():
        print(*name)
