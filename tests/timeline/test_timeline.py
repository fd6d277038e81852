"""Timelines of hard cases: true, the same on every runtime, and at no cost to what is recorded.

Each program in `timelines/` is one of them; the `.timeline` beside it was read against it.
"""

from __future__ import annotations

import json
import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from helpers.kinds import one_of_each
from helpers.truth import actors
from helpers.watched import CASES, Recorded, recorded, runs

from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library
from anyio_by_example.recording.recorder import Recorder, Run
from anyio_by_example.recording.review import TIMELINE, _update, comparable, problems
from anyio_by_example.runtime import UVLOOP, Runtime
from anyio_timeline.model import Task, Thread, Timeline
from anyio_timeline.picture.drawing import draw

pytestmark = pytest.mark.alone


def test_number_of_cases() -> None:
    """There are at least 18 hard cases."""
    assert len(CASES) >= 18


@pytest.mark.parametrize("example", CASES, ids=lambda example: example.path.stem)
def test_reviewed(example: Example, recordings: Recorded, request: pytest.FixtureRequest) -> None:
    """On every runtime, a timeline is exactly the one that was reviewed."""
    # in the order in which they are reviewed
    found = recordings[example.name]
    got = {runtime: found[runtime] for runtime in example.runtimes if runtime in found}
    wrong = any(recording.problem for recording in got.values())
    if request.config.getoption("update_examples") and not wrong:
        list(_update(example, got, TIMELINE))
    assert [str(problem) for problem in problems(example, got, TIMELINE)] == []


CALLS = {
    "": "await ",  # what has no name
    "acquire()": "async with |acquire\\(",
    "close()": "async with ",
    "receive()": "async for |receive\\(",
    "await": "await ",
    "await future": "await ",
    "await task": "await ",
    "await handle": "await ",
    "task group": "(create_task_group|TaskGroup)\\(",
    "task handle": "start(_soon)?\\(",
    "task.cancel()": "\\bcancel\\(",
}
"""What a line has whose label isn't the name of what it calls."""

STARTS = (
    r"\b(run|gather|as_completed|start|start_soon|create_task|run_until_complete|call"
    r"|start_task_soon)\("
)
"""What a line has that starts a task or an event loop."""


def call(label: str, kind: str = "") -> str:
    """What a line has, as a pattern, to which a wait or a scope with this label points."""
    if kind == "children":
        return "async with "
    return CALLS.get(label, re.escape(label.partition("(")[0].rpartition(".")[2]) + "[(,)]")


def test_lines(run: Run, timeline: Timeline) -> None:
    """Each line that a timeline names has what it says of that line."""
    source = ["", *run[0].text.splitlines()]
    functions = set(re.findall(r"def (\w+)\(", run[0].text))
    patterns = [(each.line, r"\bprint\(") for each in timeline.prints]
    patterns += [(task.line, STARTS) for task in timeline.tasks]
    for each in actors(timeline).values():
        name = re.sub(r"(\(.*\))?( \d+)?$", "", each.name)
        # where a task was blocked that nothing explains isn't known
        waits = [w for w in each.waits if w.kind != "ready" and (w.label or w.kind != "blocked")]
        if isinstance(each, Thread) and not each.is_worker:
            patterns.append((each.line, r"\.start\("))
            waits = [wait for wait in waits if wait.line]
        elif name in functions:
            patterns.append((each.line, rf"\b{name}\b"))
        else:  # it may be a function of AnyIO
            waits = [wait for wait in waits if wait.line]
        if isinstance(each, Task) and each.count > 1:  # they may wait in different lines
            waits = [wait for wait in waits if wait.label]
        patterns += [(wait.line, call(wait.label, wait.kind)) for wait in waits]
    for scope in timeline.scopes:
        if scope.label == "task.cancel()" and scope.line is None:
            continue  # the event loop called it
        patterns.append((scope.line, call(scope.label)))
        called = scope.cancelled if scope.cancelled and scope.cancelled.why == "cancel" else None
        # a timer of the event loop can do it, which stands in no line
        if called and (called.by or called.line):
            patterns.append((called.line, r"\.cancel\b"))
    assert [
        (line, pattern, line and source[line])
        for line, pattern in patterns
        if not line or not re.search(pattern, source[line])
    ] == []


OUTSIDE = ("main thread: ", "program: ", "between the loops", "  ", "Task was ", "task: <")
"""How output begins that no task and no worker thread prints."""


def test_prints(run: Run, timeline: Timeline, recordings: Recorded) -> None:
    """Each line that a task or a thread prints is there once."""
    recording = recordings[run[0].name][run[1]]
    lines = [line for line in recording.output.splitlines() if not line.startswith(OUTSIDE)]
    owned = [line for line in timeline.prints if line.task or line.thread]
    assert sum(line.count for line in owned) == len(lines)
    if all(line.count == 1 for line in owned):
        numbers = timeline.numbers(lines)
        assert sorted(numbers) == list(range(len(lines)))


def test_complete(timeline: Timeline) -> None:
    """Each task has a name of its own and an outcome, and with the last of all it ends."""
    assert len({task.name for task in timeline.tasks}) == len(timeline.tasks)
    assert timeline.end.instant == max(each.end for each in actors(timeline).values()).instant
    for task in timeline.tasks:
        assert (task.outcome == "raised") == bool(task.error)
    assert all(scope.cancelled for scope in timeline.scopes if scope.caught)


def test_json(timeline: Timeline) -> None:
    """A timeline is the same after it has been written as JSON and read again."""
    assert Timeline.from_dict(json.loads(json.dumps(timeline.to_dict()))) == timeline


def check_drawing(timeline: Timeline) -> list[str]:
    """What lies on something else in the drawing of a timeline, or outside."""
    drawing = draw(timeline, "x", "Title", "Description")
    wrong = []
    for image, boxes in (
        (drawing.wide, drawing.wide_boxes),
        (drawing.narrow, drawing.narrow_boxes),
    ):
        *_, width, height = map(float, ElementTree.fromstring(image).attrib["viewBox"].split())
        wrong += [
            f"outside: {box}"
            for box in boxes
            if not (0 <= box.left <= box.right <= width and 0 <= box.top <= box.bottom <= height)
        ]
        wrong += [f"{a} on {b}" for a, b in combinations(boxes, 2) if a.overlaps(b)]
    return wrong


def test_drawing(timeline: Timeline) -> None:
    """In a drawing of a hard case, nothing lies on something else or outside."""
    assert check_drawing(timeline) == []


def test_drawings_of_the_site(library: Library) -> None:
    """In no drawing of a snippet, anything lies on something else or outside."""
    drawn: dict[str, str] = {}
    for example in library.examples():
        for runtime, recording in library.recorded(example).items():
            if seen := recording.timeline:
                drawn.setdefault(json.dumps(seen.to_dict()), f"{example.name} on {runtime}")
    assert len(drawn) > 50
    found = {n: check_drawing(Timeline.from_dict(json.loads(t))) for t, n in drawn.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_changes_nothing(
    library: Library, recordings: Recorded, request: pytest.FixtureRequest
) -> None:
    """Whether its timeline is recorded, a program's output and its exit status are the same.

    What the site's examples print without one on asyncio and on Trio is held against what was
    reviewed, and so against what they print with one, in `test_order.py`. On uvloop, one of each
    kind and of each topic is run here; with `--every`, each.
    """
    examples = library.examples()
    watched = {each.name: library.recorded(each) for each in examples} | recordings
    if not request.config.getoption("every"):
        examples = one_of_each(examples, {})
    wanted = [*runs(CASES), *(run for run in runs(examples) if run[1] == UVLOOP)]
    plain = recorded(Recorder(timelines=False), wanted)

    def ends(of: Recorded, example: Example, runtime: Runtime) -> tuple[str, int, bool]:
        recording = of[example.name][runtime]
        output = comparable(example, recording.output)
        return output, recording.exit_status, recording.problem is None

    def differ(wanted: list[Run], watched: Recorded, plain: Recorded) -> list[Run]:
        return [run for run in wanted if ends(watched, *run) != ends(plain, *run)]

    different = differ(wanted, watched, plain)
    # a busy machine may have been the reason
    again = (recorded(Recorder(timelines=each), different) for each in (True, False))
    assert [f"{each.name} on {runtime}" for each, runtime in differ(different, *again)] == []
    assert not any(each.timeline for found in plain.values() for each in found.values())


def test_memory_stream_is_no_io(library: Library) -> None:
    """Who iterates over a memory object stream waits for another task, not for the system."""
    example = library.example("threads/report_progress.py")
    seen = [each.timeline for each in library.recorded(example).values() if each.timeline]
    waits = [wait for timeline in seen for wait in timeline.tasks[0].waits]
    assert {wait.kind for wait in waits if wait.label == "receive()"} == {"task"}
