# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What as_connectable() takes for a host and a port, and what for a path."""

from pathlib import Path
from typing import Any

import anyio
from anyio import TCPConnectable, UNIXConnectable

ADDRESSES: list[Any] = [
    ("shop.example", 80),
    "/run/shop.sock",
    Path("/run/shop.sock"),
    "shop.example",
    "127.0.0.1:80",
    ["shop.example", 80],
    ("shop.example", "80"),
    ("shop.example", 0),
    ("::1", 80, 0, 0),
]


async def main() -> None:
    for address in ADDRESSES:
        try:
            made = anyio.as_connectable(address)
        except (TypeError, ValueError) as error:
            print(address, "-> refused:", type(error).__name__)
            continue
        if isinstance(made, TCPConnectable):
            print(address, "-> TCP", made.host, made.port)
        elif isinstance(made, UNIXConnectable):
            print(address, "-> path", made.path)


anyio.run(main)
