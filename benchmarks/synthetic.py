"""Synthetic: any number of small examples."""

from __future__ import annotations

from pathlib import Path

_TEXT = '''\
# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Greet number {number}."""

import anyio


async def main() -> None:
    await anyio.sleep({seconds})
    print("hello, {number}")


anyio.run(main)
'''

_PER_TOPIC = 40
"""How many examples a topic has, so that more examples are more topics."""

_SLEEPS = 10
"""Of how many examples one waits."""


def make_examples(root: Path, count: int) -> None:
    """Write examples and their reviewed outputs; some of the examples wait for a tenth of a second.

    Args:
        root: The folder of all snippets.
        count: How many there will be.
    """
    for number in range(count):
        file = root / f"topic_{number // _PER_TOPIC}" / f"greet_{number}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        seconds = 0.1 if number % _SLEEPS == 0 else 0
        file.write_text(_TEXT.format(number=number, seconds=seconds), "utf-8")
        file.with_suffix(".out").write_text(f"hello, {number}\n", "utf-8", newline="\n")
