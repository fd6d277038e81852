# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A function that needs an event loop is called where there is none.

Probed: the name of the error, and whether it's a RuntimeError.
"""

import anyio

try:
    anyio.current_time()
except Exception as error:
    print(type(error).__name__)
    print("a RuntimeError:", isinstance(error, RuntimeError))
