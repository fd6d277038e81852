# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""One thread call opens a file, reads it, and makes of it what you need."""

import csv
import json

import anyio
from anyio import to_thread


def total_by_city(path: anyio.Path) -> dict[str, int]:
    totals: dict[str, int] = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            city = row["city"]
            totals[city] = totals.get(city, 0) + int(row["euros"])
    return totals


def save(path: anyio.Path, data: object) -> None:
    with open(path, "w", encoding="utf-8") as file:
        json.dump(data, file)


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        source = anyio.Path(folder) / "sales.csv"
        await source.write_text("city,euros\nYork,3\nOslo,4\nYork,5\n")
        totals = await to_thread.run_sync(total_by_city, source)
        target = source.with_suffix(".json")
        await to_thread.run_sync(save, target, totals)
        print(await target.read_text())


anyio.run(main)
