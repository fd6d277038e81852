"""What Pyodide's objects say of their methods: nothing.

To find out how each can be called takes a while at each start, for what no reader asks.
"""

from collections.abc import Callable
from typing import Any


def get_cmeth_docstring(_: Callable[..., Any]) -> str:
    """What a method says of itself."""
    return ""
