"""The story of a run, told by hand: what it makes of causes and clocks."""

from __future__ import annotations

import gc
from math import inf
from weakref import ref

import pytest
from helpers.told import CHILDREN, EVENT, Stage, sleep

from anyio_timeline.editing import timeline
from anyio_timeline.model import Moment
from anyio_timeline.watching import story as story_module
from anyio_timeline.watching.story import Story
from anyio_timeline.words import as_list, summary


@pytest.mark.parametrize("late", [0, 0.04, 5])
def test_sleep_takes_as_long_as_asked(late: float, stage: Stage) -> None:
    """A sleep moves a task by the length asked for, however late the clock is."""
    task = stage.run(stage.task("main"))
    for _ in range(3):
        stage.wait(task, sleep(0.1))
        stage.now += 0.1 + late
        stage.run(task)
    assert task.now == Moment(0.3)
    assert [(span.start, span.end) for span in task.spans] == [
        (Moment(0.0), Moment(0.1)),
        (Moment(0.1), Moment(0.2)),
        (Moment(0.2), Moment(0.3)),
    ]


def test_sleep_that_ends_early(stage: Stage) -> None:
    """A sleep that something else ends takes as long as that says."""
    task, other = stage.task("main"), stage.task("other")
    stage.wait(stage.run(task), sleep(10))
    stage.wait(stage.run(other), sleep(1), EVENT)
    stage.run(task, cause=other.now)
    assert task.now == task.spans[0].end == Moment(1.0)


def test_woken_one_step_after_its_waker(stage: Stage) -> None:
    """A task that another one wakes goes on one step after it, and so does one that it makes."""
    waker, woken = stage.task("waker"), stage.task("woken")
    stage.wait(stage.run(woken), EVENT)
    stage.wait(stage.run(waker), sleep(0.5), sleep(0.5))
    stage.now += 0.5
    stage.run(waker)
    cause, made = stage.story.cause, stage.task("made")
    stage.wait(waker, sleep(9))
    stage.run(woken, cause)
    assert (waker.now, woken.now, made.start) == (Moment(1.0), Moment(1.0, 1), Moment(1.0, 1))
    assert woken.spans[0].end == woken.now


def test_cancellation_moves_to_the_deadline(stage: Stage) -> None:
    """What a deadline cancels ends at the deadline, however late the clock is."""
    task = stage.run(stage.task("main"))
    ring = stage.open("move_on_after(1)", delay=1.0)
    stage.wait(task, sleep(9))
    stage.now += 1.4
    ring.scope._cancel_called = True
    stage.run(task, is_cancelled=True)
    assert task.now.seconds == 1.0
    assert task.spans[0].by is ring
    assert ring.cancelled
    assert ring.cancelled[:2] == (Moment(1.0), "deadline")


def test_cancellation_moves_to_the_call(stage: Stage) -> None:
    """What a call of `cancel()` cancels ends a step after the call, by the task that made it."""
    main = stage.run(stage.task("main"))
    group = stage.open()
    child = stage.task("child", group)
    stage.wait(main, sleep(0.5), sleep(9))
    stage.wait(stage.run(child), sleep(9))
    stage.run(main, cause=Moment(0.7))
    stage.story.scopes.cancel(group, "cancel", main, 5)
    stage.wait(main, CHILDREN)
    stage.run(child, stage.story.cause, is_cancelled=True)
    stage.story.turns.finish(child, "cancelled")
    assert group.cancelled
    assert group.cancelled[0].instant == (0.7, 0)
    assert group.cancelled[1:] == ("cancel", main, 5)
    assert (child.now, child.outcome, child.by) == (Moment(0.7, 1), "cancelled", group)


@pytest.mark.parametrize("shield", [False, True])
def test_shield_hides_what_is_outside(shield: bool, stage: Stage) -> None:
    """Within a shield, a scope outside that was cancelled earlier cancels nothing."""
    task = stage.run(stage.task("main"))
    outer = stage.open("CancelScope()")
    inner = stage.open("CancelScope()", shield=shield)
    stage.story.scopes.cancel(outer, "cancel", None)
    stage.wait(task, sleep(0.5), sleep(9))
    stage.now += 0.2
    stage.story.scopes.cancel(inner, "cancel", None)
    stage.run(task, is_cancelled=True)
    assert task.spans[-1].by is (inner if shield else outer)
    assert bool(inner.cancelled) is shield


def test_group_waits_for_its_children(stage: Stage) -> None:
    """The end of a group is right after the end of its last child; no cancellation ends it."""
    main = stage.run(stage.task("main"))
    group = stage.open()
    children = [stage.task(f"child {n}", group) for n in range(2)]
    stage.wait(main, CHILDREN)
    for number, child in enumerate(children, 1):
        stage.wait(stage.run(child), sleep(number), EVENT)
        stage.run(child, Moment(float(number)))
        stage.story.turns.finish(child, "finished")
    stage.story.scopes.cancel(group, "cancel", None)
    stage.run(main, stage.story.cause, is_cancelled=True)
    last = children[1].now
    assert main.now == Moment(last.seconds, last.step + 1)
    assert [(span.what, span.end, span.by) for span in main.spans] == [(CHILDREN, main.now, None)]


@pytest.mark.parametrize("is_member", [True, False])
def test_error_cancels_the_group(is_member: bool, stage: Stage) -> None:
    """A child that raises cancels its group when it does; but not if it's not in it yet."""
    main = stage.run(stage.task("main"))
    group = stage.open()
    failing = stage.task("failing", group, is_member)
    stage.wait(main, CHILDREN)
    stage.wait(stage.run(failing), sleep(0.25), EVENT)
    stage.run(failing, Moment(0.25))
    stage.story.turns.finish(failing, "raised", "ValueError")
    if is_member:
        assert group.cancelled
        assert group.cancelled[0].instant == (0.25, 0)
        assert group.cancelled[1:] == ("child", failing, None)
    else:
        assert group.cancelled is None
    assert (failing.outcome, failing.error) == ("raised", "ValueError")


@pytest.mark.parametrize(
    ("ahead", "is_moved", "deadline"), [(0.3, True, 0.8), (0.3004, False, 0.8), (inf, False, None)]
)
def test_deadline_is_moved(
    ahead: float, is_moved: bool, deadline: float | None, stage: Stage
) -> None:
    """A deadline made from the old one is exact; one from the clock is as round as was asked."""
    task = stage.run(stage.task("main"))
    ring = stage.open("move_on_after(0.5)", delay=0.5)
    stage.wait(task, sleep(0.5), EVENT)
    stage.run(task, Moment(0.5))
    alarm = ring.alarm + ahead if is_moved else stage.now + ahead
    stage.story.scopes.set_deadline(ring, alarm, is_moved=is_moved)
    assert ring.deadline == (deadline and pytest.approx(deadline))


def test_folded_with_a_count(stage: Stage) -> None:
    """Of many tasks alike, a few stay, and one stands for all others, and for what they print."""
    main = stage.run(stage.task("main"))
    group = stage.open()
    tasks = [stage.task("worker", group) for _ in range(20)]
    stage.wait(main, CHILDREN)
    for task in tasks:
        stage.run(task, Moment(0.0, 1))
        stage.say("hello", 4)
        stage.story.turns.finish(task, "finished")
    seen = timeline(stage.story)
    assert [task.count for task in seen.tasks] == [1, 1, 1, 1, 17]
    assert sum(line.count for line in seen.prints) == 20


def test_steps_are_ranks(stage: Stage) -> None:
    """A timeline counts only the steps at which something happens that it shows."""
    main = stage.run(stage.task("main"))
    hidden = stage.task("hidden")
    hidden.is_shown = False
    stage.story.turns.finish(main, "finished")
    stage.run(hidden, hidden.start)
    child = stage.task("child")
    stage.story.turns.finish(hidden, "finished")
    stage.story.turns.finish(stage.run(child, child.start), "finished")
    assert child.now == Moment(0.0, 2)
    seen = timeline(stage.story)
    assert [(task.name, task.end.instant) for task in seen.tasks] == [
        ("main", (0.0, 0)),
        ("child", (0.0, 1)),
    ]


def test_turns(stage: Stage) -> None:
    """What one task does at one moment is in the order in which it did it."""
    task = stage.run(stage.task("main"))
    stage.say("before", 3)
    scopes = [stage.open("CancelScope()"), stage.open("CancelScope()")]
    stage.say("inside", 4)
    for scope in reversed(scopes):
        scope.scope.is_left = True
    stage.say("after", 5)
    stage.story.turns.finish(task, "finished")
    seen = timeline(stage.story)
    outer, inner = seen.scopes
    before, inside, after = (line.at for line in seen.prints)
    moments = [before, outer.start, inner.start, inside, inner.end, outer.end, after]
    assert moments == sorted(set(moments))
    assert {moment.instant for moment in moments} == {(0.0, 0)}


def test_unfinished(stage: Stage) -> None:
    """What still waits at the end of the program waits until then."""
    forgotten, main = stage.task("forgotten"), stage.task("main")
    stage.wait(stage.run(forgotten), sleep(60))
    stage.wait(stage.run(main), sleep(0.5), EVENT)
    stage.story.end()
    seen = {task.name: task for task in timeline(stage.story).tasks}
    [wait] = seen["forgotten"].waits
    assert (wait.label, wait.end.seconds, wait.by) == ("sleep(60)", 0.5, None)
    assert seen["forgotten"].outcome == "unfinished"
    assert seen["forgotten"].end.seconds == 0.5


def test_names_are_numbered(stage: Stage) -> None:
    """Tasks of one name get numbers, in the order of their keys; others keep theirs."""
    main = stage.run(stage.task("main"))
    group = stage.open()
    for name in ("job", "other", "job", "main"):
        stage.task(name, group)
    stage.wait(main, CHILDREN)
    seen = timeline(stage.story)
    assert {task.key: task.name for task in seen.tasks} == {
        "0": "main 1",
        "0.0": "job 1",
        "0.1": "other",
        "0.2": "job 2",
        "0.3": "main 2",
    }


@pytest.mark.parametrize(
    ("calls", "names"),
    [
        # one argument that's enough, the first such
        ([('"near"', "0.1"), ('"far"', "0.2")], ['job("near")', 'job("far")']),
        ([("1", "0.1"), ("1", "0.2")], ["job(0.1)", "job(0.2)"]),
        # all that differ, if none is enough
        (
            [("1", "2", "9"), ("1", "3", "9"), ("4", "3", "9")],
            ["job(1, 2)", "job(1, 3)", "job(4, 3)"],
        ),
        ([("1", "2"), ("1", "2"), ("4", "3")], ["job(1) 1", "job(1) 2", "job(4)"]),
        # what isn't known of all of them tells nothing
        ([("", "1"), ("5", "2")], ["job(1)", "job(2)"]),
        ([("1",), ()], ["job 1", "job 2"]),
        ([("7",), ("7",)], ["job 1", "job 2"]),
        ([("7",), ("7",), ("8",)], ["job(7) 1", "job(7) 2", "job(8)"]),
    ],
)
def test_named_by_arguments(calls: list[tuple[str, ...]], names: list[str], stage: Stage) -> None:
    """Namesakes are told apart by what they were called with, and else by numbers."""
    main = stage.run(stage.task("main"))
    for arguments in calls:
        stage.task("job", stage.open()).called = "job", arguments
    # whose name was given it isn't named after what it runs
    stage.task("given").called = "job", ("6",)
    stage.wait(main, CHILDREN)
    seen = timeline(stage.story)
    assert [task.name for task in seen.tasks if "job" in task.name] == names
    assert "given" in {task.name for task in seen.tasks}


def test_full(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is more than a picture can show isn't taken down any more."""
    monkeypatch.setattr(story_module, "MOST", 10)
    stage.run(stage.task("main"))
    for _ in range(30):
        stage.say("again", 3)
    assert stage.story.is_full
    assert len(stage.story.prints) <= 11


def test_printed_in_order(stage: Stage) -> None:
    """What is printed later in an instant stands later, whatever woke those who print."""
    ahead, behind = stage.task("ahead"), stage.task("behind")
    stage.wait(stage.run(behind), EVENT)
    stage.wait(stage.run(ahead), sleep(0.5), EVENT)
    stage.run(ahead, Moment(0.5, 3))
    stage.say("first", 3)
    stage.wait(ahead, EVENT)
    stage.run(behind, Moment(0.5, 1))
    stage.say("second", 4)
    stage.wait(behind, EVENT)
    stage.run(ahead, Moment(0.5, 4))
    stage.say("third", 3)
    assert [line.text for line in timeline(stage.story).prints] == ["first", "second", "third"]
    assert behind.now > Moment(0.5, 3)
    assert ahead.now > behind.now


def test_cut(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A timeline of what was taken down before there was too much says that it's cut."""
    monkeypatch.setattr(story_module, "MOST", 10)
    stage.wait(stage.run(stage.task("main")), *[sleep(1)] * 20)
    seen = timeline(stage.story)
    assert seen.is_cut
    words = f"{summary(seen)}\n{as_list(seen)}"
    assert "what comes after" in words
    assert "main is unfinished when the timeline ends" in words


def test_a_full_story_keeps_nothing_alive(stage: Stage) -> None:
    """When nothing more is taken down, no scope of the program's is held for it."""
    stage.story = Story(most=3)
    life = stage.run(stage.task("main"))
    scope = stage.open("move_on_after(1)", shield=True)
    held = ref(scope.scope)
    assert held()
    stage.wait(life, sleep(1), sleep(1), sleep(1), sleep(1))
    gc.collect()
    assert stage.story.is_full
    assert held() is None
    [told] = timeline(stage.story).scopes
    assert told.is_shielded
