"""Pictures don't lie: what must be so in any timeline is so in all of them.

The checks are in `helpers/truth.py`; each is shown here to find what it's for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from helpers import truth
from helpers.kinds import one_of_each
from helpers.timeline_parts import printed, scope, task, thread, timeline, wait
from helpers.watched import CASES, Recorded, recorded, runs

from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library
from anyio_by_example.recording.recorder import Recorder, Run
from anyio_timeline.model import Cancellation, Moment, Timeline
from anyio_timeline.words import events

# the programs that are run again are measured
pytestmark = pytest.mark.alone


def test_hard_cases(run: Run, timeline: Timeline, recordings: Recorded) -> None:
    """The timeline of a hard program tells no lie."""
    assert truth.lies(timeline, recordings[run[0].name][run[1]].output) == []
    assert list(truth.uneven(timeline)) == []


def test_site(library: Library) -> None:
    """No timeline on the site tells a lie."""
    found: dict[str, list[str]] = {}
    count = 0
    for example in library.examples():
        for runtime, recording in library.recorded(example).items():
            if seen := recording.timeline:
                count += 1
                lies = [*truth.lies(seen, recording.output), *truth.uneven(seen)]
                found[f"{example.name} on {runtime}"] = lies
    assert count > 150
    assert {name: lies for name, lies in found.items() if lies} == {}


_SURELY = 0.06
"""Seconds between two things that surely happened one after the other."""

_WAIT = re.compile(r" (waits|could go on|blocks) ")


def _order(timeline: Timeline) -> dict[tuple[str, int], Moment]:
    """When each thing happened that isn't a wait, by its words and its number among equal ones."""
    seen: Counter[str] = Counter()
    found = {}
    for event in events(timeline):
        if not _WAIT.search(event.text):
            text = event.text.partition(": deadline")[0]
            seen[text] += 1
            found[text, seen[text]] = event.at
    return found


def _turned_round(asked: Timeline, measured: Timeline) -> Iterator[str]:
    """What happened one after the other, and is shown the other way round."""
    shown, real = _order(asked), _order(measured)
    both = sorted(shown.keys() & real.keys(), key=lambda each: real[each])
    for n, earlier in enumerate(both):
        for later in both[n + 1 :]:
            is_sure = real[later].seconds - real[earlier].seconds > _SURELY
            if is_sure and shown[earlier].seconds > shown[later].seconds:
                yield f"“{later[0]}” stands before “{earlier[0]}”"


def _measured(example: Example) -> Example:
    settings = replace(example.settings, timeline="measured")
    return replace(example, header=replace(example.header, settings=settings))


def test_as_a_clock_says(
    library: Library, recordings: Recorded, request: pytest.FixtureRequest
) -> None:
    """What a clock shows to have happened later stands nowhere before what happened earlier.

    Nor does a timeline lie whose times are those of a clock. Of the examples on the pages, one of
    each kind and of each topic is measured; with `--every`, each.
    """
    asked = {each.name: library.recorded(each) for each in library.examples()} | recordings
    shown_on_pages = library.examples()
    if not request.config.getoption("every"):
        shown_on_pages = one_of_each(shown_on_pages, {})
    examples = [
        each
        for each in (*shown_on_pages, *CASES)
        if each.settings.timeline == "asked"
        and each.settings.clock == "real"
        and "MockClock" not in each.text
    ]
    wrong: dict[Run, list[str]] = {run: [] for run in runs(examples)}
    for _ in range(3):  # on a machine that has too much to do, a clock says anything once
        by_clock = recorded(Recorder(workers=8), ((_measured(each), on) for each, on in wrong))
        again: dict[Run, list[str]] = {}
        for example, runtime in wrong:
            shown = asked[example.name][runtime].timeline
            recording = by_clock[example.name][runtime]
            if shown and (real := recording.timeline):
                lies = [*_turned_round(shown, real), *truth.lies(real, recording.output)]
                again |= {(example, runtime): lies} if lies else {}
        wrong = again
    assert {f"{example.name} on {on}": lies for (example, on), lies in wrong.items()} == {}


def _event_before_it_is_set() -> Timeline:
    """A task that goes on although nothing happens that it could wait for."""
    return timeline(
        task("0", "main", 0, 1, wait("task", 0, 0.6, "event.wait()"), wait("sleep", 0.6, 1)),
        task("0.0", "other", 0, 1, wait("sleep", 0, 1)),
    )


def _thread_before_it_ends() -> Timeline:
    """A task that goes on although the thread that it waits for still works."""
    call = replace(thread("t0", "work", 0, 1, owner="0"), line=12)
    other = task("0.0", "other", 0, 0.6, wait("sleep", 0, 0.6))
    return timeline(task("0", "main", 0, (0.6, 1), wait("thread", 0, (0.6, 1))), call, other)


def _two_waits_at_once() -> Timeline:
    """A task that waits twice at once."""
    return timeline(task("0", "main", 0, 1, wait("sleep", 0, 0.6), wait("sleep", 0.5, 1)))


def _child_after_its_group() -> Timeline:
    """A task that ends after its group."""
    group = scope("s0", "0", 0, 0.5)
    child = task("0.0", "child", 0, 1, wait("sleep", 0, 1), group="s0")
    main = task("0", "main", 0, 1, wait("sleep", 0, 0.5), wait("sleep", 0.5, 1))
    return timeline(main, child, group)


def _two_calls_as_one_wait() -> Timeline:
    """A task that waits for two threads, one after the other, in what is shown as one wait."""
    calls = [replace(thread(f"t{n}", "work", n, n + 1, owner="0"), line=12) for n in range(2)]
    return timeline(
        task("0", "main", 0, (2, 1), wait("thread", 0, (2, 1), "to_thread.run_sync()")), *calls
    )


def _prints_while_it_waits() -> Timeline:
    """A task that prints in the middle of a sleep."""
    return timeline(task("0", "main", 0, 1, wait("sleep", 0, 1)), printed(0.5, "awake", "0"))


def _goes_on_while_blocked() -> Timeline:
    """A task that does something while another one blocks the event loop."""
    return timeline(
        task("0", "rude", 0, 1, wait("blocked", 0, 1, "time.sleep(1)")),
        task("1", "patient", 0, 0.5, wait("sleep", 0, 0.5, "sleep(0.5)")),
    )


def _cancelled_while_blocked() -> Timeline:
    """A deadline on which a blocked event loop acts."""
    cancelled = Cancellation(Moment(0.5), "deadline", None, None)
    rude = task("0", "rude", 0, 1, wait("blocked", 0, 1, "time.sleep(1)"))
    return timeline(rude, scope("s0", "0", 0, 1, "move_on_after(0.5)", None, 0.5, cancelled))


def _cancelled_before_its_scope() -> Timeline:
    """A task that is cancelled before its scope is."""
    cancelled = Cancellation(Moment(0.5), "deadline", None, None)
    main = task("0", "main", 0, 0.5, wait("sleep", 0, 0.4, by="s0"), wait("sleep", 0.4, 0.5))
    return timeline(main, scope("s0", "0", 0, 0.5, "move_on_after(0.5)", None, 0.5, cancelled))


def _always_running() -> Timeline:
    """Tasks that wait, shown as one that never does."""
    return timeline(replace(task("0", "worker", 0, 1), count=13))


def _two_run_at_once() -> Timeline:
    """Two tasks that compute, both from the start."""
    tasks = [task(str(n), f"compute {n}", 0, n + 1) for n in range(2)]
    return replace(timeline(*tasks), is_measured=True)


@pytest.mark.parametrize(
    ("check", "lie"),
    [
        (truth.too_early, _event_before_it_is_set),
        (truth.too_early, _thread_before_it_ends),
        (truth.out_of_bounds, _two_waits_at_once),
        (truth.out_of_bounds, _child_after_its_group),
        (truth.acts_while_waiting, _two_calls_as_one_wait),
        (truth.acts_while_waiting, _prints_while_it_waits),
        (truth.while_blocked, _goes_on_while_blocked),
        (truth.while_blocked, _cancelled_while_blocked),
        (truth.cancelled_too_early, _cancelled_before_its_scope),
        (truth.busy_for_nothing, _always_running),
        (truth.at_once, _two_run_at_once),
    ],
    ids=lambda value: value.__name__.lstrip("_"),
)
def test_finds(check: truth.Check, lie: Callable[[], Timeline]) -> None:
    """Each check finds what it's for, and no other check finds it too."""
    assert [each.__name__ for each in truth.CHECKS if list(each(lie()))] == [check.__name__]


def test_finds_effect_before_cause() -> None:
    """A line is found that stands before one which was printed earlier."""
    tasks = task("0", "main", 0, (0, 2)), task("0.0", "child", (0, 1), (0, 1))
    made = timeline(*tasks, printed((0, 1), "received", "0.0"), printed((0, 2), "serving", "0"))
    assert truth.lies(made, "received\nserving\n") == []
    assert truth.lies(made, "serving\nreceived\n") == ["“received” comes before “serving”"]


def test_finds_what_a_clock_refutes() -> None:
    """What is shown before what it followed by a clock is found."""
    early, late = (
        timeline(task("0", "main", 0, 1), printed(at, "a", "0"), printed(0.5, "b", "0"))
        for at in (0.1, 0.9)
    )
    assert list(_turned_round(early, early)) == []
    assert list(_turned_round(late, early)) == ["“main prints “b”” stands before “main prints “a””"]
