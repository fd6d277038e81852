# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""aclose_forcefully() skips the goodbye and still frees the socket."""

import anyio
from anyio.abc import AsyncResource


class Connection(AsyncResource):
    def __init__(self) -> None:
        self.goodbye_sent = False
        self.socket_is_open = True

    async def aclose(self) -> None:
        try:
            await anyio.sleep(0.1)
            self.goodbye_sent = True
        finally:
            # no await here, so no cancellation can stop it
            self.socket_is_open = False

    def __str__(self) -> str:
        goodbye = "goodbye sent" if self.goodbye_sent else "no goodbye"
        socket = "open" if self.socket_is_open else "closed"
        return f"{goodbye}, socket {socket}"


async def main() -> None:
    polite = Connection()
    await polite.aclose()
    print("aclose():", polite)

    forced = Connection()
    await anyio.aclose_forcefully(forced)
    print("aclose_forcefully():", forced)

    cancelled = Connection()
    with anyio.move_on_after(0.1):
        async with cancelled:
            await anyio.sleep_forever()
    print("async with, cancelled:", cancelled)


anyio.run(main)
