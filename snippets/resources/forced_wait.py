# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""aclose_forcefully() waits for a resource that shields its goodbye."""

import anyio
from anyio.abc import AsyncResource


class Peer(AsyncResource):
    def __init__(self, shields: bool) -> None:
        self._shields = shields

    async def aclose(self) -> None:
        with anyio.move_on_after(30, shield=self._shields):
            await anyio.sleep(10)  # until the peer has answered


async def seconds_to_close(peer: Peer, *, by_force: bool) -> float:
    start = anyio.current_time()
    if by_force:
        await anyio.aclose_forcefully(peer)
    else:
        with anyio.CancelScope() as scope:
            scope.cancel()  # a shutdown, say
            with anyio.move_on_after(2, shield=True):
                await peer.aclose()
    return round(anyio.current_time() - start)


async def main() -> None:
    for shields in (True, False):
        peer = Peer(shields)
        print("shield in aclose():", shields)
        print("  by force:", await seconds_to_close(peer, by_force=True))
        limited = await seconds_to_close(peer, by_force=False)
        print("  by a caller who waits 2 s:", limited)


anyio.run(main)
