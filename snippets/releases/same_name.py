# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""Two variables of the event loop have the same name.

Probed: whether a value that one is set to is the other's, too.
"""

import anyio
from anyio.lowlevel import RunVar


async def main() -> None:
    one = RunVar[str]("connection")
    other = RunVar[str]("connection")
    one.set("to the database")
    print(other.get("nothing"))


anyio.run(main)
