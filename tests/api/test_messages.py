"""What AnyIO says of errors is read from its source: each message, with its class and its place."""

from __future__ import annotations

import inspect

import anyio
import pytest

from anyio_by_example.api import messages as module
from anyio_by_example.api.messages import Message, exceptions, messages

SAID = {
    "RuntimeError: Already running … in this thread": "",
    "RuntimeError: Attempted to exit cancel scope in a different task than it was entered in": (
        "asyncio"
    ),
    # the class says it by itself
    "BusyResourceError: Another task is already … this resource": "",
    # a variable, and a parameter that is given one
    "ValueError: Step for islice() must be a positive integer or None.": "",
    # a warning
    "ResourceWarning: Unclosed <… at …>": "",
    # no text
    "WouldBlock": "",
    # either a text of the program's, or none
    "TimeoutError": "",
}
"""What AnyIO says, and the backend that alone does."""

SOURCE = """
def check(kind, message):
    if kind: raise ValueError(message)
    warn(f"old {kind}", DeprecationWarning)
    raise (KeyboardInterrupt if kind else NotImplementedError)
late = "it's " + "late"
check(1, late)
"""


@pytest.mark.parametrize(("said", "backend"), SAID.items())
def test_messages(said: str, backend: str) -> None:
    """A message has the backend that alone raises it."""
    found = {each.said: each for each in messages()}
    assert found[said].backend == backend


def test_places() -> None:
    """Each message is once, and its places are lines of AnyIO's files."""
    assert len({each.said for each in messages()}) == len(messages()) > 100
    for each in messages():
        assert all(name.endswith(".py") and line > 0 for name, line in each.places)


def test_exceptions() -> None:
    """All exception classes that AnyIO exports are known, and no other."""
    public = {
        name
        for name in dir(anyio)
        if inspect.isclass(each := getattr(anyio, name)) and issubclass(each, Exception)
    }
    assert set(exceptions()) == public
    # each is raised somewhere
    assert set(exceptions()) <= {each.exception for each in messages()}


def test_source() -> None:
    """A variable's text is found, a warning counts, and what tells of no error doesn't."""
    found = [(name, text) for name, text, _ in module._Module(SOURCE).messages()]
    assert sorted(found) == [("DeprecationWarning", "old …"), ("ValueError", "it's late")]


def test_backend_of_several() -> None:
    """What two backends say, or what they share, is of none."""
    one, other = ("_backends/_asyncio.py", 1), ("_backends/_trio.py", 2)
    assert Message("E", "", (one,)).backend == "asyncio"
    assert Message("E", "", (one, other)).backend == ""
    assert Message("E", "", (one, ("lowlevel.py", 3))).backend == ""
