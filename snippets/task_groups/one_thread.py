# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Waiting overlaps, computing doesn't: all tasks share one thread."""

import threading
import time
from dataclasses import dataclass
from itertools import pairwise

import anyio


@dataclass
class Span:
    start: float
    end: float
    thread: int


async def wait() -> Span:
    start = time.perf_counter()
    await anyio.sleep(0.2)
    return Span(start, time.perf_counter(), threading.get_ident())


async def compute() -> Span:
    start = time.perf_counter()
    sum(range(1_000_000))
    return Span(start, time.perf_counter(), threading.get_ident())


def overlap(spans: list[Span]) -> bool:
    in_order = sorted(spans, key=lambda span: span.start)
    return any(b.start < a.end for a, b in pairwise(in_order))


async def main() -> None:
    waits = await anyio.gather(wait(), wait(), wait())
    computations = await anyio.gather(compute(), compute(), compute())

    print("waits overlap:", overlap(list(waits)))
    print("computations overlap:", overlap(list(computations)))
    threads = {span.thread for span in (*waits, *computations)}
    print("threads:", len(threads))


anyio.run(main)
