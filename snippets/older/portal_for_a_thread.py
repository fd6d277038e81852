# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""A portal lets a thread that AnyIO did not start cancel a scope."""

import threading
import time

import anyio
from anyio.from_thread import BlockingPortal


class StopButton:
    def __init__(
        self, scope: anyio.CancelScope, portal: BlockingPortal
    ) -> None:
        self.scope = scope
        self.portal = portal

    def press(self) -> None:
        try:
            self.portal.call(self.scope.cancel)
        except RuntimeError:
            print("nothing is left to stop")


def user_interface(button: StopButton) -> None:
    time.sleep(0.2)
    button.press()


async def main() -> StopButton:
    async with BlockingPortal() as portal:
        with anyio.CancelScope() as scope:
            button = StopButton(scope, portal)
            threading.Thread(target=user_interface, args=[button]).start()
            await anyio.sleep(60)
        print("stopped:", scope.cancel_called)
    return button


button = anyio.run(main)
button.press()
