"""Lengths: seconds as programs give and mean them."""

from __future__ import annotations

from typing import Any

_STEPS = ((0.1, 0.006), (0.05, 0.006), (0.01, 0.003), (0.005, 0.0012))
"""Lengths that programs ask for are multiples of these, and how far off a clock may tell them."""

_LIKELY, _NEAR = 0.05, 0.02
"""The same where it may be far off: what it's counted from was late, as the machine is."""

_MOST = 0.06
"""How far off that may be, as a part of a length."""


def as_number(value: Any) -> float | None:
    """A number as it is, whatever class of numbers the program has; None if it's none."""
    if issubclass(type(value), float):
        return float.__pos__(value)
    try:
        return int.__float__(value) if issubclass(type(value), int) else None
    except OverflowError:
        return None


def about(seconds: float) -> float:
    """The seconds that a program asked for, of which a clock tells up to 0.02 more or less."""
    near = round(seconds / _LIKELY) * _LIKELY
    return round(near, 6) if abs(seconds - near) < _NEAR else round(seconds, 2)


def asked(seconds: float) -> float:
    """The seconds that a program asked for, of which a clock tells a little more or less."""
    for step, tolerance in _STEPS:
        near = round(seconds / step) * step
        if abs(seconds - near) <= min(tolerance, _MOST * seconds):
            return round(near, 6)
    return float(f"{seconds:.2g}") if seconds < _STEPS[-1][0] else round(seconds, 3)
