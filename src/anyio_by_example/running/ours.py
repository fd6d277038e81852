"""Ours: which files run and watch an example, and are none of its own."""

from __future__ import annotations

import os
from pathlib import Path

from anyio_timeline.running import execution

OURS = (*execution.OURS, str(Path(__file__).parents[1]) + os.sep)
"""How their names start, in a traceback too."""
