# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What a refused connection raises, and what is inside."""

import anyio
from anyio.abc import SocketAttribute


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    await listener.aclose()

    try:
        await anyio.connect_tcp("127.0.0.1", port)
    except OSError as error:
        print(type(error).__name__, error)
        print("  from:", type(error.__cause__).__name__)
        print("  errno:", error.errno)
        print("  ConnectionError:", isinstance(error, ConnectionError))
        is_failed = isinstance(error, anyio.ConnectionFailed)
        print("  ConnectionFailed:", is_failed)

    try:
        await anyio.TCPConnectable("127.0.0.1", port).connect()
    except anyio.ConnectionFailed as error:
        print(type(error).__name__, isinstance(error, OSError))
        print("  from:", type(error.__cause__).__name__)


anyio.run(main)
