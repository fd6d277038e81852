"""What the tests of drawings share: the timelines that are hard to draw."""

from __future__ import annotations

import pytest
from helpers.timeline_cases import CASES

from anyio_by_example.timeline.model import Timeline


@pytest.fixture(params=CASES, ids=lambda case: case.__name__)
def case(request: pytest.FixtureRequest) -> Timeline:
    """Each of the timelines that are hard to draw."""
    made: Timeline = request.param()
    return made
