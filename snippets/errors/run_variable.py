# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A token goes back to the variable that gave it, once."""

import anyio
from anyio.lowlevel import RunVar

user = RunVar[str]("user")
city = RunVar[str]("city")


async def main() -> None:
    try:
        user.get()
    except LookupError as error:
        print("LookupError:", error)
    print("with a default:", user.get("nobody"))

    token = user.set("alice")
    try:
        city.reset(token)
    except ValueError as error:
        print("ValueError:", error)
    user.reset(token)
    try:
        user.reset(token)
    except ValueError as error:
        print("ValueError:", error)


anyio.run(main)
