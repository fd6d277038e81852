"""The extension that has Griffe read AnyIO's docstrings, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import griffe
import pytest
from mkdocstrings_handlers.python import PythonConfig, PythonHandler

from anyio_by_example.api.extension import RstDocstrings, summary
from anyio_by_example.problem import Problem


def test_named_in_mkdocs() -> None:
    """The module is an extension by its name, and mkdocstrings keeps what it made."""
    handler = PythonHandler(
        PythonConfig.from_data(), Path(), theme="material", custom_templates=None, mdx=[],
        mdx_config={},
    )  # fmt: skip
    options = handler.get_options(
        {
            "extensions": [
                "griffe_public_redundant_aliases",
                "anyio_by_example.api.extension",
            ],
            "docstring_style": "sphinx",
        }
    )
    for _ in range(2):
        portal = handler.collect("anyio.from_thread.start_blocking_portal", options)
        assert portal.docstring
        assert "[`run()`][anyio.run]" in portal.docstring.parsed[0].value


def test_other_packages_are_left_alone() -> None:
    """Only AnyIO's docstrings are reStructuredText for sure."""
    extensions = griffe.load_extensions(RstDocstrings())
    with griffe.temporary_visited_package(
        "other", {"__init__.py": '"""`a"""'}, extensions=extensions
    ) as package:
        assert package.docstring
        assert package.docstring.value == "`a"


def test_what_counts_as_unresolved() -> None:
    """Only what has a role is meant as a name for sure; names that are given are known."""
    extension = RstDocstrings(known={"there"})
    text = '"""`wide` :class:`gone` :exc:`there`"""'
    extensions = griffe.load_extensions(extension)
    with griffe.temporary_visited_package(
        "anyio", {"__init__.py": text}, extensions=extensions
    ) as package:
        assert extension.unresolved == [("anyio", "gone")]
        assert package.docstring
        assert package.docstring.value == "*wide* `gone` [`there`][there]"


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], griffe.Module]:
    """Loads a module as if it were AnyIO."""
    (tmp_path / "anyio").mkdir()
    monkeypatch.chdir(tmp_path)

    def load(code: str) -> griffe.Module:
        (tmp_path / "anyio/__init__.py").write_text(code)
        extensions = griffe.load_extensions(RstDocstrings())
        package = griffe.load("anyio", search_paths=[tmp_path], extensions=extensions)
        assert isinstance(package, griffe.Module)
        return package

    return load


def test_everywhere(load: Callable[[str], griffe.Module]) -> None:
    """Overloads, setters and nested classes are read too, and types become annotations."""
    package = load(
        "from typing import overload\n"
        "@overload\n"
        "def f(x: int) -> int:\n"
        '    """``a``"""\n'
        "@overload\n"
        "def f(x: str) -> str: ...\n"
        "def f(x): ...\n"
        "class A:\n"
        '    """``b``\n\n    :ivar int y: ``c``\n    """\n'
        "    def __init__(self): self.y = 1\n"
        "    @property\n"
        "    def p(self): ...\n"
        "    @p.setter\n"
        "    def p(self, p):\n"
        '        """``d``"""\n'
        "    class B:\n"
        '        """``e``"""\n'
    )
    function, cls = package["f"], package["A"]
    found = [function.overloads[0], cls, cls["y"], cls["p"].setter, cls["B"]]
    assert [obj.docstring.value for obj in found] == ["`a`", "`b`", "`c`", "`d`", "`e`"]
    assert str(cls["y"].annotation) == "int"


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ('"""A *b."""', 1),
        ('"""\nA *b.\n"""', 2),
        ('\ndef f():\n    r"""\n\n    All.\n\n    B *b.\n    """', 7),
        ('class A:\n    """All.\n\n    *b.\n    """', 4),
    ],
)
def test_problem_names_file_and_line(
    code: str, line: int, load: Callable[[str], griffe.Module]
) -> None:
    """An error says which line of which file is wrong, and how to mend it."""
    with pytest.raises(Problem) as error:
        load(code)
    assert (error.value.path, error.value.line) == (Path("anyio/__init__.py"), line)
    assert error.value.remedy


def test_no_summary() -> None:
    """What has no docstring has no summary."""
    assert summary(griffe.Function("f")) == ""
