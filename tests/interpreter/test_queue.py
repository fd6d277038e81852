"""The queue with which an event loop waits in a reader's browser: what it finds, and when."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from helpers.reader import NEEDS_PIPES

from anyio_by_example.interpreter.inside import loops

pytestmark = NEEDS_PIPES


class Waits:
    """Waits that take no time; the next one can be interrupted by something that happens in it."""

    def __init__(self) -> None:
        self.asked: list[float | None] = []
        self.happens: Callable[[], object] = lambda: None

    def __call__(self, seconds: float | None) -> None:
        """Wait for so many seconds, or forever."""
        self.asked.append(seconds)
        self.happens()


@pytest.fixture
def waits() -> Waits:
    """What a queue waits with."""
    return Waits()


@pytest.fixture
def queue(waits: Waits) -> loops._Queue:
    """A queue that waits for nothing yet."""
    return loops._Queue(waits)


@pytest.fixture
def pair() -> Iterator[tuple[loops._End, loops._End]]:
    """Two ends that are connected: one to read from, one to write to."""
    ends = loops._socketpair()
    yield ends
    for end in ends:
        end.close()


def event(end: loops._End, kind: int, flags: int = loops._ADD, data: Any = None) -> loops._Event:
    """What is to be waited for at an end."""
    return loops._Event(end.fileno(), kind, flags, udata=data)


Pair = tuple[loops._End, loops._End]


def test_what_can_be_read_is_found(queue: loops._Queue, pair: Pair, waits: Waits) -> None:
    """An end is found to be readable as long as something is in it, and isn't waited for then."""
    wanted = event(pair[0], loops._READ, data="mine")
    assert queue.control([wanted], 5, 0) == []
    pair[1].send(b"ab")
    assert [found.udata for found in queue.control(None, 5, 9)] == ["mine"]
    assert pair[0].recv(1) == b"a"
    assert queue.control([], 5, None) == [wanted]
    assert pair[0].recv(9) == b"b"
    assert queue.control(None, 5, 0) == []
    assert waits.asked == []


def test_what_is_asked_first_is_found_first(queue: loops._Queue) -> None:
    """Ends are found in the order in which they were asked for, at most as many as are wanted."""
    pairs = [loops._socketpair() for _ in range(4)]
    asked = [pairs[number] for number in (2, 0, 3, 1)]
    for reader_, writer in pairs:
        writer.send(b"x")
        assert reader_.fileno() != writer.fileno()
    wanted = [event(reader_, loops._READ) for reader_, _ in asked]
    assert queue.control(wanted, 9, 0) == wanted
    assert queue.control(None, 2, 0) == wanted[:2]
    assert queue.control(None, 0, None) == []
    for ends in pairs:
        for end in ends:
            end.close()


def test_what_is_taken_back_is_not_found(queue: loops._Queue, pair: Pair) -> None:
    """What is deleted isn't found any more; to delete what isn't there is no error."""
    queue.control([event(pair[1], loops._WRITE), event(pair[0], loops._READ)], 0)
    assert [found.filter for found in queue.control(None, 5, 0)] == [loops._WRITE]
    for _ in range(2):
        assert queue.control([event(pair[1], loops._WRITE, loops._DELETE)], 5, 0) == []
    pair[1].send(b"x")
    assert [found.filter for found in queue.control(None, 5, 0)] == [loops._READ]


def test_once_is_once(queue: loops._Queue, pair: Pair) -> None:
    """What is asked for once is found once, and again only if it's asked for again."""
    pair[1].send(b"x")
    once = event(pair[0], loops._READ, loops._ADD | loops._ONESHOT)
    assert queue.control([once], 5, 0) == [once]
    assert queue.control(None, 5, 0) == []
    assert queue.control([once], 5, 0) == [once]


def test_once_stays_until_it_is_found(queue: loops._Queue) -> None:
    """What is asked for once and doesn't fit in an answer is in the next one."""
    pairs = [loops._socketpair() for _ in range(2)]
    wanted = [event(w, loops._WRITE, loops._ADD | loops._ONESHOT) for _, w in pairs]
    assert queue.control(wanted, 1, 0) == wanted[:1]
    assert queue.control(None, 1, 0) == wanted[1:]
    assert queue.control(None, 1, 0) == []
    for ends in pairs:
        for end in ends:
            end.close()


def test_waits_once(queue: loops._Queue, pair: Pair, waits: Waits) -> None:
    """It waits as long as it's told, once, and then finds what has come meanwhile."""
    waits.happens = lambda: pair[1].send(b"x")
    assert len(queue.control([event(pair[0], loops._READ)], 5, 1.5)) == 1
    pair[0].recv(1)
    assert len(queue.control(None, 5, None)) == 1
    assert waits.asked == [1.5, None]


def test_takes_what_has_a_number(queue: loops._Queue, pair: Pair) -> None:
    """An end can be named itself, or by its number."""
    queue.control([loops._Event(pair[0], loops._READ)], 0)
    pair[1].send(b"x")
    [found] = queue.control([event(pair[0], loops._READ)], 5, 0)
    assert found.ident == pair[0].fileno()


def test_end_of_a_pair(pair: Pair) -> None:
    """An end never blocks, takes what sockets take, and can be closed twice."""
    with pytest.raises(BlockingIOError):
        pair[0].recv(1)
    pair[0].setblocking(True)
    pair[0].setsockopt(1, 2, 3)
    with pytest.raises(BlockingIOError):
        pair[0].recv(1)
    number = pair[0].fileno()
    pair[0].close()
    pair[0].close()
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(number)
