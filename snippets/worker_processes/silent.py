# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What a function prints or logs in a worker process is lost."""

import io
import logging
import sys
from contextlib import redirect_stdout

import anyio
from anyio import to_process

logger = logging.getLogger("report")
logger.addHandler(logging.StreamHandler(sys.stdout))


def report(number: int) -> int:
    print("printed", number)
    logger.warning("logged %d", number)
    return number


def report_with_text(number: int) -> tuple[int, str]:
    with redirect_stdout(io.StringIO()) as text:
        result = report(number)
    return result, text.getvalue()


async def main() -> None:
    print("called here:", report(1))
    print("in a worker:", await to_process.run_sync(report, 2))
    result = await to_process.run_sync(report_with_text, 3)
    print("with its text:", result)


if __name__ == "__main__":
    # on asyncio, a warning of a process's end may come besides
    anyio.run(main, backend="trio")
