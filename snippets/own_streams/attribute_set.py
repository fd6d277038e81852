# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Each extra() asks anew, and each attribute needs an annotation."""

from collections.abc import Callable, Mapping
from typing import Any

import anyio
from anyio import TypedAttributeProvider, TypedAttributeSet, typed_attribute


class Battery(TypedAttributeSet):
    percent: int = typed_attribute()


class Robot(TypedAttributeProvider):
    def __init__(self) -> None:
        self._percent = 100

    def drive(self, miles: int) -> None:
        self._percent -= 10 * miles

    @property
    def extra_attributes(self) -> Mapping[Any, Callable[[], Any]]:
        return {Battery.percent: lambda: self._percent}


async def main() -> None:
    robot = Robot()
    print("full:", robot.extra(Battery.percent))
    robot.drive(miles=3)
    print("after three miles:", robot.extra(Battery.percent))

    try:

        class Motor(TypedAttributeSet):
            speed = typed_attribute()

    except TypeError as error:
        print("TypeError:", error)


anyio.run(main)
