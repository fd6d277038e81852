"""The same in Firefox, where it's installed.

Playwright can't drive the Firefox of a distribution. It needn't: a page asks the test for what to
run, and sends what came of it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from helpers.hostile import CASES
from helpers.prepared import prepared
from helpers.recorded import difference, runs
from helpers.stage import lay, program, served
from helpers.support import Site

from anyio_by_example.library.library import Library

NAMES = ("firefox-esr", "firefox")

SECONDS = 120
"""How long one run may take: the first one starts Firefox and Python."""

Result = dict[str, Any]


@pytest.fixture(scope="module")
def firefox() -> str:
    """Firefox. It's 80 MB more to install, so nobody has to have it."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip(f"none of {', '.join(NAMES)} is installed")
    prepared()
    return path


def ran(firefox: str, folder: Path, todo: Iterable[Result], run: Path | None) -> list[Result]:
    """What comes of programs in Firefox, one after the other."""
    tasks = list(todo)
    lay(folder / "site", run)
    (folder / "site" / "todo.json").write_text(json.dumps(tasks), "utf-8")
    profile = folder / "profile"
    profile.mkdir()
    with served(folder / "site") as server:
        page = f"{server.address}remote.html"
        process = subprocess.Popen(
            [firefox, "--headless", "--no-remote", "--profile", str(profile), page],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            results = []
            for task in tasks:
                try:
                    results.append(server.posted.get(timeout=SECONDS))
                except Empty:
                    pytest.fail(f"nothing came of {task['program']['text'][:200]!r}")
            return results
        finally:
            process.kill()
            process.wait()


def test_as_recorded(firefox: str, tmp_path: Path, site: Site, library: Library) -> None:
    """Each example that is fit gives the recorded output and status, on each of its backends."""
    todo = runs(site, library)
    assert todo
    tasks = [{"program": run.program} for run in todo]
    results = ran(firefox, tmp_path / "first", tasks, site.folder / "run")
    failed = [run for run, each in zip(todo, results, strict=True) if difference(run, each)]
    # a busy machine may have been the reason, where time matters
    again = [{"program": run.program} for run in failed]
    results = ran(firefox, tmp_path / "again", again, site.folder / "run") if again else []
    pairs = zip(failed, results, strict=True)
    differs = [f"{run}: {found}" for run, each in pairs if (found := difference(run, each))]
    print(f"{len(todo) - len(differs)} of {len(todo)} runs are as recorded in Firefox")
    assert not differs, "\n".join(differs)


def test_hostile(firefox: str, tmp_path: Path) -> None:
    """Programs that a page must survive end there, too, and the next one runs."""
    tasks = [
        {
            "program": program(case.text, **case.more),
            "stop": case.stop,
            "check": program('print("ok")'),
        }
        for case in CASES.values()
    ]
    results = ran(firefox, tmp_path, tasks, None)
    wrong = {}
    for name, each in zip(CASES, results, strict=True):
        case = CASES[name]
        ends = case.how.split()
        if "crashed" in ends:
            # its stack is deeper, so that Python notices by itself and says why
            ends += ["ended", "output"]
        is_right = each["how"] in ends and each["after"]["output"] == "ok\n"
        if not is_right or case.says not in each["output"] or each["length"] > 100_000:
            wrong[name] = {**each, "output": each["output"][-200:]}
    longest = max(each["longest"] for each in results)
    print(f"in Firefox the page was blocked for {longest:.0f} ms at most")
    assert not wrong
