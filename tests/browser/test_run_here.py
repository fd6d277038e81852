"""Every example that can run in a browser runs in one, and prints there what was recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from prepared import prepared
from recorded import Run, difference, runs
from stage import Served, Stage, lay, served
from support import Site

from anyio_by_example.library import Library

FEWEST = 90
"""How many examples can run in a browser at least. There are more; none may get lost."""


@pytest.fixture(scope="module")
def server(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site's runner, on a page of its own."""
    prepared()
    assert site.status == 0, site.log
    folder = tmp_path_factory.mktemp("stage") / "site"
    lay(folder, site.folder / "run")
    with served(folder) as server:
        yield server


@pytest.fixture(scope="module")
def stage(browser: Browser, server: Served) -> Iterator[Stage]:
    """The page."""
    stage = Stage.open(browser, server.address)
    yield stage
    stage.page.close()


def tried(stage: Stage, run: Run) -> str:
    """How a run differs from its recording; empty if it doesn't."""
    return difference(run, stage.call("run", run.program))


def test_as_recorded(stage: Stage, site: Site, library: Library) -> None:
    """Each example that is fit gives the recorded output and status, on each of its backends."""
    todo = runs(site, library)
    assert len({run.example.name for run in todo}) >= FEWEST
    failed = [run for run in todo if tried(stage, run)]
    # a busy machine may have been the reason, where time matters
    differs = [f"{run}: {found}" for run in failed if (found := tried(stage, run))]
    print(f"{len(todo) - len(differs)} of {len(todo)} runs are as recorded")
    assert not differs, "\n".join(differs)


def test_versions(stage: Stage, library: Library) -> None:
    """Python, AnyIO and Trio are those that it's said to have, and AnyIO and Trio the recorded."""
    program = "import sys, anyio, trio; from importlib.metadata import version\n"
    program += "print(sys.version.split()[0], version('anyio'), trio.__version__)"
    facts = stage.call("facts")["versions"]
    output = stage.run(program)["output"]
    assert output.split() == [facts["Python"], facts["AnyIO"], facts["Trio"]]
    for example in library.examples():
        for recording in library.recorded(example).values():
            ran = dict(recording.versions)
            assert ran.get("anyio", facts["AnyIO"]) == facts["AnyIO"]
            assert ran.get("trio", facts["Trio"]) == facts["Trio"]


def test_unfit(stage: Stage, site: Site, library: Library) -> None:
    """Of an example that can't run, the page names the line that asks for what isn't there."""
    unfit = {
        example: fitness
        for example in library.examples()
        if (fitness := library.fitness(example)) and not fitness.is_fit
    }
    assert unfit
    for example, fitness in unfit.items():
        told = set()
        for run in runs(site, library, [example]):
            absent = stage.call("run", {**run.program, "limit": 5})["absent"]
            if absent:
                told.add(absent["line"])
        assert fitness.line in told, example.name
    notes = [note for file in site.folder.glob("*/index.html") for note in _notes(file)]
    assert len(notes) >= len(unfit)
    lines = {(example.id, fitness.line) for example, fitness in unfit.items()}
    assert lines <= set(notes)


def _notes(file: Path) -> list[tuple[str, int]]:
    found = re.findall(
        r'It can.t run on this page: <a href="#([^"]+)-L(\d+)">', file.read_text("utf-8")
    )
    return [(name, int(line)) for name, line in found]
