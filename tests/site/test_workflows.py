"""The public twin of CI: zizmor finds nothing in it, and it covers what it promises."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from helpers.support import ROOT
from helpers.workflows import FOLDER, workflow

WORKFLOWS = sorted(FOLDER.glob("*.yml"))


def test_zizmor() -> None:
    """Zizmor's auditors have nothing to say: actions pinned by hash, least permissions."""
    command = [str(Path(sys.executable).with_name("zizmor")), "--offline", "--persona", "auditor"]
    updates = ROOT / ".github" / "dependabot.yml"
    result = subprocess.run(
        [*command, *map(str, WORKFLOWS), str(updates)], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "No findings" in result.stdout + result.stderr


def test_actions_are_pinned() -> None:
    """Every action is named by the hash of a commit, with its version beside it."""
    uses = re.findall(
        r"uses: (?![.$]/)(.+)", "".join(path.read_text("utf-8") for path in WORKFLOWS)
    )
    assert len(uses) >= 5
    assert [
        use for use in uses if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v[\d.]+", use)
    ] == []


def test_matrix() -> None:
    """The tests run on three systems and on each Python that the project promises."""
    jobs = workflow("test")["jobs"]
    matrix = jobs["test"]["strategy"]["matrix"]
    assert [name.partition("-")[0] for name in matrix["os"]] == ["ubuntu", "macos", "windows"]
    assert matrix["python"] == ["3.10", "3.11", "3.12", "3.13", "3.14"]


def test_fork_gets_nothing() -> None:
    """What a proposed change starts can only read, on the host's machines, and finds no secret."""
    started = {path.stem: workflow(path.stem) for path in WORKFLOWS}
    by_proposals = [each for each in started.values() if "pull_request" in each["on"]]
    assert by_proposals == [started["test"]]
    assert {event for each in started.values() for event in each["on"]} == {
        *("pull_request", "push", "schedule", "workflow_call", "workflow_dispatch")
    }
    assert {str(each["permissions"]) for each in started.values()} == {"{}"}
    for job in started["test"]["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        system = job["runs-on"]
        hosted = job["strategy"]["matrix"]["os"] if "matrix" in system else [system]
        assert all(name.endswith("-latest") for name in hosted)
    text = (ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8")
    assert text.count("persist-credentials: false") == text.count("actions/checkout@")
    assert not re.search(r"secrets|github\.token|cache", text)


def test_few_jobs_write() -> None:
    """Who may write runs no code of this project's, nor any that was installed: no checkout."""
    jobs = [job for path in WORKFLOWS for job in workflow(path.stem)["jobs"].values()]
    writing = [job for job in jobs if "write" in job["permissions"].values()]
    may = [
        sorted(f"{name}: {right}" for name, right in job["permissions"].items()) for job in writing
    ]
    assert may == [["id-token: write", "pages: write"], ["issues: write"]]
    assert not any(
        "actions/checkout" in step.get("uses", "") for job in writing for step in job["steps"]
    )


def test_publishing_waits_for_tests() -> None:
    """Only what was merged is published, when all tests are through, as one of them built it."""
    publish, test = workflow("publish"), workflow("test")
    assert publish["on"] == {"push": {"branches": ["main"]}}
    assert publish["jobs"]["test"]["uses"] == "$/.github/workflows/test.yml"
    assert publish["jobs"]["deploy"]["needs"] == "test"
    may = {name: str(job["permissions"]) for name, job in publish["jobs"].items()}
    assert [name for name, permissions in may.items() if "write" in permissions] == ["deploy"]
    steps = [step.get("run") or step["uses"] for step in test["jobs"]["test"]["steps"]]
    tested, built, kept = steps[-3:]
    assert tested.startswith("make test")
    assert built.startswith("make site")
    assert kept.startswith("actions/upload-pages-artifact@")
    assert all("inputs.site_url" in step["if"] for step in test["jobs"]["test"]["steps"][-2:])
    uploads = [path.name for path in WORKFLOWS if "upload-pages" in path.read_text("utf-8")]
    assert uploads == ["test.yml"]
