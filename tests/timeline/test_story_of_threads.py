"""The story of a run, told by hand: threads, blocked loops, and who holds up whom."""

from __future__ import annotations

from weakref import ref

import pytest
from helpers.told import EVENT, Scope, Stage, sleep

from anyio_timeline.editing import timeline
from anyio_timeline.model import Moment
from anyio_timeline.watching import threads as threads_module
from anyio_timeline.watching.story import Story
from anyio_timeline.watching.waits import Waiting


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


def test_thread_sleeps_and_wakes_its_task(stage: Stage) -> None:
    """A call in a thread has a time of its own, and the task goes on one step after it."""
    main = stage.run(stage.task("main"))
    stage.wait(main, Waiting("thread", "to_thread.run_sync()", 3))
    call = stage.call("work", 3, main)
    stage.sleep(0.25)
    stage.say("done", 5)
    stage.run(main, stage.story.cause)
    [thread] = timeline(stage.story).threads
    [line] = timeline(stage.story).prints
    assert (call.now, main.now) == (Moment(0.25), Moment(0.25, 1))
    assert (thread.start, thread.end.instant, thread.task) == (Moment(0.0), (0.25, 0), "0")
    assert (line.at.instant, line.thread, line.task) == ((0.25, 0), "t0", None)


def test_abandoned_thread_has_its_own_time(stage: Stage) -> None:
    """A thread that its task gave up goes on in its own time, however far the task has come."""
    main = stage.run(stage.task("main"))
    scope = stage.open("move_on_after(0.1)")
    stage.wait(main, Waiting("thread", "to_thread.run_sync()", 6))
    call = stage.call("work", 6, main)
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


def test_thread_that_waited(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that did more than sleep goes on after all that it may have waited for."""
    monkeypatch.setattr(threads_module, "_NOTICED", -1)
    main, other = stage.run(stage.task("main")), stage.task("other")
    stage.wait(main, Waiting("thread", "to_thread.run_sync()", 6))
    call = stage.call("work", 6, main)
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
    call = stage.call("work", 6, main)
    stage.say("thread", 3)
    stage.wait(stage.run(other), EVENT)
    stage.wait(stage.run(other, Moment(0.0, 5)), EVENT)
    assert call.now.seconds == 0
    assert other.now < call.now


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
    """Tasks that work for a moment each, in turn, hold up those behind them, but don't block."""
    stage = measured(monkeypatch)
    tasks = [stage.task(f"task {number}") for number in range(6)]
    for each in tasks:
        stage.run(each)
        stage.now += 0.01
        stage.wait(each, EVENT)
    waits = [[(span.what.kind, *(span.start, span.end)) for span in each.spans] for each in tasks]
    assert waits[-1] == [("turn", Moment(0.0), Moment(0.05))]
    stage.now += 1
    idle = stage.task("late")
    stage.now += 0.001
    assert stage.run(idle).spans == []


def test_sleep_of_a_thread_ends_with_the_story(monkeypatch: pytest.MonkeyPatch) -> None:
    """A measured thread that still sleeps when all is over isn't drawn beyond that."""
    stage = measured(monkeypatch)
    main = stage.run(stage.task("main"))
    call = stage.call("late", 3, main)
    stage.story.sleep(20, 6)
    stage.now += 0.5
    seen = timeline(stage.story)
    assert call.spans[0].end.seconds == seen.end.seconds == 0.5


def test_parts_of_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where times are measured, one call of a library that waits often for the same is one wait."""
    stage, (one, another) = measured(monkeypatch), (Scope(), Scope())
    task = stage.run(stage.task("main"))
    for call in (one, one, one, another):
        stage.story.turns.suspend(task, Waiting("io", "get()", 7, call=ref(call)))
        stage.now += 0.1
        stage.run(task)
        stage.now += 0.001
    assert [(span.start.seconds, span.end.seconds) for span in task.spans] == [
        (0.0, 0.302),
        (0.303, 0.403),
    ]
