"""Leftovers: what a program leaves is seen, whatever it does to what would tell of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from helpers.recording import example

from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.runtime import AS_WRITTEN, UVLOOP

PENDING = """
import asyncio

{before}

def make():
    loop = asyncio.new_event_loop()
    {handler}
    loop.create_task(asyncio.Event().wait())
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()

make()
"""
STEPS = "async def steps():\n    yield 1\n\nkept = steps()\n"

TASK = "it left a task pending"
CASES = {
    "task without logging": (
        PENDING.format(before="import logging\nlogging.disable()", handler=""),
        TASK,
    ),
    "task with a handler": (
        PENDING.format(before="", handler="loop.set_exception_handler(lambda *_: None)"),
        TASK,
    ),
    "task with another loop": (
        PENDING.format(
            before="class Loop(asyncio.SelectorEventLoop):\n"
            "    def default_exception_handler(self, context): pass\n"
            "asyncio.new_event_loop = Loop",
            handler="",
        ),
        TASK,
    ),
    "many coroutines before a socket": (
        "import socket\n\nasync def forgotten(): ...\n\n"
        "for _ in range(1000): forgotten()\nsocket.socket()",
        "it left a coroutine that was never awaited: forgotten",
    ),
    "frames of the recorder": (
        "import traceback\n\ntraceback.print_stack()",
        "its output shows the recorder",
    ),
    "frames of the recorder in an error": (
        "import traceback\n\ntry:\n    print('\\ud800')\nexcept UnicodeError:\n"
        "    traceback.print_exc()",
        "its output shows the recorder",
    ),
}
if not UVLOOP.missing:
    CASES["task with uvloop"] = (
        PENDING.format(
            before="import importlib\nuvloop = importlib.import_module('uvloop')\n"
            "asyncio.new_event_loop = uvloop.new_event_loop",
            handler="loop.set_exception_handler(lambda *_: None)",
        ),
        TASK,
    )
if sys.version_info >= (3, 13):  # others don't warn of it
    CASES["step of an asynchronous generator"] = (
        STEPS + "kept.asend(None)",
        "it left a coroutine that was never awaited: asend",
    )


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said of each."""
    cases = {n: example(tmp_path_factory.mktemp("case"), CASES[n][0]) for n in CASES}
    names = {id(case): name for name, case in cases.items()}
    runs = [(case, AS_WRITTEN) for case in cases.values()]
    recorder = Recorder(workers=2, fork=hasattr(os, "fork"))
    return {names[id(run[0])]: str(made.problem) for run, made in recorder.record(runs)}


@pytest.mark.parametrize("name", CASES)
def test_seen(name: str, problems: dict[str, str]) -> None:
    """What was left, or shows what it shouldn't, is named."""
    assert CASES[name][1] in problems[name]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux enforces the limit")
def test_caught_memory_error(tmp_path: Path) -> None:
    """A program that catches what the limit of memory raises goes on, as the pages say."""
    body = "try:\n    bytearray(2_000_000_000)\nexcept MemoryError:\n    print('caught')"
    [(_, recording)] = Recorder(workers=1).record([(example(tmp_path, body), AS_WRITTEN)])
    assert (recording.problem, recording.output) == (None, "caught\n")
