"""Order: pinned on the pages, and proved not to matter."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.recording import example, record

from anyio_by_example.library.library import Library, runs_of
from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.recording.review import OUTPUT, problems
from anyio_by_example.running.order import ORDERS
from anyio_by_example.runtime import ASYNCIO, TRIO, UVLOOP, Runtime

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


def seen(folder: Path, body: str, runtime: Runtime, order: str, times: int = 1) -> set[str]:
    """The orders that a program printed, each time in a new warm process."""
    recorder = Recorder(workers=1, order=order)
    return {record(folder, body, runtime, recorder=recorder).output.strip() for _ in range(times)}


@pytest.mark.parametrize(
    ("body", "runtime"),
    [
        pytest.param(STARTED, TRIO, id="started on Trio"),
        pytest.param(CANCELLED, TRIO, id="cancelled on Trio"),
        pytest.param(SCOPES, TRIO, id="in scopes on Trio"),
        pytest.param(CANCELLED, ASYNCIO, id="cancelled on asyncio"),
        pytest.param(SCOPES, ASYNCIO, id="in scopes on asyncio"),
        pytest.param(HELD, ASYNCIO, id="held by a scope on asyncio"),
    ],
)
def test_orders(body: str, runtime: Runtime, tmp_path: Path) -> None:
    """What AnyIO leaves open runs as the order says: forwards, backwards, or as chance has it."""
    assert seen(tmp_path, body, runtime, "pinned", 2) == {FORWARDS}
    assert seen(tmp_path, body, runtime, "reversed", 2) == {BACKWARDS}
    assert len(seen(tmp_path, body, runtime, "shuffled", 3)) > 1


@pytest.mark.parametrize(
    ("more", "order"), [("", "free"), ('# order = "free"\n', "pinned")], ids=["asked", "declared"]
)
def test_free_order_is_that_of_the_library(more: str, order: str, tmp_path: Path) -> None:
    """With its order free, Trio runs a batch forwards or backwards, in each process anew."""
    run = (example(tmp_path, STARTED, more), TRIO)
    recordings = Recorder(workers=2, order=order).record([run] * 20)
    assert {recording.output.strip() for _, recording in recordings} == {FORWARDS, BACKWARDS}


def test_order_of_started_tasks_on_asyncio(tmp_path: Path) -> None:
    """On asyncio, tasks start in the order in which they were made, and no order changes that."""
    assert {o: seen(tmp_path, STARTED, ASYNCIO, o) for o in ORDERS} == {
        o: {FORWARDS} for o in ORDERS
    }


def test_order_of_strings(tmp_path: Path) -> None:
    """The order of a set of strings is fixed for a page, and left to chance with that of tasks."""
    body = "print(*{*'abcdefghij'}, sep='')"
    assert len(seen(tmp_path, body, ASYNCIO, "pinned", 3)) == 1
    assert len(seen(tmp_path, body, ASYNCIO, "reversed", 3)) == 1
    assert len(seen(tmp_path, body, ASYNCIO, "shuffled", 3)) > 1
    assert len(seen(tmp_path, body, ASYNCIO, "free", 3)) > 1


@pytest.mark.parametrize("order", ["reversed", "shuffled"])
def test_no_page_relies_on_an_order(order: str, library: Library) -> None:
    """Each example prints what was reviewed, also if tasks run backwards or in any order.

    So what the pages show with the order pinned is no order that AnyIO doesn't promise.
    """
    # on uvloop, what AnyIO leaves open is decided by the same code as on asyncio
    runs = [run for run in runs_of(library.examples()) if run[1] != UVLOOP]
    found = [
        str(problem)
        for (each, runtime), recording in Recorder(order=order).record(runs)
        for problem in problems(each, {runtime: recording}, OUTPUT)
    ]
    assert found == []


def test_declared_lines_have_no_order(library: Library) -> None:
    """What an example declares to be unordered really comes in different orders."""
    for each in library.examples():
        if each.settings.unordered:
            runs = [(each, TRIO)] * 10
            outputs = {r.output for _, r in Recorder(order="shuffled").record(runs)}
            assert len(outputs) > 1, each.name
