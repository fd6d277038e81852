"""What an author declares is a problem with file, line and remedy, or it is so."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path

import pytest
from helpers.recording import record
from helpers.site_builder import project, snippet
from helpers.support import ROOT

from anyio_by_example.examples import header, packages
from anyio_by_example.examples.declarations import too_new
from anyio_by_example.examples.example import Example, anchor, find_names
from anyio_by_example.examples.header import Header, Settings
from anyio_by_example.examples.naming import EXAMPLE, check_module
from anyio_by_example.examples.packages import PYTHONS, around, brought
from anyio_by_example.examples.source import LARGEST
from anyio_by_example.problem import Problem

TABLE = "#\n# [tool.example]\n"


@dataclass
class Case:
    """An example that declares something wrong."""

    reason: str
    more: str = ""
    """Further lines of the header, below `[tool.example]`."""
    old: str = ""
    """What is replaced in the text of a good example,"""
    new: str = ""
    """and by what."""
    body: str = "print()"
    line: int = 0
    """The line that is named; 0 if it's the one marked HERE."""
    file: str = "snippets/t/case.py"


def own(value: str, reason: str) -> Case:
    """A table `[tool.example]` with one wrong line."""
    return Case(reason, more=f"{TABLE}# {value}  # HERE\n")


def needs(value: str, reason: str) -> Case:
    """Wrong dependencies."""
    return Case(reason, old='["anyio[trio]>=4.16"]', new=value, line=3)


def python(value: str, reason: str) -> Case:
    """A wrong range of Pythons."""
    return Case(reason, old='">=3.10"', new=value, line=2)


CASES = {
    # shapes and types
    "tool is a number": Case("has 1 where a table must be", "# tool = 1  # HERE\n"),
    "the table is a number": Case("has 3 where a table must be", "# tool.example = 3  # HERE\n"),
    "another tool": Case("unknown header key 'uv'", "#\n# [tool.uv]  # HERE\n"),
    "another key": Case("unknown header key 'name'", '# name = "x"  # HERE\n'),
    "no dependencies": Case(
        "its header lacks dependencies", old='# dependencies = ["anyio[trio]>=4.16"]\n', line=1
    ),
    "a number in a list": own("leaves = [1]", "takes a list of texts, not [1]"),
    "a truth for a number": own("exit-status = true", "takes a value like 0, not True"),
    "twice the same": own('leaves = ["task", "task"]', "has the same value twice"),
    "a long list": own(f"leaves = {[str(n) for n in range(201)]}", "more than 200 characters"),
    "a number with thousands of digits": own(f"exit-status = {'9' * 5000}", "is not TOML"),
    "nested deeply": own(f"leaves = {'[' * 2000}{']' * 2000}", "is not TOML"),
    "a second header": Case("it has a second header", body="\n# /// script\n# ///", line=7),
    "not at the start": Case(
        "it doesn't start with a whole header", old="# /// script", new="import os\n# /// script",
        line=1,
    ),
    # what runs, and where
    "an unknown platform": own('platforms = ["plan9"]', "'platforms' can't be 'plan9'"),
    "no platform": own("platforms = []", "it runs on none"),
    "an old Python": python('"<3"', "no Python that the project is tested on is '<3'"),
    "a far Python": python('">=4"', "no Python that the project is tested on is '>=4'"),
    "any Python": python('""', "no Python that the project is tested on is ''"),
    "no range of Pythons": python('"new"', "its header is wrong: Invalid specifier"),
    "a number for Python": python("3", "takes a value like '', not 3"),
    # output lines
    "a block backwards": own('unordered = ["5-2"]', "overlap, descend"),
    "a block of one line": own('unordered = ["2-2"]', "less than two lines"),
    "blocks that overlap": own('unordered = ["2-4", "4-5"]', "overlap, descend"),
    "blocks out of order": own('unordered = ["4-5", "1-2"]', "overlap, descend"),
    "line zero": own('unordered = ["0-1"]', "can't be '0-1'"),
    "a block without end": own('unordered = ["1-999999999"]', "can't be '1-999999999'"),
    "digits of another script": own('unordered = ["\N{ARABIC-INDIC DIGIT ONE}-2"]', "can't be"),
    # packages
    "a text for a list": needs('"anyio"', "takes a list of texts, not 'anyio'"),
    "a table for a list": needs('{anyio = ">=4"}', "takes a list of texts"),
    "numbers": needs("[1]", "takes a list of texts, not [1]"),
    "no requirement": needs('["anyio >"]', "its header is wrong: "),
    "another version": needs('["anyio[trio]>=99"]', "it depends on anyio[trio]>=99, and here is 4"),
    "an older version": needs('["anyio<4"]', "it depends on anyio<4, and here is 4"),
    "no such package": needs('["anyio", "no-such-package"]', "no-such-package, which isn't"),
    "no such extra": needs('["anyio[curio]"]', "anyio has no extra curio"),
    "an address": needs('["anyio @ https://example.com/a.whl"]', "has an address or a marker"),
    "a marker": needs('["anyio; os_name == \'nt\'"]', "has an address or a marker"),
    "a long list of versions": needs(f'["anyio{",".join([">1"] * 99)}"]', "more than 200"),
    # imports
    "undeclared": Case("it imports yaml, which the header", body="import yaml  # HERE"),
    "undeclared, deep inside": Case(
        "it imports yaml", body="def later() -> None:\n    from yaml.nodes import Node  # HERE"
    ),
    "this package": Case(
        "it imports anyio_by_example", body="import anyio_by_example.problem  # HERE"
    ),
    "what a package needs in turn": Case("it imports outcome", body="import outcome  # HERE"),
    "nothing declared": Case(
        "it imports anyio", old='["anyio[trio]>=4.16"]', new="[]", body="import anyio  # HERE"
    ),
    "an extra undeclared": Case(
        "it imports trio", old="anyio[trio]", new="anyio", body="import trio  # HERE"
    ),
    "undeclared in a support file": Case(
        "it imports yaml", f'{TABLE}# support = ["beside.py"]\n', line=2,
        file="snippets/t/beside.py",
    ),
    # files
    "a support file elsewhere": own('support = ["../t/good.py"]', "can't be '../t/good.py'"),
    "an absolute support file": own('support = ["/etc/hostname"]', "can't be '/etc/hostname'"),
    "a page as support": own('support = ["page.html"]', "can't be 'page.html'"),
    "a picture as support": own('support = ["picture.svg"]', "can't be 'picture.svg'"),
    "a support file with markup": own('support = ["<b>.txt"]', "can't be '<b>.txt'"),
    "no such support file": own('support = ["none.py"]', "names none.py, which doesn't exist"),
    "a folder as support": own('support = ["folder.txt"]', "folder.txt, which doesn't exist"),
    "itself as support": own('support = ["case.py"]', "names the example itself"),
    "a binary support file": Case(
        "it is not UTF-8", f'{TABLE}# support = ["binary.txt"]\n', line=2,
        file="snippets/t/binary.txt",
    ),
    "a support file that doesn't parse": Case(
        "it doesn't parse", f'{TABLE}# support = ["bad.py"]\n', line=2, file="snippets/t/bad.py"
    ),
    "a support file that hides a library": own('support = ["anyio.py"]', "would find anyio.py"),
    "a support file that hides Python's": own('support = ["json.py"]', "would find json.py"),
    "right is a page": own('right = "../docs/index.md"', "can't be '../docs/index.md'"),
    "right is a folder": own('right = "t"', "can't be 't'"),
    "right is a folder by name": own('right = "t/folder.py"', "which doesn't exist"),
    "right is itself": own('right = "t/case.py"', "names the example itself"),
    # older forms
    "an older form by its topic": own('older = ["t"]', "'older' can't be 't'"),
    "no such older form": own('older = ["t/none.py"]', "names t/none.py, which doesn't exist"),
    "a folder as older form": own('older = ["t/folder.py"]', "which doesn't exist"),
    "itself as older form": own('older = ["t/case.py"]', "names the example itself"),
    "an older form of several ages": own('older = ["t/ages.py"]', "names older forms itself"),
    "an older form that is as new": own('older = ["t/good.py"]', "which isn't for an older AnyIO"),
    "an older form for any AnyIO": own('older = ["t/any.py"]', "which isn't for an older AnyIO"),
    "an example for any AnyIO with an older form": Case(
        "which isn't for an older AnyIO", f'{TABLE}# older = ["t/old.py"]  # HERE\n',
        old="anyio[trio]>=4.16", new="anyio[trio]",
    ),
    "the oldest form first": own(
        'older = ["t/old.py", "t/new.py"]', "names t/new.py behind a form for an older AnyIO"
    ),
    # the text
    "code behind the docstring": Case(
        "no page would show what stands behind", old='"""A case."""', new='"""A case."""; print(0)',
        line=5,
    ),
    "a line that goes on": Case(
        "no page would show", old='"""A case."""\n', new='"""A case.""" \\\n\n', line=5
    ),
    "half a character in the caption": Case(
        "its caption has", old="A case.", new=r"A \ud800 case.", line=5
    ),
    "a control character in the caption": Case(
        "its caption has", old="A case.", new=r"A \x1b case.", line=5
    ),
    "what Markdown keeps for itself": Case(
        "has the control character '\\x02'", body='x = "\x02"  # HERE'
    ),
    "a null": Case("it doesn't parse", body='x = "\0"', line=1),
    "another encoding": Case(
        "it declares that it's iso-8859-1", old='# requires-python = ">=3.10"',
        new='# requires-python = ">=3.10"  # coding: latin-1', line=1,
    ),
    "no encoding": Case(
        "in an encoding that there isn't", old='# requires-python = ">=3.10"',
        new='# requires-python = ">=3.10"  # coding: none', line=1,
    ),
    "a byte order mark": Case(
        "it begins with a byte order mark", old="# /// script", new="\ufeff# /// script", line=1
    ),
    "very long": Case("it has more than 100,000 bytes", body="#" * LARGEST, line=1),
}  # fmt: skip


@pytest.fixture
def snippets(tmp_path: Path) -> Path:
    """A folder with what the examples name."""
    found = project(tmp_path)
    topic = found / "t"
    (topic / "folder.txt").mkdir()
    (topic / "folder.py").mkdir()
    (topic / "good.py").write_text(snippet("import beside"), "utf-8")
    (topic / "beside.py").write_text("import anyio\nimport yaml\n", "utf-8")
    for name, anyio, more in (
        ("old", "anyio[trio]>=4.0", ""),
        ("new", "anyio[trio]>=4.10", ""),
        ("ages", "anyio[trio]>=4.9", f'{TABLE}# older = ["t/old.py"]\n'),
        ("any", "anyio[trio]", ""),
    ):
        text = snippet("print()", more).replace("anyio[trio]>=4.16", anyio)
        (topic / f"{name}.py").write_text(text, "utf-8")
    (topic / "binary.txt").write_bytes(b"a\n\xff")
    (topic / "bad.py").write_text("x = 1\nx = (\n", "utf-8")
    for name in ("page.html", "picture.svg", "anyio.py", "json.py"):
        (topic / name).write_text("", "utf-8")
    return found


def refused(snippets: Path, text: str, name: str = "t/case.py") -> Problem:
    """What is wrong with an example."""
    (snippets / name).write_text(text, "utf-8", newline="\n")
    with pytest.raises(Problem) as caught:
        Example.load(snippets, name)
    return caught.value


@pytest.mark.parametrize("name", CASES)
def test_wrong(name: str, snippets: Path) -> None:
    """Each has its reason, its remedy, and the line to look at, and says them shortly."""
    case = CASES[name]
    text = snippet(case.body, case.more)
    assert case.old in text
    text = text.replace(case.old, case.new, 1) if case.old else text
    problem = refused(snippets, text)
    lines = text.split("\n")
    line = case.line or next(n for n, each in enumerate(lines, 1) if "# HERE" in each)
    assert str(problem).startswith(f"{case.file}:{line}: ")
    assert case.reason in str(problem)
    assert problem.remedy
    assert len(str(problem)) < 1200
    assert len(str(problem).splitlines()) == 2


def test_problem_prints() -> None:
    """A problem is two lines that any log can show, whatever it quotes."""
    quoted = "a\nb\x1b[31m\ud800" + "c" * 10_000
    first, second = str(Problem(Path("x.py"), 1, quoted, quoted)).split("\n")
    assert first.startswith("x.py:1: a\\nb\\x1b[31m\\ud800cc")
    assert all(line.isprintable() and len(line) < 600 for line in (first, second))


def test_too_deep(snippets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that Python can't parse, since it's nested too deeply, is named too."""

    def parse(_: str) -> None:
        raise RecursionError("maximum recursion depth exceeded")

    monkeypatch.setattr("anyio_by_example.examples.program.ast.parse", parse)
    problem = refused(snippets, snippet("print()"))
    assert problem.reason == "it doesn't parse: maximum recursion depth exceeded"


RIGHT = {
    "shebang-like comments below": ("print()", "", '"""A case."""', '# a comment\n"""A case."""'),
    "all of a package": ("import anyio.abc\nfrom anyio import run", "", "", ""),
    "of an extra": ("import trio.testing", "", "", ""),
    "what AnyIO needs on an old Python": ("from exceptiongroup import catch", "", "", ""),
    "a file beside it": ("import helper", f'{TABLE}# support = ["helper.py"]\n', "", ""),
    "itself": ("import case\nimport __main__", "", "", ""),
    "one patch of a Python": ("print()", "", ">=3.10", f"=={PYTHONS[-1]}.3"),
    "blocks side by side": ("print()", f'{TABLE}# unordered = ["1-2", "3-4"]\n', "", ""),
    "no dependency": ("import json", "", '["anyio[trio]>=4.16"]', "[]"),
    "older forms": ("print()", f'{TABLE}# older = ["t/new.py", "t/old.py"]\n', "", ""),
    "long lines": (f"x = '{'x' * 10_000}'", "", "", ""),
}


@pytest.mark.parametrize("name", RIGHT)
def test_right(name: str, snippets: Path) -> None:
    """What is so is taken as it is."""
    body, more, old, new = RIGHT[name]
    (snippets / "t" / "helper.py").write_text("import anyio\n", "utf-8")
    (snippets / "t" / "case.py").write_text(snippet(body, more).replace(old, new, 1), "utf-8")
    assert Example.load(snippets, "t/case.py").caption == "A case."


@pytest.mark.parametrize(
    "name",
    [
        "../outside/case.py",
        "t/./case.py",
        "t//case.py",
        "/t/case.py",
        "t/deep/case.py",
        "case.py",
        "t/case.txt",
        "t/case",
        "t-a/b.py",
        "t/a-b.py",
        "t/Case.py",
        "t/a b.py",
        "t/a#b.py",
        "t/a?b.py",
        "t/a%2fb.py",
        "t/a'b.py",
        "t/<b>.py",
        "t/\N{LATIN SMALL LETTER E WITH ACUTE}.py",
        f"t/{'x' * 240}.py",
        "t/case.py\n",
        "t/\0.py",
        "",
    ],
)
def test_name(name: str, snippets: Path) -> None:
    """What isn't good for a path, an address, an id and a module is no name."""
    with pytest.raises(Problem, match=re.escape(f"{name!r} can't be the name of an exa")) as caught:
        Example.load(snippets, name)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "name", ["anyio", "trio", "idna", "anyio_by_example", "anyio_timeline", "queue", "pluggy"]
)
def test_name_of_a_module(name: str, snippets: Path) -> None:
    """An example whose name hides a module that others import is an error."""
    assert f"`import {name}` would" in refused(snippets, snippet(""), f"t/{name}.py").reason


def test_name_of_a_declared_package(snippets: Path) -> None:
    """So is one that hides a package which it declares itself, and that no other one needs."""
    text = snippet("").replace('"anyio[trio]>=4.16"', '"jinja2"')
    assert "the installed package" in refused(snippets, text, "t/markupsafe.py").reason
    (snippets / "t" / "markupsafe.py").write_text(snippet(""), "utf-8")
    assert Example.load(snippets, "t/markupsafe.py").id == "t-markupsafe"


def test_nothing_preloaded_can_be_hidden(tmp_path: Path) -> None:
    """Whatever is imported before a program starts has a name that no example may have."""
    body = 'import sys\n\nprint(*sorted({n.partition(".")[0] for n in sys.modules}))'
    loaded = {*record(tmp_path, body).output.split()}
    assert loaded > {"anyio", "anyio_by_example", "trio"}
    # the parts of what was compiled, and what a file beside all packages imports
    installed = {name for name in loaded if not name.startswith(("_", "cython", "sitecustomize"))}
    free = []
    for name in sorted(installed - {"case"}):
        try:
            check_module(f"{name}.py", (), Path("x.py"), 1)
        except Problem:
            continue
        free.append(name)
    assert free == []


def test_links(snippets: Path) -> None:
    """A file that leads out of its folder isn't followed, be it an example or its support."""
    outside = snippets.parent / "outside.py"
    outside.write_text(snippet("print()"), "utf-8")
    (snippets / "t" / "link.py").symlink_to(outside)
    (snippets / "elsewhere").symlink_to(snippets / "t", target_is_directory=True)
    for name in ("t/link.py", "elsewhere/good.py"):
        with pytest.raises(Problem, match="it's a link"):
            Example.load(snippets, name)
    text = snippet("import link", f'{TABLE}# support = ["link.py"]\n')
    assert "it's a link" in refused(snippets, text).reason


def test_ids_are_unique(snippets: Path) -> None:
    """Two names that are allowed have two ids, and none is an id of a part of another."""
    names = ["t/a.py", "t/a_b.py", "t_a/b.py", "a/t.py"]
    assert all(re.fullmatch(EXAMPLE, name) for name in names)
    assert len({*map(anchor, names)}) == len(names)
    # parts are called t-a-L7, t-a-timeline-trio
    assert all(anchor(name).count("-") == 1 for name in names)
    assert "t/bad.py" in find_names(snippets)
    assert "t/folder.py" not in find_names(snippets)


def test_every_setting_is_checked() -> None:
    """There is no key of a header that takes whatever it's given."""
    assert {each.name.replace("_", "-") for each in fields(Settings)} == {*header._ALLOWED}


def test_the_pythons_are_those_of_the_workflow() -> None:
    """A header must admit a Python that the tests run on."""
    workflow = (ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8")
    assert f"python: {[*PYTHONS]}".replace("'", '"') in workflow


def test_packages_that_are_missing() -> None:
    """What isn't installed is taken to have a module of its own name, and no version."""
    assert {"no_such_package"} == brought(("no-such-package",)) == around(("No.such_package",))
    assert packages.fault("no-such-package")


def test_newer_python_may_import_what_is_new(snippets: Path, newer_python: str) -> None:
    """Of an example for a newer Python, imports aren't held against what this one has."""
    text = snippet("import not_yet").replace("3.10", newer_python)
    (snippets / "t" / "case.py").write_text(text, "utf-8")
    assert too_new(Example.load(snippets, "t/case.py").header)
    half = snippet("x = '''").replace("3.10", newer_python).replace('"""A case."""\n', "")
    assert "it doesn't parse" in refused(snippets, half).reason


def test_headers_of_all_examples_are_read_once() -> None:
    """Headers that say the same are one."""
    text = (ROOT / "snippets" / "basic" / "hello.py").read_text("utf-8")
    assert Header.parse(Path("a.py"), text) is Header.parse(Path("b.py"), text)


@pytest.mark.parametrize(
    ("dependencies", "oldest"),
    [
        ('"anyio>=4.16"', "4.16"),
        ('"anyio[trio]>=3.7.1,<5"', "3.7.1"),
        ('"AnyIO >=4.9, >=4.14"', "4.14"),
        ('"pytest>=8", "anyio>=4"', "4"),
        ('"anyio"', "None"),
        ('"anyio<5"', "None"),
        ('"pytest>=8"', "None"),
    ],
)
def test_oldest(dependencies: str, oldest: str) -> None:
    """A header's oldest AnyIO is the least one that its dependency admits, compared as versions."""
    text = snippet("").replace('"anyio[trio]>=4.16"', dependencies)
    assert str(Header.parse(Path("x.py"), text).oldest) == oldest
