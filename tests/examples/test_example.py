"""Example: what is read from a snippet file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from helpers.site_builder import project, snippet

from anyio_by_example.examples.example import Example, find_names, find_root
from anyio_by_example.problem import Problem
from anyio_by_example.runtime import AS_WRITTEN, available

OTHER = "linux" if sys.platform == "win32" else "win32"


def write(folder: Path, text: str, name: str = "t/case.py") -> Example:
    """An example with a text."""
    snippets = folder / "snippets" if (folder / "snippets").exists() else project(folder)
    (snippets / name).write_text(text, "utf-8")
    return Example.load(snippets, name)


def test_parts(tmp_path: Path) -> None:
    """A page shows the file without header and docstring; the docstring's start is the caption."""
    text = snippet("\nimport os\n\nprint(os.sep)", docstring='"""Short.\n\nLong.\n"""\n')
    example = write(tmp_path, text)
    assert example.caption == "Short."
    assert example.code == "import os\n\nprint(os.sep)\n"
    assert text.splitlines()[example.first_line - 1] == "import os"
    assert text.splitlines()[example.program.last_statement.lineno - 1] == "print(os.sep)"
    assert (example.id, example.topic) == ("t-case", "t")
    assert example.shown.as_posix() == "snippets/t/case.py"


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("import anyio\nanyio.run(main)", False),
        ("import anyio\nanyio.run(main, 1)", False),
        ("import subprocess\nsubprocess.run(main, backend=1)", False),
        ("from anyio.from_thread import start_blocking_portal\nstart_blocking_portal()", False),
        ('import anyio\nanyio.run(main, backend="trio")', True),
        ("import anyio\nanyio.run(main, backend_options={})", True),
        ("import anyio\nanyio.run(main, **options)", True),
        ('from anyio import run as go\ngo(main, backend="trio")', True),
        ('from anyio.from_thread import start_blocking_portal as s\ns("trio")', True),
        ('from anyio import from_thread\nfrom_thread.BlockingPortalProvider("trio")', True),
        ("import asyncio\nasyncio.run(main())", True),
        ("import asyncio\nasyncio.Runner()", True),
        ("import trio as t\nt.run(main)", True),
    ],
)
def test_program_that_names_its_backend(code: str, named: bool, tmp_path: Path) -> None:
    """A program that chooses a backend is run once, as written; any other on every runtime."""
    example = write(tmp_path, snippet(code))
    assert example.is_run_as_written is named
    assert example.runtimes == ((AS_WRITTEN,) if named else available())


def test_undetected_program_that_names_its_backend(tmp_path: Path) -> None:
    """A program that starts its event loops in another way says so, and is run once."""
    example = write(tmp_path, snippet("", "#\n# [tool.example]\n# backends = []\n"))
    assert example.runtimes == (AS_WRITTEN,)


def test_declared_backends(tmp_path: Path) -> None:
    """An example for one backend is run on the runtimes of that backend only."""
    example = write(tmp_path, snippet("", '#\n# [tool.example]\n# backends = ["asyncio"]\n'))
    assert {runtime.backend for runtime in example.runtimes} == {"asyncio"}


@pytest.mark.parametrize(
    ("more", "reason"),
    [(f'#\n# [tool.example]\n# platforms = ["{OTHER}"]\n', f"it is for {OTHER}"), ("", None)],
)
def test_platform(more: str, reason: str | None, tmp_path: Path) -> None:
    """An example for another platform isn't run, and says why."""
    example = write(tmp_path, snippet("", more))
    assert (example.unsuited or "").startswith(reason or "")
    assert bool(example.runtimes) is (reason is None)


@pytest.mark.usefixtures("newer_python")
def test_newer_python(tmp_path: Path) -> None:
    """An example for a newer Python isn't run, says why, and may have a syntax of its own."""
    text = snippet("\nfuture: is here", docstring='"""Short."""\n').replace(">=3.10", ">=3.99")
    example = write(tmp_path, text)
    assert (example.caption, example.code) == ("Short.", "future: is here\n")
    assert (example.unsuited or "").startswith("it needs Python >=3.99")
    assert example.runtimes == ()


def test_support_files_are_no_examples(tmp_path: Path) -> None:
    """A file that another one names as its support is not an example."""
    snippets = project(tmp_path)
    (snippets / "t" / "work.py").write_text("x = 1\n", "utf-8")
    assert find_names(snippets) == ["t/work.py"]
    write(tmp_path, snippet("import work", '#\n# [tool.example]\n# support = ["work.py"]\n'))
    assert find_names(snippets) == ["t/case.py"]


def test_root(tmp_path: Path) -> None:
    """The snippets are found from any folder of the project, and nowhere else."""
    snippets = project(tmp_path)
    assert find_root(tmp_path / "docs") == snippets
    with pytest.raises(Problem, match="there is no such folder"):
        find_root(Path(tmp_path.anchor))
