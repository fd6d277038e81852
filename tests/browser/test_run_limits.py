"""Whatever a program does, the page stays alive, says how it ended, and runs the next one.

A hostile program of every second kind is run, and a few of those that change or forge something;
with `--every`, all of them are.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import pytest
from helpers import toy
from helpers.forged import FORGED, FORGER
from helpers.hostile import CHANGES, GROUPS, Hostile
from helpers.stage import Served, Stage, program
from playwright.sync_api import Browser

from anyio_by_example.interpreter.compressing import packed
from anyio_by_example.interpreter.preparing import LOADED

pytestmark = pytest.mark.whole_browser

OK = 'print("ok")'
BEGIN = "program => void (window.ending = stage.start(program))"
"""Begins a program, and doesn't wait for its end."""

BLOCKED = 200
"""Milliseconds for which the page may be blocked."""
STOP = 3_000
"""Milliseconds until the next program runs after one was stopped, on a machine that is idle."""


@pytest.fixture(scope="module")
def stage(browser: Browser, server: Served) -> Iterator[Stage]:
    """A page with Python there, for all that leaves it usable."""
    stage = Stage.open(browser, server.address)
    assert stage.call("load")["error"] is None
    yield stage
    stage.page.close()


@pytest.fixture(scope="module")
def other(browser: Browser, server: Served) -> Iterator[tuple[Stage, dict[str, Any]]]:
    """Another tab, and how a program ended there that was stopped while Python loaded."""
    stage = Stage.open(browser, server.address)
    yield stage, stage.run(OK, 0)
    stage.page.close()


@pytest.fixture(scope="module")
def clocked(browser: Browser, server: Served) -> Iterator[tuple[Stage, str]]:
    """A page whose clock is set by hand, and why Python wasn't loaded while its box was missing."""
    server.instead["/run/box.html"] = lambda _: None
    stage = Stage.open(browser, server.address)
    stage.page.clock.install()
    stage.page.evaluate("void (window.loaded = stage.load())")
    stage.page.wait_for_timeout(500)
    stage.page.clock.fast_forward(16_000)
    error: str = stage.page.evaluate("loaded.then(({ error }) => error)")
    server.instead.clear()
    stage.page.clock.resume()
    yield stage, error
    stage.page.close()


@pytest.fixture
def fresh(browser: Browser, server: Served) -> Iterator[Stage]:
    """A page of its own, with nothing there."""
    server.instead.clear()
    stage = Stage.open(browser, server.address)
    yield stage
    stage.page.close()
    server.instead.clear()


def is_well(stage: Stage) -> dict[str, Any]:
    """The next program runs, whatever was before it."""
    ran = stage.run(OK)
    assert (ran["how"], ran["status"], ran["output"]) == ("ended", 0, "ok\n"), ran
    return ran


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Choose the hostile programs: each costs a new interpreter, a second of the processor."""
    if "case" in metafunc.fixturenames:
        is_each = metafunc.config.getoption("every")
        chosen = {
            f"{group}: {name}": case
            for group, cases in islice(GROUPS.items(), 0, None, 1 if is_each else 2)
            for name, case in islice(cases.items(), None if is_each else 1)
        }
        metafunc.parametrize("case", chosen.values(), ids=chosen)


def test_hostile(stage: Stage, case: Hostile) -> None:
    """It ends as it must, the page isn't blocked meanwhile, and the next program runs."""
    for _ in range(6):  # a busy machine blocks a page, too
        ran = stage.run(case.text, case.stop, **case.more)
        after = is_well(stage)
        assert ran["how"] in case.how.split(), ran
        assert case.status in (None, ran["status"]), ran
        assert case.says in ran["output"]
        assert ran["length"] <= 100_000
        assert ran["late"] == 0
        blocked = max(ran["longest"], after["longest"])
        if blocked <= BLOCKED:
            break
    assert blocked <= BLOCKED


@pytest.mark.alike(8)
@pytest.mark.parametrize(("change", "look"), CHANGES.values(), ids=CHANGES)
def test_unseen(stage: Stage, change: str, look: str) -> None:
    """What a program changes isn't seen by the next one."""
    assert stage.run(change)["status"] == 0
    ran = stage.run(look)
    assert (ran["status"], "real" in ran["output"]) == (0, True), ran


def test_kept(stage: Stage) -> None:
    """After a usual program the interpreter stays: the next one needn't wait for another."""
    usual = (
        "import anyio, logging, tempfile\n\nasync def main():\n"
        "    with tempfile.TemporaryFile() as file: file.write(b'x')\n"
        "    async with anyio.create_task_group() as group: group.start_soon(anyio.sleep, 0)\n\n"
        "anyio.run(main)\nlogging.warning('x')\nraise ExceptionGroup('x', [ValueError()])"
    )
    for backend in ("asyncio", "trio") * 2:
        ran = stage.run(usual, backend=backend)
        assert (ran["status"], ran.get("spoiled")) == (1, None), ran


@pytest.mark.alike(8)
@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_forged(stage: Stage, forged: str) -> None:
    """A program that speaks in the worker's place deceives its author only, and for one run."""
    runs = stage.call("runsBegun")
    assert stage.run(FORGER.format(run=runs + 1) + forged)["how"]
    is_well(stage)


def test_stop(stage: Stage, record_property: Callable[[str, object], None]) -> None:
    """After an endless loop is stopped, the next program runs within three seconds.

    On a busy machine it's slow: so there are five more tries.
    """
    took: list[float] = []
    is_well(stage)
    while len(took) < 6 and min(took, default=STOP + 1) > STOP:
        assert stage.run("while True: pass", 300)["how"] == "stopped"
        took.append(is_well(stage)["first"])
    record_property("stop", took)
    print(f"from Stop to the output of the next program: {[round(each) for each in took]} ms")
    assert min(took) <= STOP


@pytest.mark.at_length
def test_stop_while_loading(other: tuple[Stage, dict[str, Any]]) -> None:
    """Who stops while Python loads isn't kept waiting; the next run loads what is missing."""
    tab, ran = other
    assert (ran["how"], ran["output"]) == ("stopped", "")
    is_well(tab)


def test_stop_between(stage: Stage) -> None:
    """A stop that comes after the end of a program stops nothing else."""
    results = stage.call("overlap", program(OK), program("import time\ntime.sleep(0.3)\nprint(1)"))
    assert [each["how"] for each in results] == ["ended", "ended"]


def test_stop_in_the_queue(stage: Stage) -> None:
    """Of two programs, the one that waits can be stopped, and each stop is its own."""
    slow = program("import time\ntime.sleep(0.5)\nprint(1)")
    results = stage.call("queued", slow, program(OK))
    assert [each["how"] for each in results] == ["ended", "stopped"]
    is_well(stage)


@pytest.mark.at_length
def test_stop_while_starting(stage: Stage) -> None:
    """A run that is stopped before its fresh interpreter is ready leaves the next one alone."""
    for _ in range(3):
        assert stage.run("while True: pass", 50)["how"] == "stopped"
        assert stage.run(OK, 10)["how"] == "stopped"
        stage.call("reset")
    is_well(stage)


@pytest.mark.at_length
def test_reset(fresh: Stage) -> None:
    """A reset waits for what runs and for what loads; the next program has a fresh interpreter."""
    fresh.page.evaluate("void stage.runner.load(); stage.reset();")
    is_well(fresh)
    results = fresh.call("resetDuring", program("import time\ntime.sleep(0.3)\nprint(1)"))
    assert results["how"] == "ended"
    is_well(fresh)


@pytest.mark.at_length
def test_two_tabs(stage: Stage, other: tuple[Stage, dict[str, Any]]) -> None:
    """Two tabs have nothing to do with each other."""
    tab, _ = other
    tab.call("load")
    stage.page.evaluate(BEGIN, program("while True: pass", limit=2))
    is_well(tab)
    assert stage.page.evaluate("ending.then(({ how }) => how)") == "time"
    is_well(stage)


@pytest.mark.parametrize("end", ["close()", "setTimeout(() => { throw 1; })"])
def test_killed_worker(stage: Stage, end: str) -> None:
    """A worker that has ended between two runs is replaced."""
    is_well(stage)
    stage.page.workers[-1].evaluate(f"void {end}")
    stage.page.wait_for_timeout(100)
    is_well(stage)


@pytest.mark.at_length
def test_killed_frame(stage: Stage) -> None:
    """If the browser has ended the frame in which Python lives, everything is started anew."""
    is_well(stage)
    stage.page.evaluate("document.querySelector('iframe').remove()")
    is_well(stage)


@pytest.mark.at_length
def test_no_box(clocked: tuple[Stage, str]) -> None:
    """Without the frame's page, that is said in the end, and it can be tried again."""
    tab, error = clocked
    assert error == "the frame for Python did not open; the host or an extension may forbid it"
    assert tab.call("load")["error"] is None


@pytest.mark.at_length
def test_time_limit(clocked: tuple[Stage, str]) -> None:
    """A program that isn't told otherwise has 30 seconds."""
    tab, _ = clocked
    tab.call("load")
    began = time.monotonic()
    tab.page.evaluate(BEGIN, program("while True: pass"))
    time.sleep(1)
    tab.page.clock.fast_forward(26_000)
    assert tab.page.evaluate("Promise.race([ending, Promise.resolve('runs')])") == "runs"
    tab.page.clock.fast_forward(5_000)
    assert tab.page.evaluate("ending.then(({ how }) => how)") == "time"
    assert time.monotonic() - began < 20


def test_old_browser(browser: Browser, server: Served) -> None:
    """A browser that can't unpack is told so."""
    page = browser.new_page()
    page.add_init_script("delete globalThis.DecompressionStream")
    page.goto(server.address)
    page.wait_for_function("window.stage !== undefined")
    assert Stage(page).call("load")["error"] == "this browser has no DecompressionStream"
    page.close()


@pytest.mark.at_length
def test_without_waiting(fresh: Stage, server: Served) -> None:
    """Where a thread can't wait, it spins, and time passes all the same."""

    def changed(whole: bytes) -> bytes:
        lack = b"Atomics.wait = () => { throw new TypeError(); };"
        return toy.pack("engine.js", lack + toy.unpack(whole))

    files = {name: (server.folder / "run" / name).read_bytes() for name in map(packed, LOADED)}
    engine = changed(files[packed("engine.js")])
    server.instead = {
        f"/run/{packed('engine.js')}": lambda _: engine,
        "/run/interpreter.json": lambda _: toy.facts({**files, packed("engine.js"): engine}),
    }
    ran = fresh.run("import anyio\nanyio.run(anyio.sleep, 0.3)\nprint('ok')")
    assert ran["output"] == "ok\n"
    assert ran["seconds"] >= 0.3


@pytest.mark.at_length
def test_late_messages(stage: Stage) -> None:
    """What a stopped program had printed isn't taken for the next one's."""
    for _ in range(3):
        flood = "while True: print('old', flush=True)"
        assert stage.run(flood, "output")["how"] == "stopped"
        assert is_well(stage)["parts"] == 1


@pytest.mark.at_length
def test_load_is_smooth(fresh: Stage) -> None:
    """The page isn't blocked while Python loads, and what has come is told to the end."""
    loaded = fresh.call("load")
    assert loaded["seen"] == loaded["total"] > 1_000_000
    assert loaded["longest"] <= 2 * BLOCKED
