"""What some names mean to those who write docstrings in the tests."""

from __future__ import annotations

KNOWN = {"Lock": "anyio.Lock", "anyio.Lock": "anyio.Lock", "Lock.acquire": "anyio.Lock.acquire"}


def resolve(_: str, target: str) -> str | None:
    """What a name means in these tests."""
    return KNOWN.get(target.lstrip("."))
