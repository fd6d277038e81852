# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio>=4.0", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A fixture that is a method keeps something in `self` for its test.

Probed: whether the test finds it there.
"""

import pytest


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.anyio
class TestShop:
    stock = 0

    @pytest.fixture
    async def delivery(self) -> None:
        self.stock = 5

    @pytest.mark.usefixtures("delivery")
    async def test_stock(self) -> None:
        print("in stock:", self.stock)


if __name__ == "__main__":
    options = "-s -p no:terminal -p no:cacheprovider"
    print("exit status", int(pytest.main([__file__, *options.split()])))
