"""The workflows of the matrix: their own command lines do what they are there for."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from helpers.cells import Pretended, examples, matrix
from helpers.uv import Uv
from helpers.workflows import scripts, workflow

from anyio_by_example.cli import against as of_against
from anyio_by_example.cli import matrix as of_matrix
from anyio_by_example.cli.main import main
from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library
from anyio_by_example.matrix.against import differences, table
from anyio_by_example.matrix.column import COLUMNS, RELEASES
from anyio_by_example.matrix.matrix import FILE, Matrix
from anyio_by_example.matrix.outcome import AS_REVIEWED, DIFFERS, Outcome
from anyio_by_example.matrix.row import runtimes_of

pytestmark = pytest.mark.skipif(os.name != "posix", reason="they are for Linux")

OURS = ".venv/bin/python -m anyio_by_example "

RECORD, MERGE = (workflow("matrix")["jobs"][name] for name in ("record", "merge"))
COMPARE, ISSUE = (workflow("tomorrow")["jobs"][name] for name in ("compare", "issue"))


def step(job: dict[str, Any], action: str) -> dict[str, Any]:
    """What an action is told in a job."""
    [found] = [each for each in job["steps"] if each.get("uses", "").startswith(action)]
    told: dict[str, Any] = found["with"]
    return told


def ours(job: dict[str, Any]) -> list[str]:
    """The lines of a job that call this package."""
    lines = [line.strip() for script in scripts(job) for line in script.splitlines()]
    return [line for line in lines if line.startswith(OURS)]


def call(line: str, **names: str) -> Result:
    """Run a line of a job in this process; what its shell would expand, is."""
    words = []
    for word in shlex.split(line.removeprefix(OURS)):
        for name, value in names.items():
            word = word.replace(f"${name}", value)
        words += sorted(map(str, Path().glob(word))) if "*" in word else [word]
    return CliRunner().invoke(main, words)


@pytest.fixture
def every(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Example]:
    """The examples of a small project, in which the commands are called."""
    made = examples(tmp_path, 3)
    Uv.lay(tmp_path / "uv", monkeypatch)
    for module in (of_against, of_matrix):
        monkeypatch.setattr(module, "default_library", lambda: Library(made[0].root))
    monkeypatch.setattr(of_against, "find_uv", str)
    monkeypatch.setattr(of_matrix, "Trials", lambda _: Pretended())
    monkeypatch.chdir(tmp_path)
    return made


@pytest.mark.at_length
def test_matrix(every: list[Example]) -> None:
    """The shares, kept and fetched as the jobs do it, become one matrix of all examples."""
    [record], [merge] = ours(RECORD), ours(MERGE)
    kept, fetched = (
        step(RECORD, "actions/upload-artifact"),
        step(MERGE, "actions/download-artifact"),
    )
    assert RECORD["env"] == {"SHARD": "${{ matrix.shard }}"}
    Path(fetched["path"]).mkdir()
    for shard in RECORD["strategy"]["matrix"]["shard"]:
        result = call(record, SHARD=str(shard))
        assert result.exit_code == 0, result.output
        name, path = (
            kept[key].replace("${{ matrix.shard }}", str(shard)) for key in ("name", "path")
        )
        assert Path(name).match(fetched["pattern"])
        shutil.move(path, fetched["path"])
    result = call(merge)
    assert result.exit_code == 0, result.output
    made = Matrix.read(every[0].root / FILE)
    assert {*made.entries} == {each.name for each in every}
    assert all(entry.since() == RELEASES[0] for entry in made.entries.values())
    assert Path(step(MERGE, "actions/upload-artifact")["path"]) == Path("snippets", FILE)
    assert MERGE["needs"] == "record"


def test_pythons() -> None:
    """Each Python of the matrix is installed."""
    [line] = [each for each in scripts(RECORD) if "uv python install" in each]
    assert {*line.split("install ")[1].split()} == {column.python for column in COLUMNS}


def test_difference_is_shown(every: list[Example]) -> None:
    """What a person has to read is in the summary of the run."""
    file = every[0].root / FILE
    matrix(every).write(file)
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@b")
    for words in (["init", "--quiet"], ["add", "snippets"], ["commit", "--quiet", "-m", "a"]):
        subprocess.run([*git, *words], check=True)
    matrix(every, {"t/b.py": "4.8.0"}).write(file)
    [line] = [each for each in scripts(MERGE) if "git diff" in each]
    shell(line, GITHUB_STEP_SUMMARY="summary")
    assert "snippets/matrix.json | 4 ++--" in Path("summary").read_text("utf-8")


def shell(script: str, **names: str) -> None:
    """Run what a step runs, as the host does it."""
    subprocess.run(["bash", "-e", "-c", script], env={**os.environ, **names}, check=True)


def test_tomorrow(every: list[Example], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each comparison is one, writes the table that is looked for, and ends as that is expected."""
    [mkdir] = [each for each in scripts(COMPARE) if each.startswith("mkdir ")]
    shell(mkdir)
    monkeypatch.setattr(
        of_against, "outcomes", lambda _, runs, __: dict.fromkeys(runs, AS_REVIEWED)
    )
    lines = ours(COMPARE)
    assert len(lines) == 4
    for line in lines:
        command, _, otherwise = line.partition(" || ")
        result = call(command)
        assert result.exit_code == 0, result.output
        into = command.rpartition("--into ")[2]
        assert otherwise == f"test -f {into}"
        assert Path(into).read_text("utf-8") == result.stdout
        assert Path(into).parts[0] == step(COMPARE, "actions/upload-artifact")["path"]
    assert every
    assert len([*Path("tables").iterdir()]) == 4


def test_newest_of_all() -> None:
    """The newest releases are compared, those not final, AnyIO's source, and the next Python."""
    releases, prereleases, source, python = ours(COMPARE)
    packages = "--against anyio --against trio --against uvloop "
    assert packages in releases
    assert f"{packages}--prereleases " in prereleases
    assert '--against "anyio @ git+https://github.com/agronholm/anyio" ' in source
    newest = max(column.version for column in COLUMNS)
    assert f" --python 3.{newest[1] + 1} " in python
    [install] = [each for each in scripts(COMPARE) if "uv python install" in each]
    assert f"uv python install 3.{newest[1] + 1};" in install


TABLE = "2 of 9 runs differ, with AnyIO 5:\n\n| Example |\n|---|\n"


def tables(**texts: str) -> None:
    """Write what comparisons have written."""
    Path("tables").mkdir(exist_ok=True)
    for name, text in texts.items():
        Path("tables", f"{name}.md").write_text(text, "utf-8")


def test_whether_it_differs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is an issue only if there is a table."""
    monkeypatch.chdir(tmp_path)
    [script] = [each["run"] for each in COMPARE["steps"] if each.get("id") == "differences"]
    names = {"GITHUB_OUTPUT": "output", "GITHUB_STEP_SUMMARY": "summary"}
    tables(releases="All 9 runs do what was reviewed, with AnyIO 5.\n")
    shell(script, **names)
    assert not Path("output").exists()
    tables(main=f"{TABLE}| t/a.py |\n")
    shell(script, **names)
    assert Path("output").read_text("utf-8") == "differs=true\n"
    assert "t/a.py" in Path("summary").read_text("utf-8")
    assert COMPARE["outputs"] == {"differs": "${{ steps.differences.outputs.differs }}"}
    assert "needs.compare.outputs.differs == 'true'" in ISSUE["if"]


def test_each_is_compared_whatever_others_do() -> None:
    """What can't be had keeps nothing that comes after it from being done."""
    first, *others = [each for each in COMPARE["steps"] if OURS in each.get("run", "")]
    assert "if" not in first
    assert {each["if"] for each in others} == {"${{ !cancelled() }}"}
    rest = COMPARE["steps"][COMPARE["steps"].index(others[-1]) + 1 :]
    assert {each["if"] for each in rest} == {"${{ !cancelled() }}"}


GH = """\
#!/bin/sh
echo "$@" >> orders
if [ "$2" = list ]; then cat number; fi
"""


@pytest.mark.parametrize("number", ["", "17"])
def test_one_issue(number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The issue that is open is written anew; if there is none, one is opened."""
    monkeypatch.chdir(tmp_path)
    Path("number").write_text(number, "utf-8")
    Path("gh").write_text(GH, "utf-8")
    Path("gh").chmod(0o755)
    script, names = ISSUE["steps"][-1]["run"], ISSUE["steps"][-1]["env"]
    title = names["TITLE"]
    shell(script, PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}", TITLE=title)
    listed, written = Path("orders").read_text("utf-8").splitlines()
    assert listed.startswith(
        f"issue list --search is:open author:app/github-actions in:title {title} "
    )
    how = f"edit {number}" if number else f"create --title {title}"
    assert written == f"issue {how} --body-file issue.md"
    assert names["GH_TOKEN"] == "${{ github.token }}"


def test_text_of_the_issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the tables that there are, cut so that GitHub takes it, and leads to the rest."""
    monkeypatch.chdir(tmp_path)
    made = examples(tmp_path, 1)[0]
    long = Outcome(DIFFERS, "x" * 5_000, "y" * 5_000)
    found = differences({(made, runtime): long for runtime in runtimes_of(made, COLUMNS[3])})
    # the longest line that there can be
    row = max(table(found).splitlines(), key=len)
    for name in ("a", "b", "c", "d"):
        tables(**{name: TABLE + f"{row}\n" * 500})
    tables(e="All 9 runs do what was reviewed, with AnyIO 5.\n")
    shell(ISSUE["steps"][1]["run"], RUN="https://example.org/run")
    text = Path("issue.md").read_text("utf-8")
    assert len(text) < 65_536
    assert text.count("2 of 9 runs differ") == 4
    assert "All 9 runs" not in text
    assert re.search(r"\n\nAll of it is in .*\(https://example\.org/run\)\.\n$", text)
    assert step(ISSUE, "actions/download-artifact")["path"] == "tables"
