"""Timelines of hard cases: true, the same on every runtime, and at no cost to what is recorded.

Each program in `timelines/` is one of them; the `.timeline` beside it was read against it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from helpers.watched import CASES, runs

from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library
from anyio_by_example.recording.recorder import Recorder, Run
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.review import TIMELINE, _update, comparable, problems
from anyio_by_example.runtime import Runtime
from anyio_by_example.timeline.model import Task, Thread, Timeline
from anyio_by_example.timeline.picture.drawing import draw

pytestmark = pytest.mark.alone

Recorded = dict[str, dict[Runtime, Recording]]


def recorded(recorder: Recorder, wanted: Iterable[Run]) -> Recorded:
    """Recordings by the names of their examples."""
    found: Recorded = {}
    for (example, runtime), recording in recorder.record(wanted):
        found.setdefault(example.name, {})[runtime] = recording
    return found


@pytest.fixture(scope="module")
def recordings() -> Recorded:
    """All cases on all of their runtimes."""
    return recorded(Recorder(), runs(CASES))


@pytest.fixture(params=runs(CASES), ids=lambda run: f"{run[0].path.stem}-{run[1]}")
def run(request: pytest.FixtureRequest) -> Run:
    """Each case on each of its runtimes."""
    wanted: Run = request.param
    return wanted


@pytest.fixture
def timeline(run: Run, recordings: Recorded) -> Timeline:
    """The timeline of a case on one runtime."""
    example, runtime = run
    found = recordings[example.name][runtime].timeline
    assert found
    return found


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
    "await handle": "await ",
    "task group": "create_task_group\\(",
    "task handle": "start_soon\\(",
}
"""What a line has whose label isn't the name of what it calls."""

STARTS = r"\b(run|gather|start|start_soon|create_task|run_until_complete|call|start_task_soon)\("
"""What a line has that starts a task or an event loop."""


def actors(timeline: Timeline) -> dict[str, Task | Thread]:
    """The tasks and the threads by their keys."""
    found: dict[str, Task | Thread] = {task.key: task for task in timeline.tasks}
    return found | {thread.key: thread for thread in timeline.threads}


def call(label: str, kind: str = "") -> str:
    """What a line has, as a pattern, to which a wait or a scope with this label points."""
    if kind == "children":
        return "async with "
    return CALLS.get(label, re.escape(label.partition("(")[0].rpartition(".")[2]) + r"\(")


def test_lines(run: Run, timeline: Timeline) -> None:
    """Each line that a timeline names has what it says of that line."""
    source = ["", *run[0].text.splitlines()]
    functions = set(re.findall(r"def (\w+)\(", run[0].text))
    patterns = [(each.line, r"\bprint\(") for each in timeline.prints]
    patterns += [(task.line, STARTS) for task in timeline.tasks]
    for each in actors(timeline).values():
        name = re.sub(r" \d+$", "", each.name)
        waits = [wait for wait in each.waits if wait.kind != "ready"]
        if name in functions:
            patterns.append((each.line, rf"\b{name}\b"))
        else:  # it may be a function of AnyIO
            waits = [wait for wait in waits if wait.line]
        patterns += [(wait.line, call(wait.label, wait.kind)) for wait in waits]
    for scope in timeline.scopes:
        patterns.append((scope.line, call(scope.label)))
        if scope.cancelled and scope.cancelled.why == "cancel":
            patterns.append((scope.cancelled.line, r"\.cancel\("))
    assert [
        (line, pattern, line and source[line])
        for line, pattern in patterns
        if not line or not re.search(pattern, source[line])
    ] == []


OUTSIDE = ("main thread: ", "program: ", "between the loops", "  ", "Task was ", "task: <")
"""How output begins that no task and no worker thread prints."""


def test_prints(run: Run, timeline: Timeline, recordings: Recorded) -> None:
    """Each line that a task or a thread prints is there once, at a time that is no lie.

    What came out later isn't shown earlier, and what one task printed is in its order.
    """
    recording = recordings[run[0].name][run[1]]
    lines = [line for line in recording.output.splitlines() if not line.startswith(OUTSIDE)]
    owned = [line for line in timeline.prints if line.task or line.thread]
    assert sum(line.count for line in owned) == len(lines)
    if all(line.count == 1 for line in owned):
        numbers = timeline.numbers(lines)
        assert sorted(numbers) == list(range(len(lines)))
        shown = [timeline.prints[numbers[n]] for n in range(len(lines))]
        assert [(a.text, b.text) for a, b in pairwise(shown) if a.at.seconds > b.at.seconds] == []
        for owner in {(line.task, line.thread) for line in shown}:
            own = [line for line in shown if (line.task, line.thread) == owner]
            assert own == [line for line in owned if (line.task, line.thread) == owner]


def test_consistent(timeline: Timeline) -> None:
    """Nothing lies outside of what it belongs to, and what one task waits for doesn't overlap."""
    by_key = actors(timeline)
    scopes = {scope.key: scope for scope in timeline.scopes}
    assert len({task.name for task in timeline.tasks}) == len(timeline.tasks)
    assert timeline.end.instant == max(each.end for each in by_key.values()).instant
    for each in by_key.values():
        assert each.start <= each.end
        times = [each.start, *(at for wait in each.waits for at in (wait.start, wait.end))]
        assert times == sorted(times)
        assert times[-1] <= each.end
    for line in timeline.prints:
        if owner := by_key.get(line.task or line.thread or ""):
            assert owner.start <= line.at <= owner.end
    for scope in timeline.scopes:
        assert by_key[scope.task].start <= scope.start <= scope.end <= by_key[scope.task].end
        assert not scope.caught or scope.cancelled
    for task in timeline.tasks:
        assert task.parent is None or by_key[task.parent].start <= task.start
        assert task.group is None or task.end <= scopes[task.group].end
        assert (task.outcome == "raised") == bool(task.error)
        for by in {task.by, *(wait.by for wait in task.waits)} - {None}:
            assert scopes[str(by)].cancelled


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


def test_changes_nothing(library: Library, recordings: Recorded) -> None:
    """Whether its timeline is recorded, a program's output and its exit status are the same."""
    watched = {each.name: library.recorded(each) for each in library.examples()} | recordings
    examples = [*library.examples(), *CASES]
    plain = recorded(Recorder(timelines=False), runs(examples))

    def ends(of: Recorded, example: Example, runtime: Runtime) -> tuple[str, int, bool]:
        recording = of[example.name][runtime]
        output = comparable(example, recording.output)
        return output, recording.exit_status, recording.problem is None

    different = [
        f"{example.name} on {runtime}"
        for example, runtime in runs(examples)
        if ends(watched, example, runtime) != ends(plain, example, runtime)
    ]
    assert different == []
    assert not any(each.timeline for found in plain.values() for each in found.values())


def test_memory_stream_is_no_io(library: Library) -> None:
    """Who iterates over a memory object stream waits for another task, not for the system."""
    example = library.example("threads/report_progress.py")
    seen = [each.timeline for each in library.recorded(example).values() if each.timeline]
    waits = [wait for timeline in seen for wait in timeline.tasks[0].waits]
    assert {wait.kind for wait in waits if wait.label == "receive()"} == {"task"}
