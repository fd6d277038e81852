"""How often a property is tried: a little, and the same, in every run of the tests; or at length.

`ANYIO_BY_EXAMPLE_FUZZ=20000 pytest tests/examples/test_fuzz.py` tries each property so often, and
others in every run.
"""

from __future__ import annotations

import os

# one of Trio's would change how it runs tasks
os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"
from hypothesis import HealthCheck, settings

_ASKED = os.environ.get("ANYIO_BY_EXAMPLE_FUZZ", "")

fuzzed = settings(
    max_examples=int(_ASKED or 60),
    derandomize=not _ASKED,
    database=None,
    deadline=None,
    # a folder for all that a test tries is enough, and what is slow is told by the whole run
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
