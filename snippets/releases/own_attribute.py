# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""An attribute of one's own is set on objects of AnyIO.

Probed: which of them take it.
"""

import anyio


async def main() -> None:
    for each in (anyio.Event(), anyio.Lock(), anyio.CancelScope()):
        try:
            setattr(each, "label", "mine")  # noqa: B010
            print(f"{type(each).__name__}: taken")
        except AttributeError:
            print(f"{type(each).__name__}: AttributeError")


anyio.run(main)
