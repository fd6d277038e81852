"""Words: what a page says of an outcome. Code is between backticks."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable

from anyio_by_example.matrix.outcome import DIFFERS, MISSING, SAME, UNKNOWN, VARIES, Outcome

_LACKS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (
            r"(?:module |type object )?'([\w.]+)'(?: object)? has no attribute '(\w+)'",
            lambda found: f"`{_named(found[1])}` has no `{found[2]}`",
        ),
        (r"cannot import name '(\w+)'", lambda found: f"there is no `{found[1]}`"),
        (r"No module named '([\w.]+)'", lambda found: f"there is no `{found[1]}`"),
        (
            r"([\w.]+)\(\) got an unexpected keyword argument '(\w+)'",
            lambda found: f"`{found[1]}()` has no parameter `{found[2]}`",
        ),
        (
            r"([\w.]+)\(\) takes .* but \d+ w",
            lambda found: f"`{found[1]}()` takes fewer arguments",
        ),
        (
            r"([\w.]+)\(\) missing \d+ required .*",
            lambda found: f"`{found[1]}()` asks for another argument",
        ),
        (
            r"__aenter__|'\w+' object does not support the asynchronous context manager protocol",
            lambda _: "`async with` isn't possible",
        ),
        (
            r"__enter__|'\w+' object does not support the context manager protocol",
            lambda _: "`with` isn't possible",
        ),
        (r"'function' object is not subscriptable", lambda _: "a function takes no `[…]`"),
        (r"'(\w+)' object is not subscriptable", lambda found: f"`{found[1]}` takes no `[…]`"),
        (r"'(\w+)' object is not (.*)", lambda found: f"`{found[1]}` is not {found[2]}"),
        (
            r"object (\w+) can't be used in 'await' expression",
            lambda found: f"`{_named(found[1])}` can't be awaited",
        ),
    )
)
"""What Python says of what isn't there, and what a page says."""

_STATUS = re.compile(r"it ends with status (-?\d+)")


def said(outcome: Outcome) -> str:
    """What an outcome was, short enough for a table."""
    if outcome.kind == DIFFERS:
        return _ended(outcome.error) if outcome.error else "prints something else"
    if outcome.kind == MISSING:
        return _lacking(outcome.error)
    return {SAME: "the same", VARIES: "varies from run to run", UNKNOWN: "not run"}[outcome.kind]


def _lacking(error: str) -> str:
    text = error.partition(": ")[2]
    for pattern, words in _LACKS:
        if found := pattern.match(text):
            return words(found)
    return f"lacks something: `{text}`"


def _named(name: str) -> str:
    return "None" if name == "NoneType" else name


def _ended(error: str) -> str:
    """How a run ended that wasn't meant to end so."""
    if not error.startswith("it "):
        name = error.partition(":")[0].rpartition(".")[2]
        return f"raises `{name}`"
    if not (status := _STATUS.fullmatch(error)):
        return error.removeprefix("it ")
    number = int(status[1])
    if number >= 0:
        return f"ends with status {number}"
    try:
        return f"is ended by `{signal.Signals(-number).name}`"
    except ValueError:
        return f"is ended by signal {-number}"
