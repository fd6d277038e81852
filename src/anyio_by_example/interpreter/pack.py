"""Pack: archives from which Python in a browser starts fast. Run by `pack.mjs`, in Pyodide.

Compiling takes most of a start, and only this Python can compile for itself. So what a start and a
first program import is there compiled. All of it compiled would be a far larger download.

The archives aren't compressed: they are as a whole, afterwards, which makes them smaller and spares
Python the work.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import zipfile
from collections.abc import Iterable
from importlib import _bootstrap_external

WORK = "/pack"

LIBRARY = "library.zip"

_PROGRAM = """
import asyncio, collections, contextlib, dataclasses, datetime, functools, itertools, json, logging
import math, pathlib, random, re, signal, textwrap, traceback, typing, warnings
import anyio

async def child(task_status=anyio.TASK_STATUS_IGNORED):
    task_status.started()
    await anyio.sleep(0)

async def main():
    send, receive = anyio.create_memory_object_stream(1)
    async with send, receive, anyio.create_task_group() as group:
        await group.start(child)
        group.start_soon(anyio.sleep, 0)
    with anyio.move_on_after(0):
        await anyio.Event().wait()
    try:
        async with anyio.create_task_group():
            raise ValueError
    except* ValueError:
        logging.getLogger().warning(traceback.format_exc())

anyio.run(main)
raise RuntimeError
"""
"""What a first program may need. Its error is printed, by code that an error needs."""

_IN_TRACEBACKS = ("asyncio/", "concurrent/", "contextlib.py")
"""What of the standard library calls the functions of a program: its lines are shown, so its source
is there. Of other modules, those that are compiled have none."""


def used() -> set[str]:
    """The files of all modules that a first program imports."""
    from anyio_by_example.interpreter.inside.programs import Programs

    def nothing(*_: object) -> None:
        """Not wait, and tell nobody."""

    programs = Programs(nothing, nothing)
    for backend in ("asyncio", "trio"):
        for clock in ("real", "virtual"):
            files = [["first.py", _PROGRAM]]
            job = {"files": files, "backend": backend, "clock": clock, "order": "pinned"}
            programs.run(json.dumps(job))
    return {str(getattr(module, "__file__", "")) for module in list(sys.modules.values())}


def pack(source: str, target: str, prefix: str, compiled: Iterable[str] | None) -> None:
    """Write an archive anew.

    Args:
        source: The archive, with sources only.
        target: Where the new one goes.
        prefix: Where it will be when it's used, which is what tracebacks name.
        compiled: The files of the modules that are compiled, by their whole paths; None for all.
    """
    wanted = None if compiled is None else set(compiled)
    is_library = source.endswith(LIBRARY)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in sorted(old.namelist()):
            if name.endswith("/"):
                continue
            data = old.read(name)
            path = f"{prefix}/{name}"
            is_compiled = name.endswith(".py") and (wanted is None or path in wanted)
            if is_compiled:
                _add(new, f"{name}c", _compiled(data, path))
            if not (is_compiled and is_library) or name.startswith(_IN_TRACEBACKS):
                _add(new, name, data)


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    # the time of a zip's entries is part of its bytes: the same sources give the same archive
    archive.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), data)


def _compiled(source: bytes, path: str) -> bytes:
    code = compile(source, path, "exec", dont_inherit=True)
    digest = importlib.util.source_hash(source)
    return bytes(_bootstrap_external._code_to_hash_pyc(code, digest, False))  # type: ignore[attr-defined]


def main(archives: list[str]) -> None:
    """Pack the standard library and the packages, which are in a folder of their own."""
    library = next(path for path in sys.path if path.endswith(".zip") and "python3" in path)
    modules = used()
    for name in archives:
        where = library if name == LIBRARY else f"/lib/{name}"
        wanted = modules if name in (LIBRARY, "packages.zip") else None
        pack(f"{WORK}/{name}", f"{WORK}/new-{name}", where, wanted)
