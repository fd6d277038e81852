"""What a row says of arguments: short literals only, read without a trace."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import partial
from types import coroutine
from typing import Any
from weakref import ref

import pytest

from anyio_timeline.watching.arguments import of_call, of_frame, written


class Text(str):
    """A string that might be written in a way of its own."""

    __slots__ = ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("near", '"near"'),
        ("exactly 12 c", '"exactly 12 c"'),
        ("one more than", '"one more th…"'),
        ("a\nb", '"a⟦\\n⟧b"'),
        ('say "so"', ""),
        (7, "7"),
        (0.25, "0.25"),
        (True, "True"),
        (None, "None"),
        (40123, ""),  # as a port
        (0.123456, ""),
        (b"bytes", ""),
        (object(), ""),
        (Text("near"), ""),
    ],
)
def test_short_literals(value: object, text: str) -> None:
    """A short literal is written as in a program; of anything else, nothing is said."""
    assert written([value]) == (text,)


class Client:
    """Something with a method."""

    async def fetch(self, page: str, retries: int = 3) -> str:
        """Use an argument in a function inside, too."""
        return str([page for _ in range(retries)])


def test_same_from_call_and_from_frame() -> None:
    """A coroutine that hasn't begun and the call that makes it say the same, in the same order."""
    client = Client()
    call: Any = client.fetch("near", 2)
    assert of_frame(call.cr_frame) == ("", '"near"', "2")
    assert of_call(client.fetch, ("near", 2)) == ("", '"near"', "2")
    assert of_call(partial(client.fetch, "near"), (2,)) == ("", '"near"', "2")
    call.close()


def test_holds_nothing() -> None:
    """What a coroutine was called with lives no longer because somebody looked at it."""

    @coroutine
    def pause() -> Iterator[None]:
        yield

    async def use(thing: object) -> None:
        del thing
        await pause()

    thing = Client()
    known = ref(thing)
    using: Any = use(thing)
    of_frame(using.cr_frame)
    del thing
    using.send(None)
    gc.collect()
    assert known() is None
    using.close()
