"""What linters and type checkers said is of today's examples, and all of it is judged."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from helpers.snippets import EXAMPLES, SNIPPETS
from helpers.support import ROOT

from anyio_by_example.checkers import asking, judgements, patterns, verdicts
from anyio_by_example.checkers.finding import Finding
from anyio_by_example.checkers.judgements import Judgements
from anyio_by_example.checkers.tools import BY_NAME, TOOLS
from anyio_by_example.checkers.verdicts import Entry, Verdicts
from anyio_by_example.examples.example import Example
from anyio_by_example.problem import Problem

WRONG = {name: each for name, each in EXAMPLES.items() if each.settings.right}
SAID = Verdicts.read(SNIPPETS / verdicts.FILE)
PATTERNS = patterns.read_patterns(SNIPPETS / patterns.FILE)
SAMPLE = (
    "basic/forgotten_await.py",
    "context_managers/generator_break.py",
    "resources/two_bases.py",
    "task_groups/call_wrong.py",
    "timelines/blocked_loop.py",
)
"""Wrong examples of which each tool says something."""

installed = pytest.mark.skipif(
    not asking.are_here(ROOT / asking.FOLDER), reason="make checkers installs the tools"
)


def findings(name: str) -> tuple[Finding, ...]:
    """What the tools said about an example."""
    found = SAID.of(EXAMPLES[name])
    assert found is not None, f"{name} has changed since tools were asked: {verdicts.REMEDY}"
    return found


def test_all_were_asked_about() -> None:
    """The file has each wrong example and each right one as it is now, and no other."""
    chosen = verdicts.chosen(EXAMPLES.values())
    assert len(WRONG) > 80
    stale = [each.name for each in chosen if SAID.of(each) is None]
    assert stale == [], verdicts.REMEDY
    assert SAID.entries.keys() == {each.name for each in chosen}, verdicts.REMEDY


def test_versions_are_locked() -> None:
    """The versions in the file are those that are installed."""
    text = (ROOT / "requirements-checkers.txt").read_text("utf-8")
    locked = dict(re.findall(r"(?m)^([\w-]+)==([\w.]+)", text))
    package = ROOT / "src/anyio_by_example/checkers/package.json"
    locked |= json.loads(package.read_text("utf-8"))["dependencies"]
    assert SAID.versions == {tool.package: locked[tool.package] for tool in TOOLS}, verdicts.REMEDY


def test_every_finding_is_judged() -> None:
    """A finding is about the fault or about something else, and a reviewer said why."""
    judged = Judgements.read(SNIPPETS / judgements.FILE)
    for name, example in WRONG.items():
        found = [*judged.judge(name, findings(name), findings(example.settings.right))]
        assert len(found) == len(findings(name))
        assert all(each.reason for each in found)
    assert [*judged.unused({name: findings(name) for name in WRONG})] == []


def test_without_a_judgement() -> None:
    """A finding that nobody has judged is an error that names it; one of the twin needs none."""
    finding = Finding(7, "ruff", "ASYNC251", "it blocks")
    with pytest.raises(Problem, match=r"nobody has judged ruff ASYNC251 in line 7 of a/b\.py"):
        [*Judgements({}).judge("a/b.py", [finding], [])]
    (judged,) = Judgements({}).judge("a/b.py", [finding], [Finding(9, *finding_of(finding))])
    assert (judged.is_fault, judged.is_twin, judged.reason) == (False, True, judgements.TWIN)


def finding_of(finding: Finding) -> tuple[str, str, str]:
    """All of a finding but its line."""
    return finding.tool, finding.code, finding.message


@pytest.mark.parametrize(
    "text",
    [
        '["a"]\n"x" = { maybe = "why" }',
        '["a"]\n"x" = { fault = "" }',
        '["a"]\n"x" = { fault = "why", other = "why" }',
        '["a"]\n"x" = "fault"',
        "[",
    ],
)
def test_judgements_out_of_order(tmp_path: Path, text: str) -> None:
    """What is no judgement is an error that says how one is written."""
    file = tmp_path / judgements.FILE
    file.write_text(text, "utf-8")
    with pytest.raises(Problem, match="it isn't a file of judgements"):
        Judgements.read(file)


def test_written_as_read(tmp_path: Path) -> None:
    """The file is written in one way, and a damaged one is an error."""
    file = tmp_path / verdicts.FILE
    SAID.write(file)
    assert file.read_text("utf-8") == (SNIPPETS / verdicts.FILE).read_text("utf-8")
    file.write_text('{"versions": {}, "examples": {"a": [1, [2]]}}', "utf-8")
    with pytest.raises(Problem, match="it isn't what the tools said"):
        Verdicts.read(file)


def test_stale(tmp_path: Path) -> None:
    """Nothing is said about an example that has changed; its header's words don't count."""
    entry = {"t/a.py": Entry("", ())}
    example = _example(tmp_path, "anyio>=4.0", "print(1)")
    entry["t/a.py"] = Entry(verdicts.fingerprint(example), ())
    said = Verdicts({}, entry)
    assert said.of(_example(tmp_path, "anyio>=4.1", "print(1)")) == ()
    assert said.of(_example(tmp_path, "anyio>=4.0", "print(2)")) is None


def _example(root: Path, needs: str, code: str) -> Example:
    header = f'# /// script\n# requires-python = ">=3.10"\n# dependencies = ["{needs}"]\n'
    header += "# [tool.example]\n# backends = []\n# ///\n"
    (root / "t").mkdir(exist_ok=True)
    (root / "t" / "a.py").write_text(f'{header}"""A caption."""\n\nimport anyio\n{code}\n', "utf-8")
    return Example.load(root, "t/a.py")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('["a"]\nregex = "("\nline = ""\nasks = ""', r"'\(' of a is no pattern"),
        ('["a"]\nregex = "x"', "it isn't a file of patterns"),
    ],
)
def test_patterns_out_of_order(tmp_path: Path, text: str, said: str) -> None:
    """What can't be searched for, or asks nothing, is an error that names the example."""
    file = tmp_path / patterns.FILE
    file.write_text(text, "utf-8")
    with pytest.raises(Problem, match=said):
        patterns.read_patterns(file)


@pytest.mark.parametrize("name", PATTERNS)
def test_pattern(name: str) -> None:
    """A pattern finds its line in the wrong example and nothing in the right one; so does grep."""
    pattern, wrong = PATTERNS[name], WRONG[name]
    right = EXAMPLES[wrong.settings.right]
    assert pattern.line in [line for _, line in pattern.found_in(wrong)]
    assert [*pattern.found_in(right)] == []
    if not (grep := shutil.which("grep")):
        return
    for example in (wrong, right):
        command = [grep, "-nE", pattern.regex, str(example.path)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        numbers = [int(line.partition(":")[0]) for line in ran.stdout.splitlines()]
        assert numbers == [number for number, _ in pattern.found_in(example)]


@installed
def test_said_again() -> None:
    """Asked again, the tools say the same of a few examples."""
    found = asking.ask(ROOT / asking.FOLDER, [WRONG[name] for name in SAMPLE])
    assert {name: tuple(said) for name, said in found.items()} == {
        name: findings(name) for name in SAMPLE
    }
    assert {each.tool for said in found.values() for each in said} == {t.name for t in TOOLS}


@installed
def test_settings_find_what_the_page_says(tmp_path: Path) -> None:
    """With the settings on the page, three tools find the mistakes that it names."""
    shutil.copy(SNIPPETS / "rules.toml", tmp_path / "pyproject.toml")
    copied = (
        "timelines/blocked_loop",
        "timeouts/swallow_wrong",
        "context_managers/generator_break",
        "task_groups/call_wrong",
        "basic/forgotten_await",
    )
    for name in copied:
        example = WRONG[f"{name}.py"]
        text = re.sub("  # type: ignore.*", "", example.text)
        (tmp_path / example.path.name).write_text(text, "utf-8")
    tools = ROOT / asking.FOLDER / "bin"
    site = ROOT / ".venv/bin/python"
    for command, read, wanted in (
        (
            [f"{tools}/ruff", "check", "--no-cache", "--output-format=json", "--exit-zero"],
            BY_NAME["ruff"].read,
            {
                ("blocked_loop.py", 22, "ASYNC251"),
                ("swallow_wrong.py", 24, "BLE001"),
                ("generator_break.py", 23, "ASYNC119"),
            },
        ),
        (
            [
                f"{tools}/mypy",
                "--cache-dir=/dev/null",
                "--output=json",
                f"--python-executable={site}",
            ],
            BY_NAME["mypy"].read,
            {("call_wrong.py", 27, "arg-type"), ("forgotten_await.py", 21, "truthy-bool")},
        ),
        (
            [f"{tools}/ty", "check", "--output-format=gitlab", f"--python={site}"],
            BY_NAME["ty"].read,
            {("forgotten_await.py", 21, "redundant-condition")},
        ),
    ):
        names = {name for name, _, _ in wanted}
        ran = subprocess.run(
            [*command, *names], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        found = {(Path(path).name, each.line, each.code) for path, each in read(ran.stdout)}
        assert wanted <= found, command
