"""Whatever an author declares, it's a problem with file, line and remedy, or an example to run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from helpers.fuzzing import fuzzed
from helpers.site_builder import project, snippet
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from anyio_by_example.builders import fences
from anyio_by_example.examples.block import Block
from anyio_by_example.examples.example import Example, anchor, find_names
from anyio_by_example.examples.header import _ALLOWED
from anyio_by_example.examples.naming import EXAMPLE
from anyio_by_example.examples.packages import PYTHONS, fault
from anyio_by_example.examples.page import _page, find_pages, page_faults
from anyio_by_example.pages import outcomes as made
from anyio_by_example.pages.fence import RENDERERS, WHAT
from anyio_by_example.pages.outcomes import Outcomes
from anyio_by_example.problem import Problem

GOOD: dict[str, list[Any]] = {
    "requires-python": [">=3.10", ">=3.11,<4", "==3.12.*", "~=3.13"],
    "dependencies": [["anyio"], ["anyio[trio]>=4.16"], [], ["pytest>=8", "trio"]],
    "backends": [["asyncio"], ["trio"], []],
    "clock": ["real", "virtual"],
    "exit-status": [0, 3, -2],
    "fresh": [True, False],
    "leaves": [["task"], ["coroutine", "thread"]],
    "measured": ["work", "waits"],
    "order": ["pinned", "free"],
    "platforms": [["linux"], ["linux", "darwin", "win32"]],
    "right": ["t/other.py"],
    "support": [["work.py"], ["work.py", "work.txt"]],
    "timeline": ["asked", "measured", "none"],
    "unordered": [["1-2"], ["1-2", "4-7"]],
}
NEEDED = ("requires-python", "dependencies")

words = st.one_of(
    st.text(max_size=30),
    st.from_regex(r"[a-z0-9_./\\ -]{0,20}", fullmatch=True),
    st.from_regex(r"(>=|<|==|~=|===|!=)? ?[0-9v.*+!rc]{1,12}", fullmatch=True),
    st.from_regex(
        r"[a-zA-Z0-9._-]{1,12}(\[[a-z,-]{0,9}\])?([<>=~!]{1,3}[0-9.*]{1,5})?( ?[;@] ?.*)?"
    ),
    st.sampled_from(
        ["../x", "/etc/hostname", "t/case.py", "case.py", "9" * 5000, "\x02", "<b>.py"]
    ),
)
values = st.recursive(
    st.one_of(words, st.integers(), st.booleans(), st.floats()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=2),
    max_leaves=6,
)


def toml(value: Any) -> str:
    """A value as TOML has it."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{json.dumps(k)} = {toml(v)}' for k, v in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return json.dumps(value).replace("NaN", "nan").replace("Infinity", "inf")


@st.composite
def headers(draw: st.DrawFn) -> str:
    """A header, most of which is right."""

    def one(key: str) -> str:
        good = st.sampled_from(GOOD[key]) if key in GOOD else values
        value = draw(values if draw(st.integers(0, 5)) == 0 else good)
        return f"{key if re.fullmatch('[a-z-]+', key) else json.dumps(key)} = {toml(value)}"

    own = draw(st.lists(st.sampled_from([*_ALLOWED]), max_size=4))
    other = draw(st.lists(words, max_size=1)) if draw(st.integers(0, 5)) == 0 else []
    lines = [*map(one, NEEDED), "[tool.example]", *map(one, [*own, *other])]
    if draw(st.integers(0, 5)) == 0:
        lines.insert(draw(st.integers(0, len(lines))), draw(st.text(max_size=40)))
    return "".join(f"# {line}\n" for line in lines)


@pytest.fixture(scope="module")
def snippets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an example to change, and what it may name."""
    found = project(tmp_path_factory.mktemp("fuzz"))
    for name in ("work.py", "work.txt"):
        (found / "t" / name).write_text("import anyio\n", "utf-8")
    (found / "t" / "other.py").write_text(snippet("print()"), "utf-8")
    return found


def load(snippets: Path, text: str, name: str = "t/case.py") -> Example | None:
    """An example, if it's one; if it isn't, what is wrong is said as it has to be."""
    (snippets / "t" / "case.py").write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        return Example.load(snippets, name)
    except Problem as problem:
        check(problem, snippets.parent)
        return None


def check(problem: Problem, folder: Path) -> None:
    """A problem names a line that there is, a reason and a remedy, in two lines that print."""
    file = folder / problem.path
    assert file.exists()
    lines = re.split(rb"\r\n|\r|\n", file.read_bytes()) if file.is_file() else [b""]
    assert 1 <= problem.line <= len(lines)
    assert problem.reason
    assert problem.remedy
    said = str(problem).split("\n")
    assert len(said) == 2
    assert all(line.isprintable() and len(line) < 1200 for line in said)


def is_whole(found: Example) -> None:
    """What an example declares can be so, and nothing of it is outside its folder."""
    header, settings = found.header, found.settings
    assert any(header.requires_python.contains(f"{python}.9") for python in PYTHONS)
    assert {*settings.platforms} & {"linux", "darwin", "win32"}
    assert found.runtimes or found.unsuited
    assert not any(map(fault, header.dependencies))
    for file in found.files:
        assert file.resolve().parent == found.root.resolve() / "t"
        assert re.fullmatch(r"[a-z0-9_]+\.(py|txt)", file.name)
    lines = [line for block in settings.blocks for line in block]
    assert lines == sorted({*lines})
    assert len(lines) < 10_000
    assert all(len(block) > 1 for block in settings.blocks)
    assert found.text.split("\n")[header.end - 1] == "# ///"
    assert found.first_line > header.end


@fuzzed
@given(headers(), st.sampled_from(["print()", "import anyio", "import trio", "import yaml"]))
def test_headers(snippets: Path, header: str, body: str) -> None:
    """A header is refused, or all that it declares can be so."""
    found = load(snippets, f'# /// script\n{header}# ///\n"""A case."""\n\n{body}\n')
    if found:
        is_whole(found)


sources = st.one_of(
    st.text(max_size=60),
    st.text(st.sampled_from("\"'\\;#()\n \t\f\v\x1c\x02\x85\u2028\ufeffaA.0=:"), max_size=40),
    st.from_regex(r'(r|b|f|u)?"{1,3}[^\n]{0,9}"{1,3} ?[;\\#)]?.{0,9}\n.{0,20}'),
)


@fuzzed
@given(
    st.sampled_from(["", "\n", "\ufeff", "#!x\n", "import os\n", '"""A."""\n']), sources, sources
)
def test_sources(snippets: Path, before: str, docstring: str, body: str) -> None:
    """What runs is shown: every statement begins in a line that a page shows."""
    text = f"{before}{snippet(body, docstring=docstring)}"
    found = load(snippets, text)
    if found is None:
        return
    is_whole(found)
    assert before == ""
    assert found.caption.isprintable()
    statements = found.program.tree.body[1:]
    assert all(each.lineno >= found.first_line for each in statements)


names = st.one_of(
    words,
    st.from_regex(EXAMPLE, fullmatch=True),
    st.tuples(words, words).map("/".join),
    st.tuples(words, words).map(lambda parts: f"{parts[0]}/{parts[1]}.py"),
)


@fuzzed
@given(names, names)
@example("t-a/b.py", "t/a-b.py")
def test_names(snippets: Path, name: str, other: str) -> None:
    """A name leads to a file in a folder of a topic or nowhere, and no two have the same id."""
    (snippets / "t" / "case.py").unlink(missing_ok=True)
    for each in (name, other):
        with pytest.raises(Problem) as caught:
            Example.load(snippets, each)
        problem = caught.value
        assert problem.remedy
        assert all(map(str.isprintable, str(problem).split("\n")))
        if not problem.reason.endswith("can't be the name of an example"):
            assert re.fullmatch("snippets/[a-z0-9_]+/[a-z0-9_]+[.]py", problem.path.as_posix())
    allowed = [each for each in (name, other) if re.fullmatch(EXAMPLE, each)]
    assert len({*map(anchor, allowed)}) == len({*allowed})
    assert all((snippets / each).resolve().parent.parent == snippets for each in allowed)
    assert find_names(snippets)


class Place(Treeprocessor):
    """Tells fences which page they are on, as MkDocs does."""

    def __init__(self, docs: Path) -> None:
        super().__init__()
        self.config = {"docs_dir": str(docs)}
        self.file = SimpleNamespace(src_uri="index.md")

    def run(self, root: Element) -> None:
        """Leave the page as it is."""


@pytest.fixture(scope="module")
def markdown(snippets: Path) -> Markdown:
    """Markdown with the fences of the project."""
    kinds = [
        {"name": kind, "class": kind, "validator": fences.validator, "format": fences.formatter}
        for kind in RENDERERS
    ]
    config = {"pymdownx.superfences": {"custom_fences": kinds}}
    made = Markdown(extensions=["pymdownx.superfences"], extension_configs=config)
    made.treeprocessors.register(Place(snippets.parent / "docs"), "relpath", 0)
    return made


@st.composite
def fence(draw: st.DrawFn) -> str:
    """A fence, most of which are right."""
    start = draw(st.sampled_from(["```"] * 5 + ["``` ", "~~~", "````", "``", "    ```", "> ```"]))
    kind = draw(st.sampled_from([*RENDERERS, *["snippet"] * 5, "python", "Snippet", ""]))
    odd = [' title="x"', ' exec="on"', " {.x}", " t/case.py", " `x`"]
    options = draw(st.sampled_from([""] * 5 + odd))
    said = draw(st.sampled_from(["t/case.py", "t/other.py", "all", "t", "anyio"]) | words)
    end = draw(st.sampled_from([start.rstrip()] * 5 + ["", "```", "~~~"]))
    return f"{start}{kind}{options}\n{said}\n{end}\n"


@fuzzed
@given(st.lists(fence() | st.text(max_size=20), max_size=4).map("\n".join))
def test_fences(snippets: Path, markdown: Markdown, text: str) -> None:
    """What a fence shows matches its kind and is known of its page, or something is wrong with it.

    What is wrong names the page and a line of it.
    """
    docs = snippets.parent / "docs"
    (docs / "index.md").write_bytes(text.encode("utf-8", "surrogatepass"))
    shown: list[tuple[str, str]] = []
    said: list[str] = []
    render = Outcomes.render

    def take(outcomes: Outcomes, library: Any, docs: Path, page: str, block: Block) -> str:
        try:
            name = render(outcomes, library, docs, page, block)
        except Problem as problem:
            said.append(str(problem))
            raise
        shown.append((block.kind, name))
        return name

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(made, "RENDERERS", dict.fromkeys(RENDERERS, lambda _, name: name))
        patch.setattr(Outcomes, "render", take)
        patch.setattr(fences, "default_library", lambda: None)
        patch.setattr(fences, "base_format", lambda **_: "")
        markdown.reset().convert(text)
    _page.cache_clear()  # files are written faster than their times change
    [page] = find_pages(docs)
    found = [*page_faults(docs, [page], RENDERERS)]
    for problem in found:
        check(problem, snippets.parent)
    for each in said:
        assert re.fullmatch(r"docs/index\.md:\d+: .+\n  To mend it: .+", each)
    known = {(each.kind, each.said) for each in page.fences if each.kind in RENDERERS}
    for kind, name in shown:
        assert re.fullmatch(WHAT[kind], name)
        assert found or (kind, name) in known
    if not re.search(r"(?m)^ {4}", text):  # where that isn't code depends on what is around it
        assert found or said or known == {*shown}
