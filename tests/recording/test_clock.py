"""The virtual clock: waiting takes no time, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.recording import example, record

from anyio_by_example.runtime import ASYNCIO, EAGER, TRIO, UVLOOP, Runtime, available

pytestmark = pytest.mark.alone

WAITS = """
import anyio

async def wait(name: str, seconds: float) -> None:
    await anyio.sleep(seconds)
    print(name)

async def main() -> None:
    start = anyio.current_time()
    with anyio.move_on_after({unit} * 3) as scope:
        async with anyio.create_task_group() as tg:
            for name, seconds in ("b", 2), ("a", 1), ("never", 9):
                tg.start_soon(wait, name, {unit} * seconds)
    print("gave up:", scope.cancelled_caught, f"{{(anyio.current_time() - start) / {unit}:.0f}}")

for _ in range(2):
    anyio.run(main)
"""

CLOCKED = [runtime for runtime in available() if runtime != UVLOOP]


@pytest.mark.parametrize("runtime", CLOCKED, ids=str)
def test_hours_pass_at_once(runtime: Runtime, tmp_path: Path) -> None:
    """Six days take less than the limit of a run, in each of a program's event loops."""
    recording = record(tmp_path, WAITS.format(unit=86400), runtime, '# clock = "virtual"\n')
    assert recording.problem is None
    assert recording.output == "a\nb\ngave up: True 3\n" * 2


@pytest.mark.parametrize("runtime", CLOCKED, ids=str)
def test_same_as_in_real_time(runtime: Runtime, tmp_path: Path) -> None:
    """A program prints the same with either clock."""
    virtual = record(tmp_path, WAITS.format(unit=0.1), runtime, '# clock = "virtual"\n')
    real = record(tmp_path, WAITS.format(unit=0.1), runtime)
    assert virtual.output == real.output
    assert virtual.seconds < 0.6 <= real.seconds


def test_runtimes_with_a_clock(tmp_path: Path) -> None:
    """Uvloop has no virtual clock, so an example that wants one isn't recorded on it."""
    runtimes = example(tmp_path, "print()", '# clock = "virtual"\n').runtimes
    assert list(runtimes) == CLOCKED
    assert {ASYNCIO, TRIO} <= set(runtimes) <= {ASYNCIO, EAGER, TRIO}
