"""What a first run doesn't load: which programs wait for it, and what is said of others."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator

import pytest

from anyio_by_example.interpreter.inside.rest import Rest, names

MODULES = ["decimal", "logging.handlers", "encodings.cp1252", "json.tool"]

WAITS = {
    "import decimal": True,
    "import logging, decimal as d": True,
    "from decimal import Decimal": True,
    "import logging.handlers": True,
    "from logging import handlers": True,
    "def f():\n    import decimal": True,
    "import importlib\nimportlib.import_module('decimal')": True,
    "__import__('decimal')": True,
    "exec('import ' + 'decimal')": True,
    "'é'.encode('cp1252')": True,
    "import logging": False,
    "from json import dumps": False,
    "from . import decimal": False,
    "print('decimal')": False,
    "decimal = 1": False,
    "import nothing_like_that": False,
    "import decimal (": False,
    "": False,
}
"""Programs, and whether they have to wait."""


@pytest.fixture
def missed() -> Iterator[tuple[Rest, list[str]]]:
    """The rest, and what was imported without it."""
    told: list[str] = []
    rest = Rest(MODULES, told.append)
    yield rest, told
    sys.meta_path.remove(rest)


@pytest.mark.parametrize("text", WAITS)
def test_who_waits(text: str, missed: tuple[Rest, list[str]]) -> None:
    """A program waits that imports a module of the rest, as far as its text tells."""
    rest, told = missed
    assert rest.is_wanted([text]) is WAITS[text]
    assert rest.is_wanted(["", text]) is WAITS[text]
    assert told == []
    rest.come()
    assert not rest.is_wanted([text])


def test_what_is_imported_all_the_same() -> None:
    """It's told before Python says that there is no such module; later it's not told any more."""
    told: list[str] = []
    rest = Rest(["no_such_module"], told.append)
    try:
        for _ in range(2):
            with pytest.raises(ModuleNotFoundError):
                importlib.import_module("no_such_module")
            assert told == ["no_such_module"]
            rest.come()
    finally:
        sys.meta_path.remove(rest)


def test_elsewhere() -> None:
    """Where nothing was left out, nothing is named."""
    assert names() == []
