"""Which names of AnyIO are public, and what a name means in a docstring."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path
from typing import Any

import griffe
import pytest

from anyio_by_example.api.public import (
    DOCUMENTED,
    SPECIAL,
    PublicApi,
    load,
    public_api,
)

FILES = {
    "__init__.py": """
        from ._core._first import A as A
        from ._core._first import function as function
        from ._core._first import hidden
        from ._core._first import same as other
        from . import listed as listed
        import os
        _private = 1
        """,
    "_core/__init__.py": "",
    "_core/_first.py": """
        class Base:
            def handed_down(self): ...

        class A(Base):
            attribute: int
            _private_attribute: int

            def __init__(self): self.assigned = 1
            def method(self): ...
            def _private(self): ...
            def __len__(self): ...
            def __contextmanager__(self): ...
            def __asynccontextmanager__(self): ...
            @property
            def property_(self): ...

            class Inner:
                value: int
                def method(self): ...

            class _Hidden:
                value: int

        def function(): ...
        def hidden(): ...
        def same(): ...
        """,
    "listed.py": """
        __all__ = ("A", "one", "Own")
        from ._core._first import A, function
        def one(): ...
        def two(): ...
        class Own: ...
        """,
    "itertools.py": """
        __all__ = ("Chain",)
        class Chain: ...
        chain = Chain()
        count = 1
        """,
    "deep/__init__.py": "",
    "deep/under.py": "__all__ = ['deepest']\ndef deepest(): ...\n",
    "_backends/__init__.py": "__all__ = ['backend']\ndef backend(): ...\n",
    "pytest_plugin.py": """
        import pytest
        from ._core._first import function as function

        @pytest.fixture
        def fixture(): ...

        @pytest.fixture(scope="module", params=[])
        def with_arguments(): ...

        @pytest.hookimpl
        def pytest_hook(): ...

        @pytest.fixture
        def _private_fixture(): ...

        def helper(): ...

        class Factory:
            def method(self): ...

        class _Private: ...
        """,
}

PUBLIC = {
    "anyio.A": "anyio._core._first.A",
    "anyio.function": "anyio._core._first.function",
    "anyio.itertools.Chain": "anyio.itertools.Chain",
    "anyio.itertools.chain": "anyio.itertools.chain",
    "anyio.listed.A": "anyio._core._first.A",
    "anyio.listed.one": "anyio.listed.one",
    "anyio.listed.Own": "anyio.listed.Own",
    "anyio.deep.under.deepest": "anyio.deep.under.deepest",
    "anyio.pytest_plugin.fixture": "anyio.pytest_plugin.fixture",
    "anyio.pytest_plugin.with_arguments": "anyio.pytest_plugin.with_arguments",
    "anyio.pytest_plugin.Factory": "anyio.pytest_plugin.Factory",
}
MEMBERS = {
    "attribute",
    "assigned",
    "method",
    "__contextmanager__",
    "__asynccontextmanager__",
    "property_",
    "Inner",
    "Inner.value",
    "Inner.method",
}


@pytest.fixture(scope="module")
def small() -> PublicApi:
    """A package that has each kind of name."""
    files = {name: inspect.cleandoc(text) + "\n" for name, text in FILES.items()}
    with griffe.temporary_visited_package(
        "anyio",
        files,
        extensions=griffe.load_extensions("griffe_public_redundant_aliases"),
        resolve_aliases=True,
    ) as package:
        return PublicApi(package)


@pytest.fixture(scope="module")
def api() -> PublicApi:
    """The installed AnyIO."""
    return public_api()


def test_kinds_of_names(small: PublicApi) -> None:
    """Public is what `__all__` lists, what is imported as itself, and fixtures and classes."""
    assert {path: found.path for path, found in small.names.items()} == PUBLIC


def test_modules(small: PublicApi) -> None:
    """A module is public unless its name or a package's that it is in begins with an underscore."""
    assert [*small.modules] == [
        "anyio",
        "anyio.deep",
        "anyio.deep.under",
        "anyio.itertools",
        "anyio.listed",
        "anyio.pytest_plugin",
    ]


def test_kinds_of_members(small: PublicApi) -> None:
    """Members are public unless they begin with an underscore, but for what you are to write."""
    members = {path.removeprefix("anyio.A."): path for path in small.members if "anyio.A." in path}
    assert members.keys() == MEMBERS
    assert "anyio.pytest_plugin.Factory.method" in small.members
    assert small.all.keys() == small.names.keys() | small.members.keys()


def test_path(small: PublicApi) -> None:
    """The path of what is defined anywhere is the first one by which it is public."""
    assert small.path("anyio._core._first.A") == "anyio.A"
    assert small.path("anyio._core._first.A.Inner.value") == "anyio.A.Inner.value"
    assert small.path("anyio.deep.under") == "anyio.deep.under"
    for canonical in (
        "anyio._core._first",
        "anyio._core._first.hidden",
        "anyio._core._first.A._private",
        "anyio._core._first.A.__init__",
        "anyio._core._first.Base.handed_down",
        "anyio.listed.two",
        "anyio.A",
        "nothing",
    ):
        assert small.path(canonical) is None


NEAR: list[tuple[str, str, str | None]] = [
    ("method", "anyio._core._first.A.property_", "anyio.A.method"),
    ("method", "anyio._core._first.A", "anyio.A.method"),
    ("method", "anyio._core._first.A.Inner.method", "anyio.A.Inner.method"),
    ("property_", "anyio._core._first.A.Inner.method", "anyio.A.property_"),
    ("A.method", "anyio._core._first.function", "anyio.A.method"),
    ("function", "anyio._core._first.A.method", "anyio.function"),
    ("A", "anyio._core._first.hidden", "anyio.A"),
    ("anyio.A", "anyio.listed.two", "anyio.A"),
    ("anyio._core._first.A", "anyio.listed.two", "anyio.A"),
    ("one", "anyio.listed.two", "anyio.listed.one"),
    ("anyio.listed", "anyio.A", "anyio.listed"),
    ("hidden", "anyio._core._first.A", None),
    ("_private", "anyio._core._first.A", None),
    ("one", "anyio._core._first.A", None),
    ("none", "anyio._core._first.A.method", None),
]


@pytest.mark.parametrize(("target", "scope", "wanted"), NEAR)
def test_near(target: str, scope: str, wanted: str | None, small: PublicApi) -> None:
    """A name is looked for in the class, then in the module, then as a whole."""
    assert small.near(target, small.package[scope.removeprefix("anyio.")]) == wanted


def test_ending(small: PublicApi) -> None:
    """Of the names with an ending, it's the shortest; a part of a word is no ending."""
    assert small.ending("Inner.method") == "anyio.A.Inner.method"
    assert small.ending("A") == "anyio.A"
    assert small.ending("chain") == "anyio.itertools.chain"
    assert small.ending("method") == "anyio.A.method"
    for target in ("hain", "anyio.A", "none", ""):
        assert small.ending(target) is None


def reach(path: str) -> Any:
    """What Python finds by a path: modules are imported, the rest is an attribute."""
    parts = path.split(".")
    found: Any = importlib.import_module(parts[0])
    for n, part in enumerate(parts[1:], 2):
        if inspect.ismodule(found):
            path = ".".join(parts[:n])
            # `anyio` imports its names when they are first used
            found = getattr(found, part, None) or importlib.import_module(path)
        else:
            found = inspect.getattr_static(found, part)
    return found


def test_names_are_there(api: PublicApi) -> None:
    """Each public name of the installed AnyIO is what Python finds there, and no module."""
    assert len(api.names) > 200
    for path, found in api.names.items():
        if found.is_type_alias and found.path.startswith("anyio.abc._"):
            continue
        value = reach(path)
        assert not inspect.ismodule(value)
        if inspect.isclass(value) and isinstance(found, griffe.Class):
            assert f"{value.__module__}.{value.__qualname__}" in {found.path, path}, path


def test_nothing_is_missing(api: PublicApi) -> None:
    """What a public module lists in `__all__`, or says is its own, is public."""
    for module in api.modules:
        live = importlib.import_module(module)
        for name in getattr(live, "__all__", ()):
            if not inspect.ismodule(getattr(live, name)):
                assert f"{module}.{name}" in api.names
        if module in {"anyio", "anyio.abc"}:
            own = (name for name in dir(live) if not name.startswith("_"))
            values = {name: getattr(live, name) for name in own}
            mine = {
                f"{module}.{name}"
                for name, value in values.items()
                if str(getattr(value, "__module__", "")).partition(".")[0] == "anyio"
            }
            assert mine
            assert mine <= api.names.keys()


def test_members_are_there(api: PublicApi) -> None:
    """Each public member is one that its class, or its annotations, have themselves."""
    assert len(api.members) > 400
    for path, found in api.members.items():
        owner, _, name = path.rpartition(".")
        cls = reach(owner)
        assert inspect.isclass(cls), path
        is_special = name in SPECIAL
        assert is_special or not name.startswith("_")
        known = {*vars(cls), *vars(cls).get("__annotations__", ()), *vars(cls).get("__slots__", ())}
        if name not in known:
            # it's given to the object by `__init__`, or another version of Python has it
            text = Path(str(found.filepath)).read_text("utf-8")
            assert f"self.{name}" in found.source or "sys.version_info" in text, path


def test_every_path_leads_back(api: PublicApi) -> None:
    """What is public under one path is known by it, wherever it is defined."""
    for path, found in api.all.items():
        assert api.all[api.path(found.path) or ""] is found
        assert api.near(path, api.package) == path


def test_exceptions_to_the_rule_are_needed(api: PublicApi) -> None:
    """What is public by hand exists, and wouldn't be public without that."""
    for path in DOCUMENTED:
        assert path in api.names
        module, _, name = path.rpartition(".")
        assert not load()[f"{module}.{name}".removeprefix("anyio.")].is_public
    assert {path.rpartition(".")[2] for path in api.members} >= SPECIAL
