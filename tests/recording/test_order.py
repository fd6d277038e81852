"""Order: pinned on the pages, and proved not to matter."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.kinds import one_of_each
from helpers.recording import example

from anyio_by_example.library.library import Library, runs_of
from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.recording.review import OUTPUT, problems
from anyio_by_example.running.order import ORDERS
from anyio_by_example.runtime import ASYNCIO, TRIO, UVLOOP

STARTED = """
import anyio

order = []

async def child(name: str) -> None:
    order.append(name)

async def main() -> None:
    async with anyio.create_task_group() as tg:
        for name in "abcdefghij":
            tg.start_soon(child, name)

anyio.run(main)
print("".join(order))
"""

STOPPED = """
from contextlib import nullcontext

import anyio

order = []

async def child(name: str) -> None:
    with {context}():
        try:
            await anyio.sleep_forever()
        finally:
            order.append(name)

async def main() -> None:
    async with anyio.create_task_group() as tg:
        for name in "abcdefghij":
            tg.start_soon(child, name)
        await anyio.wait_all_tasks_blocked()
        tg.cancel_scope.cancel()

anyio.run(main)
print("".join(order))
"""

CANCELLED = STOPPED.format(context="nullcontext")
SCOPES = STOPPED.format(context="anyio.CancelScope")

HELD = """
import anyio

async def main() -> None:
    scope = anyio.CancelScope()
    for name in "abcxdefghij":
        scope._tasks.add(name)
    scope._tasks.discard("x")
    print("".join(scope._tasks))

anyio.run(main)
"""

FORWARDS, BACKWARDS = "abcdefghij", "jihgfedcba"


STRINGS = "print(*{*'abcdefghij'}, sep='')"

CASES = {
    "started on Trio": (STARTED, TRIO),
    "cancelled on Trio": (CANCELLED, TRIO),
    "in scopes on Trio": (SCOPES, TRIO),
    "cancelled on asyncio": (CANCELLED, ASYNCIO),
    "in scopes on asyncio": (SCOPES, ASYNCIO),
    "held by a scope on asyncio": (HELD, ASYNCIO),
    "started on asyncio": (STARTED, ASYNCIO),
    "of strings": (STRINGS, ASYNCIO),
}
OPEN = [*CASES][:6]
"""Where AnyIO leaves the order open."""

TIMES = {"pinned": 3, "reversed": 3, "shuffled": 3, "free": 4}
"""How many warm processes record all cases, by the order of their tasks."""

Seen = dict[str, dict[str, set[str]]]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What each case printed, by the order: recorded several times, each in a new warm process."""
    runs = {
        name: (example(tmp_path_factory.mktemp("case"), body), runtime)
        for name, (body, runtime) in CASES.items()
    }
    found: Seen = {order: {name: set() for name in CASES} for order in TIMES}
    for order in (each for each, times in TIMES.items() for _ in range(times)):
        for run, recording in Recorder(workers=2, order=order).record(runs.values()):
            name = next(name for name, each in runs.items() if each is run)
            found[order][name].add(recording.output.strip())
    return found


@pytest.mark.parametrize("name", OPEN)
def test_orders(name: str, seen: Seen) -> None:
    """What AnyIO leaves open runs as the order says: forwards, backwards, or as chance has it."""
    assert seen["pinned"][name] == {FORWARDS}
    assert seen["reversed"][name] == {BACKWARDS}
    assert len(seen["shuffled"][name]) > 1


@pytest.mark.parametrize(
    ("more", "order"), [("", "free"), ('# order = "free"\n', "pinned")], ids=["asked", "declared"]
)
def test_free_order_is_that_of_the_library(more: str, order: str, tmp_path: Path) -> None:
    """With its order free, Trio runs a batch forwards or backwards, in each process anew."""
    run = (example(tmp_path, STARTED, more), TRIO)
    recordings = Recorder(workers=2, order=order).record([run] * 20)
    assert {recording.output.strip() for _, recording in recordings} == {FORWARDS, BACKWARDS}


def test_order_of_started_tasks_on_asyncio(seen: Seen) -> None:
    """On asyncio, tasks start in the order in which they were made, and no order changes that."""
    assert {order: seen[order]["started on asyncio"] for order in ORDERS} == {
        order: {FORWARDS} for order in ORDERS
    }


def test_order_of_strings(seen: Seen) -> None:
    """The order of a set of strings is fixed for a page, and left to chance with that of tasks."""
    found = {order: len(seen[order]["of strings"]) for order in TIMES}
    assert found["pinned"] == found["reversed"] == 1
    assert found["shuffled"] > 1
    assert found["free"] > 1


@pytest.mark.parametrize("order", ["reversed", "shuffled"])
def test_no_page_relies_on_an_order(
    order: str, library: Library, request: pytest.FixtureRequest
) -> None:
    """An example prints what was reviewed, also if tasks run in any order.

    So what the pages show with the order pinned is no order that AnyIO doesn't promise. They are
    recorded without timelines: so a timeline doesn't change what is printed, either. One of each
    kind is, in one of the two orders; with `--every`, each.
    """
    examples = library.examples()
    if not request.config.getoption("every"):
        examples = one_of_each(examples, {}, and_topic=False)[order == "shuffled" :: 2]
    # on uvloop, what AnyIO leaves open is decided by the same code as on asyncio
    runs = [run for run in runs_of(examples) if run[1] != UVLOOP]
    found = [
        str(problem)
        for (each, runtime), recording in Recorder(order=order, timelines=False).record(runs)
        for problem in problems(each, {runtime: recording}, OUTPUT)
        # asyncio may add this about a worker process where a machine is loaded, with python too
        if "child process pid" not in recording.output
    ]
    assert found == []


def test_declared_lines_have_no_order(library: Library) -> None:
    """What an example declares to be unordered really comes in different orders."""
    for each in library.examples():
        if each.settings.unordered:
            runs = [(each, TRIO)] * 10
            outputs = {r.output for _, r in Recorder(order="shuffled").record(runs)}
            assert len(outputs) > 1, each.name
