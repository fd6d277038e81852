# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Clients in several threads share one event loop."""

import threading
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from anyio import ContextManagerMixin
from anyio.from_thread import BlockingPortalProvider
from anyio.lowlevel import EventLoopToken, current_token

PROVIDER = BlockingPortalProvider()


class Client(ContextManagerMixin):
    @contextmanager
    def __contextmanager__(self) -> Generator["Client"]:
        with PROVIDER as self._portal:
            yield self

    def loop(self) -> EventLoopToken:
        return self._portal.call(current_token)


def work(both: threading.Barrier) -> EventLoopToken:
    with Client() as client:
        both.wait()  # for the other thread, which has entered too
        loop = client.loop()
        both.wait()
    return loop


def main() -> None:
    both = threading.Barrier(2, timeout=5)
    with ThreadPoolExecutor(2) as pool:
        one, two = pool.map(work, [both, both])
    print("two threads, one loop:", one == two)
    with Client() as client:
        print("the same loop later:", client.loop() == one)


main()
