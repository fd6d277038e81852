"""added: since which release of AnyIO a public name has been there.

AnyIO's docstrings say so for few of them. `added.json` has it for all; `refresh` measures it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("added.json")
"""The version of each public name and member, as `{"anyio.Lock": "3.0"}`."""


def added(path: str) -> str:
    """The release since which a name has been where it is; empty if that is not known.

    A class that moved counts from its move, and so do its members. The name counts, not what it
    accepts or returns.

    Args:
        path: The public path of a name or of a member, as `anyio.Lock.acquire`. A member that a
            class inherits is known by the class that defines it.
    """
    return _table().get(path, "")


@cache
def _table() -> Mapping[str, str]:
    table: dict[str, str] = json.loads(FILE.read_text("utf-8"))
    return table
