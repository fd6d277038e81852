"""The points of a review and the examples don't contradict each other."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest
from helpers.advice import SEARCHES
from helpers.pages import DOCS

from anyio_by_example.examples.example import anchor
from anyio_by_example.library.library import Library
from anyio_by_example.pages.points import find_points

ALLOWED = {
    (
        "R204",
        "on_asyncio/awaited_task.py",
    ): "it shows what becomes of one that is awaited, beside one of the group",
    ("R204", "on_asyncio/calls_on_trio.py"): "there are no scopes of AnyIO's: it is shown to fail",
    ("R204", "checkpoints/edge_or_level.py"): "no scope of AnyIO's is around it",
    ("R204", "native_cancellation/both_at_once.py"): "no scope of AnyIO's is around it",
    ("R204", "native_cancellation/lost_item.py"): "no scope of AnyIO's is around it",
    ("R204", "native_cancellation/passes_scopes.py"): "no scope of AnyIO's is around it",
    ("R204", "native_cancellation/uncancel.py"): "no scope of AnyIO's is around it",
    ("R204", "native_cancellation/whose.py"): "no scope of AnyIO's is around it",
    (
        "R402",
        "native_cancellation/lost_item.py",
    ): "it is for asyncio, and shows its queue",
    ("R204", "many_calls/first_compared.py"): "no scope of AnyIO's is around it",
    ("R204", "queues/dead_worker.py"): "no scope of AnyIO's is around it",
    ("R204", "queues/workers_on_queue.py"): "it's asyncio's way, shown beside AnyIO's",
    ("R402", "on_trio/asyncio_calls.py"): "it is not to run on Trio: it is shown to fail",
    ("R204", "releases/cancelled_twice.py"): "no scope of AnyIO's is around it",
    ("R204", "bridges/conditions.py"): "no scope of AnyIO's is around it",
    ("R204", "bridges/natives_within.py"): "no scope of AnyIO's is around it",
    ("R204", "bridges/one_cancelled.py"): "it's asyncio's way, shown beside AnyIO's",
    ("R204", "bridges/owner_of_a_task.py"): "it's asyncio's way, shown beside AnyIO's",
    ("R204", "bridges/shield_of_each.py"): "it's asyncio's way, shown beside AnyIO's",
    ("R402", "bridges/conditions.py"): "it's asyncio's way, shown beside AnyIO's",
    ("R402", "bridges/events_and_locks.py"): "it's asyncio's way, shown beside AnyIO's",
    ("R402", "bridges/signal_handlers.py"): "it's asyncio's way, shown beside AnyIO's",
    ("R402", "porting/before.py"): "it isn't ported yet",
    ("R402", "porting/step_1.py"): "it isn't ported yet",
    ("R402", "porting/step_2.py"): "it isn't ported yet",
    ("R402", "porting/step_3.py"): "it isn't ported yet",
    ("R402", "porting/step_4.py"): "it isn't ported yet",
    (
        "R603",
        "bridges/three_groups.py",
    ): "nothing around it is cancelled, and it says what it caught",
    ("R607", "bridges/natives_within.py"): "it has a wait of 0.2 s and nothing else",
    ("R607", "bridges/shield_of_each.py"): "it has a wait of 0.2 s and nothing else",
    ("R607", "bridges/three_awaited.py"): "it has a call that is no wait",
    ("R801", "bridges/natives_within.py"): "it's asyncio's cancellation, in which a wait goes on",
    ("R204", "errors/lost_task.py"): "it shows what becomes of a task that nobody owns",
    ("R402", "errors/other_loop.py"): "it is for asyncio, and shows how its lock fails",
    ("R403", "releases/lock_before_the_loop.py"): "no run uses it",
    ("R403", "releases/lock_on_both.py"): "it is shown to fail on the second backend",
    ("R502", "bridges/group_in_fixture.py"): "it is a fixture for AnyIO's plugin",
    ("R502", "releases/left_generator.py"): "it is shown to cancel its caller",
    ("R502", "releases/skipped_test.py"): "it is a fixture for AnyIO's plugin",
    ("R607", "releases/start_in_cancelled_group.py"): "it has a wait of 0.1 s and nothing else",
    ("R904", "releases/checked_thread.py"): "it says where the cancellation comes out",
    ("R904", "releases/left_generator.py"): "it says that the cancellation comes out of the run",
    ("R502", "test_fixtures/runner_by_hand.py"): "AnyIO's test runner runs it, as a fixture",
    ("R502", "test_fixtures/server_fixture.py"): "it is a fixture for AnyIO's plugin",
    ("R502", "test_fixtures/shared_context.py"): "it is a fixture for AnyIO's plugin",
    ("R502", "test_fixtures/whole_session.py"): "it is a fixture for AnyIO's plugin",
    ("R503", "on_asyncio/calls_on_trio.py"): "it is no task group",
    ("R503", "older/stack_in_a_class.py"): "`async with` calls both of its methods, in one task",
    ("R801", "benefits/automatic_cleanup.py"): "what comes after the shield may be cut short",
    ("R801", "checkpoints/edge_or_level.py"): "the cleanup may be cut short, and is shown to be",
    ("R801", "deadlines/moved.py"): "the cleanup may be cut short, and is shown to be",
    ("R801", "native_cancellation/passes_scopes.py"): "no scope is cancelled, as it shows",
    ("R801", "native_cancellation/task_below.py"): "it may be cut short, and is shown to be",
    ("R904", "native_cancellation/uncancel.py"): "it raises a scope's, and takes asyncio's back",
    ("R801", "on_asyncio/edge_or_level.py"): "what comes before the shield may be cut short",
    ("R607", "web/graceful_stop.py"): "it gets its deadline when the server has to stop",
    ("R801", "web/disconnect.py"): "the cleanup may be cut short, and is shown to be",
    ("R801", "uses/limits_compared.py"): "the farewell may be cut short, and is shown to be",
    ("R801", "recipes/reloaded.py"): "the shield is in the method that it awaits",
    ("R904", "many_calls/gather_compared.py"): "a call's own cancellation is shown to come out",
    ("R1001", "checkpoints/tasks_and_time.py"): "it stands for a computation, as it says",
    (
        "R1001",
        "memory_streams/native_timeout.py",
    ): "it stands for work without a checkpoint, as it says",
    ("R1001", "backends/differences.py"): "it stands for work without a checkpoint, as it says",
    ("R1001", "deadlines/blocked_past.py"): "it stands for work without a checkpoint, as it says",
    ("R1001", "deadlines/both_late.py"): "it stands for work without a checkpoint, as it says",
}
"""Right code that a point looks for and leaves alone, and the condition by which it does."""

WRONG = {
    "R201": "import anyio\nasync def main(): ...\nanyio.run(main())",
    "R607": "import anyio\nwith anyio.CancelScope(shield=True): ...",
    "R904": "try: ...\nexcept get_cancelled_exc_class():\n    pass",
    "R1001": "import time\nasync def main(): time.sleep(1)",
    "R1204": "import math\nsend, receive = create_memory_object_stream(math.inf)",
}
"""What the points look for whose proofs show the right code alone."""

POINTS = {point.code: point for point in find_points(DOCS)}


def flagged(code: str, text: str) -> list[int]:
    """The lines of a program that a point looks for."""
    return sorted({getattr(each, "lineno", 0) for each in SEARCHES[code](tree(text))})


@cache
def tree(text: str) -> ast.Module:
    """A program, parsed once for all points."""
    return ast.parse(text)


@pytest.mark.parametrize("code", SEARCHES)
def test_right_code_is_left_alone(code: str, library: Library) -> None:
    """No point asks to change code that the site calls right, but where its condition says so."""
    found = {
        example.name: lines
        for example in library.examples()
        if not example.settings.right and (lines := flagged(code, example.text))
    }
    excused = {name for point, name in ALLOWED if point == code}
    assert {name: lines for name, lines in found.items() if name not in excused} == {}
    assert excused <= {*found}, "an excuse that nothing needs"


@pytest.mark.parametrize("code", SEARCHES)
def test_wrong_code_is_found(code: str, library: Library) -> None:
    """What a point looks for is in one of the examples that prove it."""
    proofs = set(re.findall(r"#([\w-]+?)(?:-L\d+)?\)", POINTS[code].text))
    texts = [each.text for each in library.examples() if anchor(each.name) in proofs]
    assert any(flagged(code, text) for text in (*texts, WRONG.get(code, "")))
