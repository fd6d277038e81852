"""Words: what a page says of an outcome. Code is between backticks."""

from __future__ import annotations

import re
from collections.abc import Callable

from anyio_by_example.matrix.outcome import DIFFERS, MISSING, SAME, VARIES, Outcome

_A = r"(?:type )?'(\w+)' (?:object )?"
"""How Python names a type, or something of it."""

_LACKS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (
            r"(?:module |type object )?'([\w.]+)'(?: object)? has no attribute '(\w+)'",
            lambda found: _without(found[1], found[2]),
        ),
        (r"cannot import name '(\w+)'", lambda found: f"there is no `{found[1]}`"),
        (r"No module named '([\w.]+)'", lambda found: f"there is no `{found[1]}`"),
        (
            r"([\w.]+)\(\) got an unexpected keyword argument '(\w+)'",
            lambda found: f"`{found[1]}()` has no parameter `{found[2]}`",
        ),
        (
            r"([\w.]+)\(\) takes (?:.* but \d+ w|no arguments)",
            lambda found: f"`{found[1]}()` takes fewer arguments",
        ),
        (
            r"([\w.]+)\(\) missing \d+ required .*",
            lambda found: f"`{found[1]}()` asks for another argument",
        ),
        (
            f"__aenter__|{_A}does not support the asynchronous context manager protocol",
            lambda _: "`async with` isn't possible",
        ),
        (
            f"__enter__|{_A}does not support the context manager protocol",
            lambda _: "`with` isn't possible",
        ),
        (r"'function' object is not subscriptable", lambda _: "a function takes no `[…]`"),
        (_A + "is not subscriptable", lambda found: f"`{found[1]}` takes no `[…]`"),
        (_A + "is not (.*)", lambda found: f"`{found[1]}` is not {found[2]}"),
        (
            rf"(?:object (?P<old>\w+) can't be used in 'await' expression|{_A}can't be awaited)",
            lambda found: f"`{_named(found['old'] or found[2])}` can't be awaited",
        ),
        (
            r"'async for' requires an object with __aiter__ method, got (\w+)",
            lambda found: f"`{found[1]}` has no `async for`",
        ),
    )
)
"""What Python says of what isn't there, and what a page says."""


def said(outcome: Outcome) -> str:
    """What an outcome was, short enough for a table."""
    if outcome.kind == DIFFERS:
        return _ended(outcome.error) if outcome.error else "prints something else"
    if outcome.kind == MISSING:
        return _lacking(outcome.error)
    if outcome.was_run:
        return {SAME: "the same", VARIES: "varies from run to run"}.get(outcome.kind, "no result")
    return "not run"


def _lacking(error: str) -> str:
    text = error.partition(": ")[2]
    for pattern, words in _LACKS:
        if found := pattern.match(text):
            return words(found)
    return f"lacks something: `{text}`"


def _without(owner: str, name: str) -> str:
    """What lacks a name; of None, which lacks all, that it's there instead of what has it."""
    if owner == "NoneType":
        return f"there is `None` instead of what has `{name}`"
    return f"`{owner}` has no `{name}`"


def _named(name: str) -> str:
    return "None" if name == "NoneType" else name


def _ended(error: str) -> str:
    """How a run ended that wasn't meant to end so."""
    if error.startswith("it "):
        return error.removeprefix("it ")
    name = error.partition(":")[0].rpartition(".")[2]
    return f"raises `{name}`"
