# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio>=4.0"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A lock is asked whether it's held, before there is an event loop.

Probed: whether that raises an error.
"""

import anyio

lock = anyio.Lock()
try:
    print("held:", lock.locked())
except Exception:
    print("an error")
