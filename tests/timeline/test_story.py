"""The story of a run, told by hand: what it makes of causes and clocks, without an event loop."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import Any
from weakref import ref

import pytest

from anyio_by_example.timeline.editing import timeline
from anyio_by_example.timeline.model import Moment
from anyio_by_example.timeline.watching import story as story_module
from anyio_by_example.timeline.watching import threads as threads_module
from anyio_by_example.timeline.watching.cast import Life, Loop, Ring
from anyio_by_example.timeline.watching.story import Story
from anyio_by_example.timeline.watching.waits import Waiting
from anyio_by_example.timeline.words import as_list, summary

CHILDREN = Waiting("children", "", 9)
EVENT = Waiting("task", "event.wait()", 8)


def sleep(seconds: float) -> Waiting:
    """A sleep as a task waits for it."""
    return Waiting("sleep", f"sleep({seconds:g})", 7, seconds)


@dataclass(eq=False)
class Scope:
    """What the story asks of a backend's own cancel scope."""

    shield: bool = False
    cancelled_caught: bool = False
    _cancel_called: bool = False
    is_left: bool = False


@dataclass
class Stage:
    """A story with one event loop, whose clock stands still until it's set."""

    story: Story = field(default_factory=Story)
    now: float = 100.0
    loop: Loop = field(init=False)

    def __post_init__(self) -> None:
        self.loop = Loop(lambda: self.now)

    def task(self, name: str, group: Ring | None = None, is_member: bool = True) -> Life:
        """Make a task, in a group if one is given."""
        life = self.story.spawn(name, 1, None, None, self.loop)
        if group:
            self.story.settle(life, group.task, group, is_member)
        return life

    def run(self, life: Life, cause: Moment | None = None, is_cancelled: bool = False) -> Life:
        """Let a task go on, and leave it running."""
        self.story.resume(life, cause, is_cancelled)
        return life

    def say(self, text: str, line: int) -> None:
        """Let whoever runs print a line."""
        if printed := self.story.print(line):
            printed.text = text

    def wait(self, life: Life, *waits: Waiting) -> None:
        """Let the task that runs wait for one thing after the other, all but the last to its end.

        The clock is late each time.
        """
        *over, last = waits
        for each in over:
            self.story.suspend(life, each)
            self.now += (each.seconds or 0) + 0.03
            self.run(life)
        self.story.suspend(life, last)

    def sleep(self, seconds: float) -> None:
        """Let whoever runs call `time.sleep`, which takes as long on the clock, and a bit more."""
        slept = self.story.sleep(seconds, 6)
        self.now += seconds + 0.1
        self.story.slept(slept)

    def open(self, label: str = "task group", delay: float | None = None, **scope: Any) -> Ring:
        """Let the task that runs open a group or enter a scope."""
        is_group = label == "task group"
        alarm = inf if delay is None else self.now + delay
        ring = Ring(label, 2, is_group, lambda own: own.is_left, deadline=delay, alarm=alarm)
        self.story.scopes.open(ring)
        self.story.scopes.enter(ring, Scope(**scope))
        return ring


@pytest.fixture
def stage() -> Stage:
    """A new story."""
    return Stage()


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
    stage.story.finish(child, "cancelled")
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


def test_blocked_loop_makes_others_ready(stage: Stage) -> None:
    """Whoever is due while a task blocks the event loop is ready until the end of that."""
    main, rude = stage.task("main"), stage.task("rude")
    stage.wait(stage.run(main), sleep(1))
    stage.run(rude)
    stage.sleep(3)
    stage.wait(rude, sleep(9))
    stage.run(main)
    assert main.now == Moment(3.0)
    assert [(span.what.kind, span.start.seconds, span.end.seconds) for span in main.spans] == [
        ("sleep", 0.0, 1.0),
        ("ready", 1.0, 3.0),
    ]
    assert [(span.what.kind, span.end) for span in rude.spans] == [("blocked", Moment(3.0))]


def test_group_waits_for_its_children(stage: Stage) -> None:
    """The end of a group is right after the end of its last child; no cancellation ends it."""
    main = stage.run(stage.task("main"))
    group = stage.open()
    children = [stage.task(f"child {n}", group) for n in range(2)]
    stage.wait(main, CHILDREN)
    for number, child in enumerate(children, 1):
        stage.wait(stage.run(child), sleep(number), EVENT)
        stage.run(child, Moment(float(number)))
        stage.story.finish(child, "finished")
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
    stage.story.finish(failing, "raised", "ValueError")
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


def test_thread_sleeps_and_wakes_its_task(stage: Stage) -> None:
    """A call in a thread has a time of its own, and the task goes on one step after it."""
    main = stage.run(stage.task("main"))
    stage.wait(main, Waiting("thread", "to_thread.run_sync()", 3))
    call = stage.story.call("work", 3, main)
    stage.sleep(0.25)
    stage.say("done", 5)
    stage.run(main, stage.story.cause)
    [thread] = timeline(stage.story).threads
    [line] = timeline(stage.story).prints
    assert (call.now, main.now) == (Moment(0.25), Moment(0.25, 1))
    assert (thread.start, thread.end.instant, thread.task) == (Moment(0.0), (0.25, 0), "0")
    assert (line.at.instant, line.thread, line.task) == ((0.25, 0), "t0", None)


def test_folded_with_a_count(stage: Stage) -> None:
    """Of many tasks alike, a few stay, and one stands for all others, and for what they print."""
    main = stage.run(stage.task("main"))
    group = stage.open()
    tasks = [stage.task("worker", group) for _ in range(20)]
    stage.wait(main, CHILDREN)
    for task in tasks:
        stage.run(task, Moment(0.0, 1))
        stage.say("hello", 4)
        stage.story.finish(task, "finished")
    seen = timeline(stage.story)
    assert [task.count for task in seen.tasks] == [1, 1, 1, 1, 17]
    assert sum(line.count for line in seen.prints) == 20


def test_steps_are_ranks(stage: Stage) -> None:
    """A timeline counts only the steps at which something happens that it shows."""
    main = stage.run(stage.task("main"))
    hidden = stage.task("hidden")
    hidden.is_shown = False
    stage.story.finish(main, "finished")
    stage.run(hidden, hidden.start)
    child = stage.task("child")
    stage.story.finish(hidden, "finished")
    stage.story.finish(stage.run(child, child.start), "finished")
    assert child.now == Moment(0.0, 2)
    seen = timeline(stage.story)
    assert [(task.name, task.end.instant) for task in seen.tasks] == [
        ("main", (0.0, 0)),
        ("child", (0.0, 1)),
    ]


def test_abandoned_thread_has_its_own_time(stage: Stage) -> None:
    """A thread that its task gave up goes on in its own time, however far the task has come."""
    main = stage.run(stage.task("main"))
    scope = stage.open("move_on_after(0.1)")
    stage.wait(main, Waiting("thread", "to_thread.run_sync()", 6))
    call = stage.story.call("work", 6, main)
    slept = stage.story.sleep(0.2, 2)
    stage.story.scopes.cancel(scope, "cancel", None)
    stage.run(main, is_cancelled=True)
    scope.scope.is_left = True
    stage.wait(main, sleep(0.5), sleep(9))
    stage.story.here.actor = call
    stage.story.slept(slept)
    stage.say("late", 3)
    assert main.now == Moment(0.5)
    assert stage.story.prints[-1].at.instant == (0.2, 0)


def test_turns(stage: Stage) -> None:
    """What one task does at one moment is in the order in which it did it."""
    task = stage.run(stage.task("main"))
    stage.say("before", 3)
    scopes = [stage.open("CancelScope()"), stage.open("CancelScope()")]
    stage.say("inside", 4)
    for scope in reversed(scopes):
        scope.scope.is_left = True
    stage.say("after", 5)
    stage.story.finish(task, "finished")
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


def test_full(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is more than a picture can show isn't taken down any more."""
    monkeypatch.setattr(story_module, "MOST", 10)
    stage.run(stage.task("main"))
    for _ in range(30):
        stage.say("again", 3)
    assert stage.story.is_full
    assert len(stage.story.prints) <= 11


def test_thread_that_waited(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that did more than sleep goes on after all that it may have waited for."""
    monkeypatch.setattr(threads_module, "_NOTICED", -1)
    main, other = stage.run(stage.task("main")), stage.task("other")
    stage.wait(main, Waiting("thread", "to_thread.run_sync()", 6))
    call = stage.story.call("work", 6, main)
    stage.wait(stage.run(other), sleep(0.5), EVENT)
    stage.story.here.actor = call
    stage.say("has seen it", 3)
    stage.wait(stage.run(other, Moment(0.5, 7)), EVENT)
    stage.run(main, Moment(call.now.seconds, call.now.step + 1))
    seen = timeline(stage.story)
    assert seen.prints[0].at.seconds == seen.tasks[0].waits[0].end.seconds == 0.5
    assert seen.tasks[1].waits[1].end < seen.prints[0].at < seen.tasks[0].waits[0].end


def test_thread_is_after_the_loop(stage: Stage) -> None:
    """Within one instant, a thread comes after what tasks do that it didn't wake."""
    main, other = stage.run(stage.task("main")), stage.task("other")
    stage.wait(main, Waiting("thread", "to_thread.run_sync()", 6))
    call = stage.story.call("work", 6, main)
    stage.say("thread", 3)
    stage.wait(stage.run(other), EVENT)
    stage.wait(stage.run(other, Moment(0.0, 5)), EVENT)
    assert call.now.seconds == 0
    assert other.now < call.now


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


def test_two_calls_are_two_waits(stage: Stage) -> None:
    """Two calls on the same line are two waits; the parts of one are one."""

    class Awaited:
        """What a task awaits."""

    first, second = Awaited(), Awaited()
    main = stage.run(stage.task("main"))
    calls = [Waiting("thread", "to_thread.run_sync()", 3, call=ref(c)) for c in (first, second)]
    for waited, at in ((calls[0], 0.1), (calls[0], 0.2), (calls[1], 0.3)):
        stage.wait(main, waited)
        stage.run(main, Moment(at))
    assert [(span.start.seconds, span.end.seconds) for span in main.spans] == [(0, 0.2), (0.2, 0.3)]


@pytest.mark.parametrize(("rounds", "at"), [(1, 3.0), (2, 2.0)])
def test_deadline_while_blocked(rounds: int, at: float, stage: Stage) -> None:
    """A deadline that passes while the event loop is blocked is acted upon when it goes on."""
    main, rude = stage.run(stage.task("main")), stage.task("rude")
    ring = stage.open("move_on_after(1.5)", delay=1.5)
    stage.wait(main, sleep(9))
    stage.run(rude)
    stage.sleep(1)
    stage.sleep(1)
    stage.loop.is_same_round = rounds == 1
    stage.sleep(1)
    stage.wait(rude, EVENT)
    ring.scope._cancel_called = True
    stage.run(main, is_cancelled=True)
    assert ring.cancelled
    assert ring.cancelled[0].seconds == main.spans[0].end.seconds == at


def test_deadline_that_had_passed(stage: Stage) -> None:
    """A scope that is entered after its deadline is cancelled right then, and not before."""
    main = stage.run(stage.task("main"))
    stage.say("before", 1)
    ring = stage.open("move_on_after(0)", delay=0.0)
    stage.story.scopes.cancel(ring, "deadline", None)
    assert ring.cancelled
    assert ring.start < ring.cancelled[0] <= main.stamp()


def test_work_holds_up_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where times are measured, who could go on while another one works is shown to be ready."""
    stage = Stage(Story(is_measured=True))
    monkeypatch.setattr(stage.story, "measured", lambda: Moment(round(stage.now - 100, 6)))
    sleeper, worker, waiter = (stage.task(name) for name in ("sleeper", "worker", "waiter"))
    stage.wait(stage.run(sleeper), sleep(0.1))
    stage.wait(stage.run(waiter), EVENT)
    stage.run(worker)
    stage.now += 0.5
    cause = stage.story.cause
    stage.now += 0.1
    stage.wait(worker, EVENT)
    stage.run(waiter, cause)
    stage.wait(waiter, EVENT)
    stage.run(sleeper)
    found = {
        life.name: [(span.what.kind, span.start.seconds, span.end.seconds) for span in life.spans]
        for life in stage.story.lives
    }
    assert found == {
        "sleeper": [("sleep", 0.0, 0.1), ("ready", 0.1, 0.6)],
        "worker": [],
        "waiter": [("task", 0.0, 0.5), ("ready", 0.5, 0.6)],
    }


def measured(monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A story whose times come from the clock."""
    stage = Stage(Story(is_measured=True))
    monkeypatch.setattr(stage.story, "measured", lambda: Moment(round(stage.now - 100, 6)))
    return stage


def test_many_hold_up_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks that work for a moment each, one right after the other, hold up those behind them."""
    stage = measured(monkeypatch)
    tasks = [stage.task(f"task {number}") for number in range(6)]
    for each in tasks:
        stage.run(each)
        stage.now += 0.01
        stage.wait(each, EVENT)
    waits = [[(span.what.kind, *(span.start, span.end)) for span in each.spans] for each in tasks]
    assert waits[-1] == [("ready", Moment(0.0), Moment(0.05))]
    stage.now += 1
    idle = stage.task("late")
    stage.now += 0.001
    assert stage.run(idle).spans == []


def test_sleep_of_a_thread_ends_with_the_story(monkeypatch: pytest.MonkeyPatch) -> None:
    """A measured thread that still sleeps when all is over isn't drawn beyond that."""
    stage = measured(monkeypatch)
    main = stage.run(stage.task("main"))
    call = stage.story.call("late", 3, main)
    stage.story.sleep(20, 6)
    stage.now += 0.5
    seen = timeline(stage.story)
    assert call.spans[0].end.seconds == seen.end.seconds == 0.5


def test_parts_of_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where times are measured, one call of a library that waits often for the same is one wait."""
    stage, (one, another) = measured(monkeypatch), (Scope(), Scope())
    task = stage.run(stage.task("main"))
    for call in (one, one, one, another):
        stage.story.suspend(task, Waiting("io", "get()", 7, call=ref(call)))
        stage.now += 0.1
        stage.run(task)
        stage.now += 0.001
    assert [(span.start.seconds, span.end.seconds) for span in task.spans] == [
        (0.0, 0.302),
        (0.303, 0.403),
    ]


def test_cut(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A timeline of what was taken down before there was too much says that it's cut."""
    monkeypatch.setattr(story_module, "MOST", 10)
    stage.wait(stage.run(stage.task("main")), *[sleep(1)] * 20)
    seen = timeline(stage.story)
    assert seen.is_cut
    words = f"{summary(seen)}\n{as_list(seen)}"
    assert "what comes after" in words
    assert "main is unfinished when the timeline ends" in words
