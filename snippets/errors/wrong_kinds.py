# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.14"]
#
# [tool.example]
# timeline = "none"
# ///
"""Arguments of a kind that a call can not use."""

from collections.abc import Callable
from typing import Any

import anyio
from anyio.streams.tls import TLSConnectable


def report(call: Callable[[], object]) -> None:
    try:
        call()
    except TypeError as error:
        print(f"{type(error).__name__}: {error}")


wrong: Any = 3
inner = anyio.TCPConnectable("127.0.0.1", 443)


async def main() -> None:
    report(lambda: anyio.as_connectable(wrong))
    report(lambda: TLSConnectable(inner, ssl_context=wrong))
    report(lambda: anyio.Path(".", limiter=wrong))


anyio.run(main)
