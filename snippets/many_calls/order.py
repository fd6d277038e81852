# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = [
#     "older/results_by_handles.py",
#     "older/results_on_a_stream.py",
#     "older/place_for_each_result.py",
# ]
# ///
"""gather() and amap() keep your order; as_completed() gives who is first."""

import anyio

ROUTES = {"train": 0.3, "bus": 0.1, "ferry": 0.2}


async def price(route: str) -> str:
    await anyio.sleep(ROUTES[route])
    return f"{route} {len(route)} EUR"


async def main() -> None:
    ferry, bus = await anyio.gather(price("ferry"), price("bus"))
    print("gather():", ferry, "|", bus)

    prices = await anyio.amap(price, ROUTES)
    print("amap():", " | ".join(prices))

    calls = [price(route) for route in ROUTES]
    async with anyio.as_completed(*calls) as handles:
        async for handle in handles:
            print("as_completed():", handle.return_value)


anyio.run(main)
