"""The command line: what it prints, and when it fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from helpers.site_builder import project, snippet

from anyio_by_example.api import inventory
from anyio_by_example.cli import examples as of_examples
from anyio_by_example.cli import interpreter as of_interpreter
from anyio_by_example.cli import main as cli
from anyio_by_example.cli import reference as commands
from anyio_by_example.library.library import Library
from anyio_by_example.runtime import available


@pytest.fixture
def topic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two examples: one says hello, the other something new each time."""
    snippets = project(tmp_path)
    topic = snippets / "t"
    (topic / "steady.py").write_text(snippet('print("hello")'), "utf-8")
    (topic / "steady.out").write_text("hello\n", "utf-8", newline="\n")
    (topic / "fickle.py").write_text(snippet("import uuid\n\nprint(uuid.uuid4())"), "utf-8")
    (topic / "fickle.out").write_text("something\n", "utf-8", newline="\n")
    for module in (of_examples, of_interpreter):
        monkeypatch.setattr(module, "default_library", lambda: Library(snippets))
    return topic


def test_run(topic: Path) -> None:
    """`run` prints what was recorded on each runtime."""
    assert topic.is_dir()
    result = CliRunner().invoke(cli.main, ["run", "t/steady.py"])
    assert result.exit_code == 0
    assert result.stdout.count("hello\n") == len(available())
    assert all(f"t/steady.py on {runtime.label}" in result.stdout for runtime in available())


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("t/fickle.py", "snippets/t/fickle.out:1: t/fickle.py on asyncio prints"),
        ("t/none.py", "there is no example t/none.py"),
    ],
)
def test_run_fails(name: str, problem: str, topic: Path) -> None:
    """`run` fails if something is wrong, after it has shown the others."""
    assert topic.is_dir()
    result = CliRunner().invoke(cli.main, ["run", name, "t/steady.py"])
    assert result.exit_code == 1
    assert problem in result.stderr
    assert "hello\n" in result.stdout


def test_run_on_one_runtime(topic: Path) -> None:
    """`run` takes names without their suffix, and records only the runtimes that are wanted."""
    assert topic.is_dir()
    result = CliRunner().invoke(cli.main, ["run", "t/steady", "--runtime", "trio"])
    assert result.exit_code == 0
    assert result.stdout.startswith("t/steady.py on Trio\nhello\n(exit status 0; ")
    assert "on asyncio" not in result.stdout
    result = CliRunner().invoke(cli.main, ["list"])
    assert f"t/steady.py  1 of {len(available())} recorded" in result.stdout


def test_record(topic: Path) -> None:
    """`record` records every example, and fails if something is wrong with one."""
    result = CliRunner().invoke(cli.main, ["record"])
    assert result.exit_code == 1
    assert "snippets/t/fickle.out:1: t/fickle.py on asyncio prints" in result.stderr
    (topic / "fickle.py").unlink()
    assert CliRunner().invoke(cli.main, ["record"]).exit_code == 0
    result = CliRunner().invoke(cli.main, ["list"])
    assert "as reviewed" in result.stdout
    assert "not recorded" not in result.stdout


@pytest.mark.usefixtures("newer_python")
def test_list(topic: Path) -> None:
    """`list` shows what each example declares and how far it's recorded, and runs nothing."""
    more = '#\n# [tool.example]\n# measured = "work"\n# leaves = ["thread", "task"]\n'
    (topic / "declared.py").write_text(snippet("print()", more), "utf-8")
    (topic / "late.py").write_text(snippet("").replace("3.10", "3.99"), "utf-8")
    (topic / "wrong.py").write_text("x", "utf-8")
    CliRunner().invoke(cli.main, ["run", "t/steady", "t/fickle"])
    recorded = sorted((topic.parent.parent / ".recordings").iterdir())
    result = CliRunner().invoke(cli.main, ["list", "t"])
    assert result.exit_code == 0
    lines = dict(line.split("  ", 1) for line in result.stdout.splitlines())
    assert lines["t/declared.py"].split("  ")[0] == "not recorded"
    assert lines["t/declared.py"].endswith("leaves: thread task, measured: work")
    assert lines["t/fickle.py"].lstrip().startswith("differs ")
    assert lines["t/steady.py"].lstrip().startswith("as reviewed ")
    assert lines["t/late.py"].strip() == "not for this machine"
    assert lines["t/wrong.py"].strip() == "error"
    assert sorted((topic.parent.parent / ".recordings").iterdir()) == recorded


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["run"],
        ["list"],
        ["matrix", "against"],
        ["stability"],
        ["timeline"],
        ["coverage"],
        ["refresh"],
    ],
)
def test_help(command: list[str]) -> None:
    """Every command explains itself, its arguments and its options."""
    result = CliRunner().invoke(cli.main, [*command, "--help"])
    assert result.exit_code == 0
    assert len(result.stdout.split()) > 60
    assert "\\b" not in result.stdout


def test_stability(topic: Path) -> None:
    """`stability` counts the recordings, and names each that differs from what was reviewed."""
    runs = 2 * len(available())
    (topic / "fickle.out").unlink()
    (topic / "fickle.py").rename(topic / "fickle.txt")
    result = CliRunner().invoke(cli.main, ["stability", "--runs", "2", "--busy", "1"])
    assert (result.exit_code, result.stdout) == (0, f"{runs} recordings, 0 differing\n")
    (topic / "fickle.txt").rename(topic / "fickle.py")
    (topic / "fickle.out").write_text("something\n", "utf-8", newline="\n")
    result = CliRunner().invoke(cli.main, ["stability", "--runs", "2", "--busy", "0"])
    assert result.exit_code == 1
    assert result.stdout.count("snippets/t/fickle.out:1:") == runs
    assert list(topic.parent.parent.glob(".recordings/*")) == []
    assert f"{2 * runs} recordings, {runs} differing" in result.stdout


def test_stability_of_one(topic: Path) -> None:
    """`stability` records only the examples and the runtimes that it's asked for."""
    assert topic.is_dir()
    options = ["--runs", "3", "--busy", "0", "--runtime", "trio", "--runtime", "asyncio"]
    result = CliRunner().invoke(cli.main, ["stability", "t/steady.py", *options])
    assert (result.exit_code, result.stdout) == (0, "6 recordings, 0 differing\n")


def test_coverage(topic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`coverage` counts the names that examples on pages show, and lists the others, or some."""
    library = Library(topic.parent)
    monkeypatch.setattr(commands, "default_library", lambda: library)
    (topic / "case.py").write_text(snippet("import anyio\n\nprint(anyio.Event)"), "utf-8")
    result = CliRunner().invoke(cli.main, ["coverage"])
    sentence, *missing = result.stdout.splitlines()
    assert sentence.startswith("Examples show 1 of AnyIO's ")
    assert "anyio.Event" not in missing
    assert "anyio.Event.set" in missing
    assert "anyio.abc.TaskGroup" in missing
    few = CliRunner().invoke(cli.main, ["coverage", "anyio.abc", "anyio.Event"])
    assert few.stdout.splitlines() == [
        sentence,
        *(path for path in missing if path.startswith(("anyio.abc", "anyio.Event"))),
    ]


@pytest.mark.parametrize(
    ("arguments", "status", "reason"),
    [
        ([], 2, "Missing argument"),
        (["anyio"], 2, "'anyio' is not one of"),
        (["trio", "--source", "none.inv"], 1, "none.inv"),
    ],
)
def test_refresh_refused(
    arguments: list[str], status: int, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`refresh` says what it needs and what it can't read, and leaves the files as they are."""
    monkeypatch.chdir(tmp_path)
    before = {file: file.read_bytes() for file in inventory.FOLDER.iterdir()}
    result = CliRunner().invoke(cli.main, ["refresh", *arguments])
    assert result.exit_code == status
    assert reason in result.stderr
    assert {file: file.read_bytes() for file in inventory.FOLDER.iterdir()} == before
