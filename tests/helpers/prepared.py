"""The interpreter of this project, as `make interpreter` has prepared it."""

from __future__ import annotations

from anyio_by_example.interpreter.interpreter import Interpreter, MissingError
from helpers.support import ROOT, needs

FOLDER = ROOT / ".interpreter"


def prepared() -> Interpreter:
    """The interpreter; without one, a test is skipped, or fails where all must be there."""
    try:
        return Interpreter.find(FOLDER)
    except MissingError as missing:
        needs("Python for a browser", str(missing))
        raise
