"""What is reviewed of a timeline whose times were measured doesn't depend on chance."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers.timeline_parts import task, thread, timeline

from anyio_timeline.words import as_text


@pytest.mark.parametrize(("first", "second"), [(0.1, 0.2), (0.2, 0.1)])
def test_threads(first: float, second: float) -> None:
    """Calls in worker threads are in the order of their tasks, whichever began first."""
    calls = {"ask('a')": ("0.0", first), "ask('b')": ("0.1", second)}
    begun = sorted(calls.items(), key=lambda each: each[1][1])
    drawn = timeline(
        task("0", "main", 0, 1),
        task("0.0", "one", 0, 1),
        task("0.1", "two", 0, 1),
        *(
            thread(f"t{n}", name, start, 1, owner=owner)
            for n, (name, (owner, start)) in enumerate(begun)
        ),
    )
    told = as_text(replace(drawn, is_measured=True)).splitlines()
    assert told[-2:] == ["thread ask('a')", "thread ask('b')"]
