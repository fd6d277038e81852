# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A file is left in a cancelled scope.

Probed: whether the file is closed, and what is in it by then.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import anyio


async def main() -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "letter.txt")
        with anyio.CancelScope() as scope:
            async with await anyio.open_file(path, "w") as file:
                await file.write("Dear reader,")
                scope.cancel()
        print("closed:", file.wrapped.closed)
        print("in the file:", repr(path.read_text("utf-8")))
        file.wrapped.close()


anyio.run(main)
