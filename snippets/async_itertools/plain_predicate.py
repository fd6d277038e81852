# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# right = "async_itertools/tour.py"
# ///
"""A predicate with a plain result fails at the first item."""

import anyio
from anyio.itertools import filterfalse


async def main() -> None:
    words = ["tea", "42", "milk"]
    try:
        async for word in filterfalse(str.isdigit, words):  # type: ignore[arg-type]
            print(word)
    except TypeError as error:
        print(type(error).__name__)


anyio.run(main)
