"""Kinds: what an example has that may be treated in a way of its own, and one of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from anyio_by_example.examples.example import Example


def kind(example: Example) -> tuple[object, ...]:
    """What an example declares that changes how it's run or compared."""
    settings = example.settings
    return (
        settings.backends,
        settings.clock,
        settings.order,
        settings.exit_status,
        settings.fresh,
        settings.leaves,
        settings.measured,
        bool(settings.support),
        bool(settings.unordered),
    )


def topic(example: Example) -> str:
    """The folder that it's in."""
    return example.name.partition("/")[0]


def one_of_each(
    examples: Iterable[Example], more: Mapping[Example, object], and_topic: bool = True
) -> list[Example]:
    """The first example of each kind.

    Args:
        examples: All of them.
        more: What else makes their kinds.
        and_topic: Whether the first of each topic is there, too.
    """
    first: dict[object, Example] = {}
    for example in examples:
        first.setdefault((kind(example), more.get(example)), example)
        if and_topic:
            first.setdefault(topic(example), example)
    return [*dict.fromkeys(first.values())]
