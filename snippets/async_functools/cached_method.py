# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A cache around a method keeps the objects on which it was called."""

import gc
import weakref

import anyio
from anyio.functools import lru_cache


class Shop:
    def __init__(self, city: str) -> None:
        self.city = city

    @lru_cache
    async def price(self, item: str) -> str:
        return f"{item} in {self.city}"


class OwnCache:
    def __init__(self, city: str) -> None:
        self.city = city
        self.price = lru_cache(self._price)

    async def _price(self, item: str) -> str:
        return f"{item} in {self.city}"


async def main() -> None:
    for kind in (Shop, OwnCache):
        oslo, rome = kind("Oslo"), kind("Rome")
        print(await oslo.price("tea"), "|", await rome.price("tea"))
        entries = oslo.price.cache_info().currsize
        oslo_lives = weakref.ref(oslo)
        del oslo
        gc.collect()
        kept = oslo_lives() is not None
        print(f"{kind.__name__}: {entries} in the cache, kept: {kept}")


anyio.run(main)
