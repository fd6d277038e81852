# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""An ordinary function is called before start_soon() can refuse it."""

from functools import partial

import anyio


def send_mail(to: str) -> None:
    print("sent to", to)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        try:
            tg.start_soon(send_mail, "Ada")  # type: ignore[arg-type]
        except TypeError as error:
            print("TypeError:", error)
        try:
            tg.start_soon(partial(send_mail, "Bob"))  # type: ignore[arg-type]
        except (TypeError, AttributeError) as error:
            print(f"{type(error).__name__}:", error)


anyio.run(main)
