"""Points: what goes to a worker process and back."""

from dataclasses import dataclass


@dataclass
class Point:
    """A place on a line."""

    x: int


class NotFoundError(Exception):
    """There is no such point."""


def make(x: int) -> Point:
    """A new point."""
    return Point(x)


def find(x: int) -> Point:
    """The point at a place."""
    raise NotFoundError(x)
