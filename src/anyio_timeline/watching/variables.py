"""Variables: what a function has in one, while it runs or stands somewhere."""

from __future__ import annotations

import sys
from inspect import CO_OPTIMIZED
from types import FrameType
from typing import Any


def local(frame: FrameType, name: str, default: Any = None) -> Any:
    """A variable of a function that runs or stands somewhere.

    Before Python 3.13, a frame keeps all that it's asked for, and so what a program lets go of. So
    that is taken away again, unless somebody has got it too, by `locals()`.

    Args:
        frame: Where it runs; if that's the program's own code, none of it has run yet, since it
            may have asked for all variables.
        name: What it's called there.
        default: What there is if it has none of that name.
    """
    code = frame.f_code
    names = code.co_varnames + code.co_cellvars + code.co_freevars
    if name not in names:
        return default
    held = frame.f_locals
    found = held.get(name, default)
    # the frame has it, this function, and what counts
    if isinstance(held, dict) and code.co_flags & CO_OPTIMIZED and sys.getrefcount(held) <= 3:
        for each in names:
            held.pop(each, None)
    return found
