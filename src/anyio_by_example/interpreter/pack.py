"""Pack: archives from which Python in a browser starts fast. Run by `pack.mjs`, in Pyodide.

Compiling takes most of a start, and only this Python can compile for itself. So what a start and a
first program import is there compiled, and that is what a first run loads. What else there is of
the library and the packages, as sources, is the rest: written where the first part of an archive
has its directory, it makes the whole of it.

The archives aren't compressed: they are as a whole, afterwards, which makes them smaller and spares
Python the work.
"""

from __future__ import annotations

import ast
import importlib.util
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Mapping
from importlib import _bootstrap_external
from pathlib import Path
from types import CodeType

WORK = "/pack"

LIBRARY, PACKAGES = "library.zip", "packages.zip"

FIRST, REST = "first.bin", "rest.bin"
"""The first parts and the rests of both: in four bytes, how many the library's has, then it, then
the other."""

_AT_START = "sitecustomize.py"
"""What Python imports by itself, but where it packs; it belongs to the first part."""

NAMES = "anyio_by_example/interpreter/inside/rest.txt"
"""The file among the packages that names the modules which only the rest has."""

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

_MORE = """
import anyio.functools, anyio.itertools, anyio.to_process
import anyio.streams.buffered, anyio.streams.file, anyio.streams.text
import anyio._core._concurrency_utils, anyio._core._contextmanagers, anyio._core._fileio
import anyio._core._futures, anyio._core._signals, anyio._core._subprocesses, anyio._core._tempfile
import concurrent.futures.thread, difflib, encodings.idna, tracemalloc
"""
"""What else is there at first: AnyIO imports it when a program first uses it, asyncio for a thread,
and Python for the name of a host and to explain errors and warnings. No program's text tells."""

_SHOWN = re.compile(
    r"""
    asyncio/(?!base_sub|selector|ssl|streams|subprocess|trsock|unix) | concurrent/ | contextlib\.py
    | anyio/(?!abc/|from_|to_|streams/(file|tls)|_core/_(asyncio_|fileio|sockets|sub|temp|testing))
    | outcome/_impl
    | trio/_(channel|sync|timeouts|util)
    | trio/_core/_(asyncgens|concat_tb|ki|parking_lot|run\.|traps)
    """,
    re.VERBOSE,
)
"""What calls the functions of a program, or raises errors in them: tracebacks show its lines, so
its sources are there at first, with the columns that are underlined. What else is compiled has no
columns; its sources are in the rest, but of the library those of asyncio only."""

_OURS = ("anyio_by_example/", "anyio_timeline/")
"""How the names of files begin whose functions no reader asks what they are for."""

_NO_COLUMNS, _NO_LINE = 13, 15
"""Kinds of entries in the table that says where the instructions of a code object come from."""

_UNITS = 8
"""The most instructions that such an entry is about."""

Files = dict[str, bytes]
"""What is in an archive, by name."""


def used() -> set[str]:
    """The files of all modules that a first program imports, but for those inside of Python."""
    from anyio_by_example.interpreter.inside.programs import Programs

    def nothing(*_: object) -> None:
        """Not wait, and tell nobody."""

    programs = Programs(nothing, nothing, nothing)
    for text, line in ((_MORE, None), (_PROGRAM, _PROGRAM.count("\n"))):
        for backend in ("asyncio", "trio"):
            for clock in ("real", "virtual"):
                files = [["first.py", text]]
                job = {"files": files, "backend": backend, "clock": clock, "order": "pinned"}
                ending = json.loads(programs.run(json.dumps(job)))
                if ending["line"] != line:
                    raise RuntimeError(f"a program ended with {ending}:\n{text}")
    modules = [each for each in list(sys.modules.values()) if not _is_frozen(each)]
    return {str(getattr(module, "__file__", "")) for module in modules}


def _is_frozen(module: object) -> bool:
    return getattr(getattr(module, "__spec__", None), "origin", None) == "frozen"


def split(source: str, prefix: str, compiled: Iterable[str]) -> tuple[Files, Files]:
    """What of an archive comes at first, and what doesn't.

    Args:
        source: The archive, with sources only.
        prefix: Where it will be when it's used, which is what tracebacks name.
        compiled: The files of the modules that are compiled, by their whole paths.
    """
    wanted = set(compiled)
    is_library = Path(source).name == LIBRARY
    first: Files = {}
    rest: Files = {}
    for name, data in _files(source).items():
        path = f"{prefix}/{name}"
        if name.endswith(".dist-info/METADATA"):
            # after an empty line, it's what the package's page says
            first[name] = data.partition(b"\n\n")[0] + b"\n"
        elif not name.endswith(".py"):
            (first if ".dist-info/" in name else rest)[name] = data
        elif path not in wanted:
            rest[name] = data
        elif _SHOWN.match(name):
            first |= {f"{name}c": _compiled(data, path), name: data}
        else:
            is_ours = name.startswith(_OURS)
            first[f"{name}c"] = _compiled(data, path, has_columns=False, has_words=not is_ours)
            if not is_library or name.startswith("asyncio/"):
                rest[name] = data
    return first, rest


def whole(source: str, prefix: str) -> Files:
    """An archive that comes in one, with all of its modules compiled."""
    found: Files = {}
    for name, data in _files(source).items():
        if name.endswith(".py"):
            found[f"{name}c"] = _compiled(data, f"{prefix}/{name}")
        found[name] = data
    return found


def only(first: Iterable[str], rest: Iterable[str]) -> list[str]:
    """The modules that only the rest of an archive has, by the names of the files in both."""
    has = set(first)
    return [
        name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for name in rest
        if name.endswith(".py") and f"{name}c" not in has
    ]


def archive(first: Mapping[str, bytes], rest: Mapping[str, bytes] | None = None) -> bytes:
    """An archive; or, if there's a rest, what makes of that of the first files one of all."""
    file = io.BytesIO()
    start = 0
    with zipfile.ZipFile(file, "w") as new:
        for name, data in first.items():
            _add(new, name, data)
        if rest is not None:
            start = file.tell()
            for name, data in rest.items():
                _add(new, name, data)
    return file.getvalue()[start:]


def _files(source: str) -> Files:
    with zipfile.ZipFile(source) as old:
        return {name: old.read(name) for name in sorted(old.namelist()) if name[-1] != "/"}


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    # the time of a zip's entries is part of its bytes: the same sources give the same archive
    archive.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), data)


def _compiled(
    source: bytes, path: str, *, has_columns: bool = True, has_words: bool = True
) -> bytes:
    tree = ast.parse(source, path)
    if not has_words:
        without_words(tree)
    code = compile(tree, path, "exec", dont_inherit=True)
    digest = importlib.util.source_hash(source)
    if not has_columns:
        code = without_columns(code)
    return bytes(_bootstrap_external._code_to_hash_pyc(code, digest, False))  # type: ignore[attr-defined]


def without_words(tree: ast.Module) -> None:
    """Take away what modules and functions say of themselves; a dataclass would make up its own."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if ast.get_docstring(node, clean=False) is not None:
            first = node.body[0]
            node.body[:1] = [] if node.body[1:] else [ast.copy_location(ast.Pass(), first)]


def without_columns(code: CodeType) -> CodeType:
    """A code object that knows the lines of its instructions only, which needs half the space."""
    table = bytearray()
    line = code.co_firstlineno
    for start, end, now in code.co_lines():
        for at in range(start, end, 2 * _UNITS):
            units = min(_UNITS, (end - at) // 2)
            kind = _NO_LINE if now is None else _NO_COLUMNS
            table.append(128 | kind << 3 | units - 1)
            if now is not None:
                table += _signed(now - line)
                line = now
    inner = (
        without_columns(each) if isinstance(each, CodeType) else each for each in code.co_consts
    )
    return code.replace(co_linetable=bytes(table), co_consts=tuple(inner))


def _signed(number: int) -> bytes:
    """A number as such a table has it: six bits a byte, the lowest ones first, with the sign."""
    left = -number << 1 | 1 if number < 0 else number << 1
    found = bytearray()
    while left >= 64:
        found.append(64 | left & 63)
        left >>= 6
    found.append(left)
    return bytes(found)


def _joined(both: Iterable[bytes]) -> bytes:
    library, packages = both
    return len(library).to_bytes(4, "little") + library + packages


def main(archives: list[str]) -> None:
    """Pack the standard library and the packages, which are in a folder of their own."""
    library = next(path for path in sys.path if path.endswith(".zip") and "python3" in path)
    modules = used() | {f"{library}/{_AT_START}"}
    parts = [
        split(f"{WORK}/{name}", where, modules)
        for name, where in ((LIBRARY, library), (PACKAGES, f"/lib/{PACKAGES}"))
    ]
    names = [name for first, rest in parts for name in only(first, rest)]
    parts[1][0][NAMES] = "".join(f"{name}\n" for name in sorted(names)).encode()
    made = {
        FIRST: _joined(archive(first) for first, _ in parts),
        REST: _joined(archive(first, rest) for first, rest in parts),
    }
    for name in archives:
        if name not in (LIBRARY, PACKAGES):
            made[name] = archive(whole(f"{WORK}/{name}", f"/lib/{name}"))
    for name, data in made.items():
        Path(f"{WORK}/new-{name}").write_bytes(data)
