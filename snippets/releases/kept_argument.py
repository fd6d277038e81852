# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A large object is given to a worker thread, and forgotten.

Probed: whether it's gone from memory when the call has returned.
"""

import weakref

import anyio
from anyio import to_thread


class Picture:
    pass


def draw(picture: Picture) -> None:
    pass


async def main() -> None:
    picture = Picture()
    reference = weakref.ref(picture)
    await to_thread.run_sync(draw, picture)
    del picture
    await anyio.sleep(0.1)
    print("still in memory:", reference() is not None)


anyio.run(main)
