"""Forgetting: a story that keeps only what came last lets go of what is long over."""

from __future__ import annotations

from collections.abc import Collection

from anyio_timeline.watching.cast import Actor, Call, Life, Line, Ring


def forget_before(
    horizon: float, lives: list[Life], rings: list[Ring], calls: list[Call], prints: list[Line]
) -> None:
    """Take out of these lists what was over before a time, and what only that refers to.

    Args:
        horizon: Seconds of the story.
        lives: Its tasks.
        rings: Its scopes and task groups.
        calls: Its calls in worker threads.
        prints: Its printed lines.
    """
    lives[:] = [life for life in lives if life.end is None or life.end.seconds >= horizon]
    kept: set[int] = {*map(id, lives)}
    calls[:] = [call for call in calls if _goes_on(call, horizon, kept)]
    kept |= {*map(id, calls)}
    rings[:] = [ring for ring in rings if _is_open(ring, horizon, kept)]
    kept |= {*map(id, rings)}
    prints[:] = [line for line in prints if line.at.seconds >= horizon]
    for life in lives:
        life.spans = [span for span in life.spans if span.end.seconds >= horizon]
        life.calls = [call for call in life.calls if id(call) in kept]
        life.loop.blocks = [each for each in life.loop.blocks if each[1] >= horizon]
    for actor in (*lives, *calls):
        actor.owner = _nearest(actor.owner, kept)
    for ring in rings:
        while ring.parent and id(ring.parent) not in kept:
            ring.parent = ring.parent.parent


def _goes_on(call: Call, horizon: float, lives: Collection[int]) -> bool:
    """Whether a call may still do something: of most, only the task's next one tells their end."""
    if call.tells_end:
        return call.end is None or call.end.seconds >= horizon
    is_last = isinstance(call.owner, Life) and call is call.owner.calls[-1]
    return call.now.seconds >= horizon or (is_last and id(call.owner) in lives)


def _is_open(ring: Ring, horizon: float, lives: Collection[int]) -> bool:
    if ring.task is None:
        return ring.made >= horizon
    return id(ring.task) in lives and (ring.end is None or ring.end.seconds >= horizon)


def _nearest(owner: Actor | None, kept: Collection[int]) -> Actor | None:
    while owner and id(owner) not in kept:
        owner = owner.owner
    return owner
