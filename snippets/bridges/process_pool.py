# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A call in another process: an executor's, and AnyIO's."""

import math
from concurrent.futures import ProcessPoolExecutor

import anyio
from anyio import to_process


def with_executor() -> None:
    with ProcessPoolExecutor(max_workers=1) as executor:
        print("submit():", executor.submit(math.factorial, 10).result())


async def main() -> None:
    result = await to_process.run_sync(math.factorial, 10)
    print("to_process.run_sync():", result)


if __name__ == "__main__":
    with_executor()
    anyio.run(main, backend="trio")
