# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/results_by_handles.py", "older/place_for_each_result.py"]
# ///
"""amap() passes one item to each call: bind the rest, or use gather()."""

from functools import partial

import anyio

PAIRS = [("a.txt", "disk"), ("b.txt", "tape")]


async def copy(file: str, to: str, *, check: bool = False) -> str:
    await anyio.sleep(0.1)
    return f"{file} to {to}" + (", checked" if check else "")


async def main() -> None:
    files = ["a.txt", "b.txt"]
    print(await anyio.amap(partial(copy, to="disk", check=True), files))

    copies = (copy(file, to, check=True) for file, to in PAIRS)
    print(await anyio.gather(*copies))


anyio.run(main)
