"""An example that can run in a browser runs in one, and prints there what was recorded.

Each of them has been tried on each of its backends, with the same interpreter and the same files,
as `snippets/browser.json` says, or by the build if it has changed since. What only a browser
may do in another way is the same for all of a kind: so one of every third kind is run here. With
`--every`, each of them is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from helpers.kinds import one_of_each
from helpers.prepared import prepared
from helpers.recorded import Run, difference, runs
from helpers.stage import Served, Stage, lay, served
from helpers.support import Site
from playwright.sync_api import Browser

from anyio_by_example.examples.example import Example
from anyio_by_example.interpreter.fitness import without_trial
from anyio_by_example.library.library import Library
from anyio_by_example.runtime import BY_NAME
from anyio_timeline.words import as_text

pytestmark = pytest.mark.whole_browser

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
def stages(browser: Browser, server: Served) -> Iterator[list[Stage]]:
    """The page, open several times: most of the time, an example waits."""
    stages = [Stage.open(browser, server.address) for _ in range(2)]
    yield stages
    for stage in stages:
        stage.page.close()


@pytest.fixture(scope="module")
def stage(stages: list[Stage]) -> Stage:
    """One of the pages."""
    return stages[0]


def chosen(examples: Mapping[Example, object], request: pytest.FixtureRequest) -> list[Example]:
    """The examples that are run, of those with what else makes their kind."""
    if request.config.getoption("every"):
        return [*examples]
    return one_of_each(examples, examples, and_topic=False)[::3]


def ran(stages: list[Stage], todo: Sequence[Run]) -> Iterator[tuple[Run, Mapping[str, Any]]]:
    """How runs end, on all of the pages at once."""
    shares = [todo[n :: len(stages)] for n in range(len(stages))]
    for stage, share in zip(stages, shares, strict=True):
        begin = "programs => void (window.ended = stage.runEach(programs))"
        stage.page.evaluate(begin, [run.program for run in share])
    for stage, share in zip(stages, shares, strict=True):
        yield from zip(share, stage.page.evaluate("ended"), strict=True)


def test_as_recorded(
    stages: list[Stage], site: Site, library: Library, request: pytest.FixtureRequest
) -> None:
    """One that is fit gives the recorded output and status, on one of its backends.

    It's the first of one, the last of the next.
    """
    by_example: dict[Example, list[Run]] = {}
    for run in runs(site, library):
        by_example.setdefault(run.example, []).append(run)
    assert len(by_example) >= FEWEST
    extras = {example: str(each[0].program["extras"]) for example, each in by_example.items()}
    todo = [by_example[each][-(n % 2)] for n, each in enumerate(chosen(extras, request))]
    failed = [run for run, end in ran(stages, todo) if difference(run, end)]
    # a busy machine may have been the reason, where time matters
    again = ran(stages[:1], failed)
    differs = [f"{run}: {found}" for run, end in again if (found := difference(run, end))]
    print(f"{len(todo) - len(differs)} of {len(todo)} runs are as recorded")
    assert not differs, "\n".join(differs)


def test_drawn(stage: Stage, site: Site, library: Library) -> None:
    """The picture of a run says what the reviewed one says, and is an image that is shown."""
    example = library.example("timelines/time_limits.py")
    for run in runs(site, library, [example]):
        ended = stage.call("run", {**run.program, "draws": run.program["times"]}, None)
        recording = library.recordings(example)[BY_NAME[run.program["backend"]]]
        assert recording.timeline
        assert ended["drawing"]["words"] == as_text(recording.timeline)
        show = """svg => new Promise((resolve) => {
            const image = new Image()
            image.onload = () => resolve([image.naturalWidth > 500, image.naturalHeight > 200])
            image.onerror = () => resolve("it isn't shown")
            image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg)
        })"""
        assert stage.page.evaluate(show, ended["drawing"]["svg"]) == [True, True]


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


def test_unfit(
    stages: list[Stage], site: Site, library: Library, request: pytest.FixtureRequest
) -> None:
    """Of an example that can't run, the page names the line that asks for what isn't there.

    In a browser, one for each reason is told so when it's run.
    """
    unfit = {
        example: fitness
        for example in library.examples()
        if (fitness := library.fitness(example)) and not fitness.is_fit
    }
    assert unfit
    tried = {fitness.does: each for each, fitness in unfit.items() if not without_trial(each)}
    is_each = request.config.getoption("every")
    some = [each for each in unfit if not without_trial(each)] if is_each else [*tried.values()]
    todo = runs(site, library, some)
    told = lines(ran(stages, [run.within(10) for run in todo]))
    # a busy machine may not have come so far
    late = [run for run in todo if (run.example, unfit[run.example].line) not in told]
    told |= lines(ran(stages[:1], late))
    for example in some:
        assert (example, unfit[example].line) in told, example.name
    folders = (".", "bridges", "errors", "guide", "recipes", "releases")
    files = [file for each in folders for file in (site.folder / each).glob("*/index.html")]
    notes = [note for file in files for note in _notes(file)]
    assert len(notes) >= len(unfit)
    assert {(example.id, fitness.line) for example, fitness in unfit.items()} <= set(notes)


def lines(ends: Iterable[tuple[Run, Mapping[str, Any]]]) -> set[tuple[Example, int]]:
    """The lines that were told to ask for what isn't there."""
    return {(run.example, end["absent"]["line"]) for run, end in ends if end["absent"]}


def _notes(file: Path) -> list[tuple[str, int]]:
    found = re.findall(
        r"It can.t run on this page: <a href=#([^>]+)-L(\d+)>", file.read_text("utf-8")
    )
    return [(name, int(line)) for name, line in found]
