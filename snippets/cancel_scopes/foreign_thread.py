# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/portal_for_a_thread.py"]
# ///
"""A thread that AnyIO did not start cancels a scope, with the token of its loop."""

import threading
import time

import anyio
from anyio import from_thread, lowlevel


class StopButton:
    def __init__(self, scope: anyio.CancelScope) -> None:
        self.scope = scope
        self.token: lowlevel.EventLoopToken = lowlevel.current_token()

    def press(self) -> None:
        try:
            from_thread.run_sync(self.scope.cancel, token=self.token)
        except anyio.RunFinishedError:
            print("nothing is left to stop")


def user_interface(button: StopButton) -> None:
    time.sleep(0.2)
    button.press()


async def main() -> StopButton:
    with anyio.CancelScope() as scope:
        button = StopButton(scope)
        threading.Thread(target=user_interface, args=[button]).start()
        await anyio.sleep(60)
    print("stopped:", scope.cancelled_caught)
    return button


button = anyio.run(main)
button.press()
