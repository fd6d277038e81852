"""The commands about the matrix: what they run, write and print, and what they say of mistakes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from helpers.cells import OTHER, Pretended, examples
from helpers.support import ROOT
from helpers.uv import Uv

from anyio_by_example.cli import against as of_against
from anyio_by_example.cli import matrix as of_matrix
from anyio_by_example.cli.main import main
from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library
from anyio_by_example.matrix.column import RELEASES, Column
from anyio_by_example.matrix.matrix import FILE, Matrix
from anyio_by_example.matrix.outcome import AS_REVIEWED, Outcome
from anyio_by_example.recording.recorder import Run
from anyio_by_example.runtime import ASYNCIO, TRIO, available

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the uv that pretends is a script")

HERE = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture
def uv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Uv:
    """A uv whose environments are this interpreter."""
    made = Uv.lay(tmp_path / "uv", monkeypatch)
    monkeypatch.setattr(of_against, "find_uv", lambda: str(made.file))
    return made


@pytest.fixture
def every(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, uv: Uv) -> list[Example]:
    """The examples of a project, which print what was reviewed."""
    assert uv
    return project(tmp_path, monkeypatch)


def project(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Example]:
    """A project, which the commands find."""
    made = examples(folder, 4)
    for module in (of_against, of_matrix):
        monkeypatch.setattr(module, "default_library", lambda: Library(made[0].root))
    return made


def call(*words: str) -> Result:
    """What a command does."""
    return CliRunner().invoke(main, ["matrix", *words])


def rewrite(case: Example, old: str, new: str) -> None:
    """Change an example, and not what was reviewed of it."""
    case.path.write_text(case.text.replace(old, new), "utf-8")


def test_nothing_differs(every: list[Example], tmp_path: Path, uv: Uv) -> None:
    """If all runs do what was reviewed, a sentence says so, with what they were run on."""
    result = call("--against", "anyio==4.17", "--into", str(tmp_path / "table.md"))
    assert result.exit_code == 0, result.output
    runs = len(every) * len(available())
    said = f"All {runs} runs do what was reviewed, with Python {sys.version.split()[0]}, AnyIO "
    assert result.stdout.startswith(said)
    assert result.stdout.count("\n") == 1
    assert (tmp_path / "table.md").read_text("utf-8") == result.stdout
    _, install = uv.orders
    assert "anyio[trio]==4.17" in install
    assert not [*tmp_path.glob(".matrix")]


def test_something_differs(every: list[Example], tmp_path: Path) -> None:
    """If something differs, there is a table, and the exit status is 1; names choose."""
    rewrite(every[1], 'print("t/b.py")', 'print("now")')
    rewrite(every[2], 'print("t/c.py")', "import anyio\n\nanyio.no_such_name")
    result = call(
        "--against", "trio", "--against", "httpx", "t/c", "t/b.py", "--into", str(tmp_path / "a")
    )
    assert result.exit_code == 1
    head, _, *table = result.stdout.splitlines()
    runs = len(available())
    assert head.startswith(f"{2 * runs} of {2 * runs} runs differ from what was reviewed, with ")
    assert ", httpx " in head
    labels = sorted(runtime.label for runtime in available())
    lacks = "it lacks something: `AttributeError: module 'anyio' has no attribute 'no_such_name'`"
    assert table == [
        "| Example | Runtime | Line | Before | After |",
        "|---|---|---|---|---|",
        *(f"| t/b.py | {label} | 1 | `'t/b.py'` | `'now'` |" for label in labels),
        *(f"| t/c.py | {label} |  |  | {lacks} |" for label in labels),
    ]
    assert (tmp_path / "a").read_text("utf-8") == result.stdout


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Run]:
    """What is run, by a recorder that runs nothing."""
    found: list[Run] = []

    def pretend(_: Path, runs: Sequence[Run], __: object) -> dict[Run, Outcome]:
        found.extend(runs)
        return dict.fromkeys(runs, AS_REVIEWED)

    monkeypatch.setattr(of_against, "outcomes", pretend)
    return found


def test_what_is_run(every: list[Example], asked: list[Run], uv: Uv) -> None:
    """All examples are run, or those of some names and topics, each once."""
    assert call("--against", "anyio").exit_code == 0
    assert {example.name for example, _ in asked} == {each.name for each in every}
    asked.clear()
    assert call("--against", "anyio", "t/a", "t/a.py").exit_code == 0
    assert [runtime for _, runtime in asked] == [*available()]
    asked.clear()
    assert call("against", "--against", "anyio", "t", "t/a").exit_code == 0
    assert len(asked) == len(every) * len(available())
    assert uv.orders


def test_another_python(every: list[Example], asked: list[Run], uv: Uv) -> None:
    """A Python is found by uv, and has the event loops that it has; it may be all that's asked."""
    assert every
    assert call("--python", "3.14t").exit_code == 0
    assert [order[-2] for order in uv.orders[:2]] == ["--no-python-downloads", "/3.14+freethreaded"]
    assert {runtime.name for _, runtime in asked} == {"asyncio", "asyncio-eager", "trio"}


def test_prereleases(every: list[Example], asked: list[Run], uv: Uv) -> None:
    """Releases that aren't final are admitted if that is asked for."""
    assert every
    assert (
        call("--against", "anyio").exit_code
        == call("--against", "anyio", "--prereleases").exit_code
    )
    assert asked
    installed = [order for order in uv.orders if order[0] == "pip"]
    assert ["--prerelease" in order for order in installed] == [False, True]


def test_without_uvloop(
    every: list[Example], asked: list[Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where uvloop can't be had, the others are run, and it isn't among the versions."""
    assert every
    has = {"Python": "3.15.0", "AnyIO": "4.17.0", "Trio": "0.36.0", "uvloop": ""}
    monkeypatch.setattr(of_against, "versions", lambda *_: has)
    result = call("--against", "anyio")
    assert "uvloop" not in {runtime.name for _, runtime in asked}
    assert result.stdout.endswith(", with Python 3.15.0, AnyIO 4.17.0, Trio 0.36.0.\n")


def test_left_out(every: list[Example], asked: list[Run], caplog: pytest.LogCaptureFixture) -> None:
    """Examples that aren't in order are left out, and it's said how many."""
    every[3].path.write_text("no header", "utf-8")
    with caplog.at_level("INFO"):
        assert call("--against", "anyio").exit_code == 0
    assert len({example.name for example, _ in asked}) == 3
    assert caplog.messages[0].startswith("Without 1 examples that aren't in order")


NONE = "error: No solution found when resolving dependencies\n  cause: Because there is none."
NETWORK = "error: Request failed after 3 retries\n  cause: Failed to fetch: http://a/anyio/"
NO_PYTHON = "error: No interpreter found for Python 3.15 in search path"


@pytest.mark.parametrize(
    ("words", "order", "says", "expected"),
    [
        ("anyio==4.99", "pip", NONE, ("Because there is none.", "name releases that there are")),
        ("anyio==4.99", "pip", NETWORK, ("Failed to fetch: http://a/", "where there is a network")),
        ("anyio --python 3.15", "find", NO_PYTHON, (NO_PYTHON[7:], "uv python install 3.15")),
        ("anyio==4.17", "venv", "error: no room", ("no room", "")),
        ("anyio=4.17", "", "", ("anyio=4.17 isn't a requirement. Write it as anyio==4.17.", "")),
        ("", "", "", ("Option '--against' requires an argument.", "")),
        ("anyio --python 4", "", "", ("4 isn't 3.10 or a newer Python. Write it as 3.15.", "")),
        ("anyio --python 3.9", "", "", ("3.9 isn't 3.10 or a newer Python.", "")),
        ("anyio --into no/such/file", "", "", ("no/such doesn't exist", "")),
        ("anyio --into .", "", "", ("File '.' is a directory.", "")),
    ],
)
def test_not_to_be_had(
    words: str,
    order: str,
    says: str,
    expected: tuple[str, str],
    every: list[Example],
    uv: Uv,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What can't be had, or isn't meant, ends with 2, in a line and another one with what to do."""
    monkeypatch.chdir(every[0].root)
    uv.fails(*([(order, says)] if order else []))
    result = call("--against", *words.split())
    assert result.exit_code == 2
    *_, reason = result.stderr.partition("Error: ")
    assert expected[0] in reason.splitlines()[0]
    assert expected[1] in reason
    assert "Traceback" not in result.output
    assert len(reason.splitlines()) <= 2


def test_options_without_against() -> None:
    """Options of `--against` without it name what is missing."""
    result = call("--prereleases")
    assert (result.exit_code, "Missing option '--against'." in result.stderr) == (2, True)


def test_mistaken_name(every: list[Example]) -> None:
    """A name that no example has is told, with those that may be meant; it isn't a difference."""
    assert every
    result = call("--against", "anyio", "t/aa")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: there is no example t/aa\n  To mend it: name t/a")


def test_broken_example(every: list[Example]) -> None:
    """An example that isn't in order is told with its line; that isn't a difference either."""
    rewrite(every[0], "requires-python", "requires")
    result = call("--against", "anyio", every[0].name)
    assert (result.exit_code, f"{every[0].name}:" in result.stderr) == (2, True)


def test_requirement_without_its_option() -> None:
    """Who forgets the option is told of it; another word is no requirement."""
    result = call("anyio==4.4")
    assert (result.exit_code, "'--against anyio==4.4'" in result.stderr) == (2, True)
    assert "--against" not in call("recrod").stderr


def test_no_example_there(every: list[Example], uv: Uv, newer_python: str) -> None:
    """Where no example is run on a Python, nothing is installed."""
    for each in every:
        rewrite(each, ">=3.10", f">={newer_python}")
    result = call("--python", "3.12")
    assert result.exit_code == 2
    assert "no example is run on Python 3.12" in result.stderr
    assert [order[0] for order in uv.orders] == ["python"]


@pytest.mark.parametrize("words", [("--against", "anyio"), ("record",)])
def test_no_uv(words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without uv, or on a system without a fork, the commands say so."""
    project(tmp_path, monkeypatch)
    monkeypatch.setitem(sys.modules, "uv", None)
    result = call(*words)
    said = "Error: uv isn't installed\n  To mend it: install it: pip install uv\n"
    assert (result.exit_code, result.stderr) == (2, said)
    monkeypatch.delattr(os, "fork")
    result = call(*words)
    assert (result.exit_code, "needs a fork" in result.stderr) == (2, True)


@pytest.fixture
def pretended(monkeypatch: pytest.MonkeyPatch) -> Pretended:
    """A trial that runs nothing. On Trio, it changes with 4.8.0."""
    made = Pretended({(TRIO, Column(HERE)): ((RELEASES[0], OTHER), ("4.8.0", AS_REVIEWED))})
    monkeypatch.setattr(of_matrix, "Trials", lambda _: made)
    monkeypatch.setattr(of_matrix, "is_here", lambda column: str(column) == HERE)
    return made


def names(pretended: Pretended) -> list[str]:
    """The examples that were run since this was last asked."""
    found = sorted({name for name, *_ in pretended.asked})
    pretended.asked.clear()
    return found


def test_record(every: list[Example], pretended: Pretended) -> None:
    """What isn't known of today is run; names are run anyway; what is gone is left out."""
    file = every[0].root / FILE
    result = call("record", "t/b")
    assert result.exit_code == 0, result.output
    assert names(pretended) == ["t/b.py"]
    assert result.stdout.startswith("matrix.json: 1 examples, ")
    assert result.stdout.endswith(" cells run; 1 examples in all\n")
    assert "Without Python 3.10, " in result.stderr or HERE == "3.10"
    assert call("record").exit_code == 0
    assert names(pretended) == ["t/a.py", "t/c.py", "t/d.py"]
    written = file.read_bytes()
    assert call("record").exit_code == 0
    assert names(pretended) == []
    assert file.read_bytes() == written
    assert call("record", "t/b.py", "t/a").exit_code == 0
    assert names(pretended) == ["t/a.py", "t/b.py"]
    assert file.read_bytes() == written
    rewrite(every[2], "A case.", "Another case.")
    every[3].path.unlink()
    assert call("record").exit_code == 0
    assert names(pretended) == ["t/c.py"]
    assert {*Matrix.read(file).entries} == {"t/a.py", "t/b.py", "t/c.py"}
    assert call("record", "--anew").exit_code == 0
    assert names(pretended) == ["t/a.py", "t/b.py", "t/c.py"]
    entry = Matrix.read(file).entries["t/a.py"]
    assert entry.at("4.7.0", TRIO, Column(HERE)) == OTHER
    assert entry.at("4.8.0", TRIO, Column(HERE)) == AS_REVIEWED
    assert entry.at("4.7.0", ASYNCIO, Column(HERE)) == AS_REVIEWED


def test_fewer_pythons(every: list[Example], pretended: Pretended) -> None:
    """Who lacks a Python of the file can't add to it: it would say less of the new example."""
    file = every[0].root / FILE
    assert call("record").exit_code == 0
    known = Matrix.read(file)
    known.versions[Column("3.99")] = {"Python": "3.99.0"}
    known.write(file)
    before, asked = file.read_bytes(), len(pretended.asked)
    result = call("record", "t/a")
    assert result.exit_code == 1
    assert "says what examples do on Python 3.99, which is not here" in result.output
    assert "PYENV_VERSION" in result.output
    assert (file.read_bytes(), len(pretended.asked)) == (before, asked)


def test_shares(every: list[Example], pretended: Pretended, tmp_path: Path) -> None:
    """The shares of several machines, merged, are what one machine writes, byte for byte."""
    file = every[0].root / FILE
    assert call("record").exit_code == 0
    alone = file.read_bytes()
    file.unlink()
    pretended.asked.clear()
    for number in (1, 2):
        part = tmp_path / f"part-{number}.zip"
        result = call("record", "--shard", f"{number}/2", "--into", str(part))
        assert result.exit_code == 0, result.output
        assert result.stdout.startswith(f"{part}: 2 examples, ")
        assert not file.exists()
        assert names(pretended) == [["t/a.py", "t/c.py"], ["t/b.py", "t/d.py"]][number - 1]
    result = call("merge", str(tmp_path / "part-2.zip"), str(tmp_path / "part-1.zip"))
    assert result.exit_code == 0
    assert result.stdout.startswith("matrix.json: 4 examples, ")
    assert file.read_bytes() == alone


def test_merge_fails(every: list[Example], pretended: Pretended, tmp_path: Path) -> None:
    """What can't be merged changes nothing, and says in two lines what is wrong."""
    assert pretended
    file = every[0].root / FILE
    assert call("record").exit_code == 0
    before = file.read_bytes()
    part = tmp_path / "part.zip"
    assert call("record", "--shard", "1/2", "--into", str(part)).exit_code == 0
    result = call("merge", str(part))
    assert result.exit_code == 1
    assert f"{part}:1: parts are missing: 2/2\n  To mend it: " in result.stderr
    part.write_bytes(b"no zip")
    result = call("merge", str(part))
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 2)
    assert file.read_bytes() == before


def test_wrong_file(every: list[Example], pretended: Pretended) -> None:
    """A matrix that isn't one is neither overwritten nor run into."""
    file = every[0].root / FILE
    file.write_text("no JSON", "utf-8")
    result = call("record")
    assert result.exit_code == 1
    assert "snippets/matrix.json:1: it isn't the file of a matrix" in result.stderr
    assert names(pretended) == []
    assert file.read_text("utf-8") == "no JSON"


@pytest.mark.parametrize(
    ("words", "status", "expected"),
    [
        ("--shard 1/2", 1, "add --into part.zip"),
        ("--shard 1/2 --into part.zip t/a", 1, "a share is of all examples"),
        ("--shard 3/2 --into part.zip", 1, "write it as 3/16"),
        ("--shard a --into part.zip", 1, "write it as 3/16"),
        ("--shard 1/2 --into no/part.zip", 2, "no doesn't exist"),
        ("--into part.zip", 1, "add --shard 1/16"),
        ("t/aa", 1, "there is no example t/aa"),
    ],
)
def test_mistakes(
    words: str,
    status: int,
    expected: str,
    every: list[Example],
    pretended: Pretended,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A mistake is told before anything is run."""
    monkeypatch.chdir(every[0].root.parent)
    result = call("record", *words.split())
    assert (result.exit_code, pretended.asked) == (status, [])
    assert expected in result.stderr


def test_help() -> None:
    """What the commands are, and what of them the README and the Makefile name."""
    said = call("--help").output
    assert [word for word in ("against", "merge", "record") if f"\n  {word} " in said] == [
        *("against", "merge", "record")
    ]
    usage = " ".join(call("--against", "anyio", "--help").output.split())
    assert "matrix --against REQUIREMENT [OPTIONS] [NAMES]..." in usage
    assert call().exit_code == 2
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "python -m anyio_by_example matrix --against " in readme
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "python -m anyio_by_example matrix record" in makefile


def test_file_is_json(every: list[Example], pretended: Pretended) -> None:
    """The file is JSON, for other programs to read."""
    assert pretended
    assert call("record").exit_code == 0
    read = json.loads((every[0].root / FILE).read_text("utf-8"))
    assert {*read} == {"releases", "columns", "outcomes", "examples"}
