# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A blocking portal is started, in a thread of its own.

Probed: that thread's name without its number, and whether it's daemonic.
"""

import threading

from anyio.from_thread import start_blocking_portal

with start_blocking_portal() as portal:
    thread = portal.call(threading.current_thread)
    name = thread.name.rstrip("0123456789abcdef")
    print(name or thread.name)
    print("daemonic:", thread.daemon)
