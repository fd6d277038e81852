# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# older = ["older/reason_beside_a_scope.py"]
# ///
"""A new scope for each song lets another task skip the one that plays."""

import anyio


class Player:
    def __init__(self) -> None:
        self.song_scope: anyio.CancelScope | None = None

    async def play(self, songs: list[str]) -> None:
        for song in songs:
            with anyio.CancelScope() as self.song_scope:
                print("playing", song)
                await anyio.sleep(2)
            if self.song_scope.cancelled_caught:
                print("skipped", song)
        self.song_scope = None

    def skip(self) -> None:
        if self.song_scope is not None:
            self.song_scope.cancel("the listener is bored")


async def main() -> None:
    player = Player()
    async with anyio.create_task_group() as tg:
        tg.start_soon(player.play, ["Aria", "Ballad", "Coda"])
        await anyio.sleep(3)
        player.skip()


anyio.run(main)
