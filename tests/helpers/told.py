"""Told: a story by hand, with a clock that stands still, and without an event loop."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import Any

from anyio_timeline.model import Moment
from anyio_timeline.watching.cast import Call, Life, Ring
from anyio_timeline.watching.event_loop import START, Loop
from anyio_timeline.watching.story import Story
from anyio_timeline.watching.waits import Waiting

CHILDREN = Waiting("children", "", 9)
"""What a task waits for at the end of its group."""

EVENT = Waiting("task", "event.wait()", 8)
"""What a task waits for that another one ends."""


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
        self.story.turns.resume(life, cause, is_cancelled)
        return life

    def call(self, name: str, line: int, owner: Life) -> Call:
        """Let a call in a worker thread begin, in this one."""
        call = Call(name, line, owner, START, START)
        self.story.threads.start(call)
        return call

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
            self.story.turns.suspend(life, each)
            self.now += (each.seconds or 0) + 0.03
            self.run(life)
        self.story.turns.suspend(life, last)

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
