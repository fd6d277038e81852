"""Slimming: what no program can reach is left out of Pyodide.

Its WebAssembly and the script beside it name each function of Python's and of C's library, for
modules in C that are loaded later. No such module can be loaded here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_EXPORTS = re.compile(r"(?<=function assignWasmExports\(wasmExports\)\{).*?(?=\}var wasmImports=)")
_IMPORTS = re.compile(r"(?<=var wasmImports=\{).*?(?=\};)")
_DECLARED = re.compile(r"var (\w+(?:,\w+)+);")
_EXPORT = re.compile(r'wasmExports\["(\w+)"\]')
_WORD = re.compile(r"\w+")

_HEADER = 8
_IMPORT_SECTION, _EXPORT_SECTION = 2, 7
_FUNCTION, _TABLE, _MEMORY, _GLOBAL, _TAG = range(5)

_FOR_THE_LINKER = "GOT."
"""How the modules are called from which a function takes what another one exports, by its name."""


class Slim(NamedTuple):
    """A WebAssembly and its script, without what nothing uses."""

    wasm: bytes
    script: str


class _Part(NamedTuple):
    """A section of a WebAssembly."""

    number: int
    content: bytes


class _Named(NamedTuple):
    """An import or an export."""

    module: str
    name: str
    content: bytes


def slim(wasm: bytes, script: str, loader: str) -> Slim:
    """Leave out what is exported to nobody, and what isn't asked for.

    Args:
        wasm: The WebAssembly.
        script: The script that comes with it, from the same compiler.
        loader: What uses both.

    Raises:
        ValueError: if they aren't of the form that is known.
    """
    parts = [*_parts(wasm)]
    imports = [each for part in parts if part.number == _IMPORT_SECTION for each in _imports(part)]
    exports = [each for part in parts if part.number == _EXPORT_SECTION for each in _exports(part)]
    assigned, asked = _only(_EXPORTS, script), _only(_IMPORTS, script)
    declared = max(_DECLARED.finditer(script), key=lambda found: len(found[1]))
    others = script.replace(assigned, "").replace(declared[0], "")
    words = {*_WORD.findall(others), *_WORD.findall(loader)}
    words |= {each.name for each in imports if each.module.startswith(_FOR_THE_LINKER)}
    kept = [each for each in exports if not words.isdisjoint(_names(each.name))]
    names = {each.name for each in kept}
    statements = [
        each for each in assigned.split(";") if not names.isdisjoint(_EXPORT.findall(each))
    ]
    known = words | {*_WORD.findall(";".join(statements))}
    variables = [each for each in declared[1].split(",") if each in known]
    wanted = {each.name for each in imports}
    given = [each for each in asked.split(",") if each.partition(":")[0] in wanted]
    script = script.replace(declared[0], f"var {','.join(variables)};")
    script = script.replace(assigned, "".join(f"{each};" for each in statements))
    script = script.replace(asked, ",".join(given))
    content = _number(len(kept)) + b"".join(each.content for each in kept)
    return Slim(_joined(wasm, parts, content), script)


def _only(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.findall(text)
    if len(found) != 1:
        raise ValueError(f"{pattern.pattern} is {len(found)} times in Pyodide's script")
    return str(found[0])


def _names(export: str) -> set[str]:
    """How a script may call an export: the compiler puts an underscore before it."""
    return {f"{before}{export}" for before in ("", "_", "__")}


def _parts(wasm: bytes) -> Iterator[_Part]:
    at = _HEADER
    while at < len(wasm):
        number = wasm[at]
        size, start = _read(wasm, at + 1)
        at = start + size
        yield _Part(number, wasm[start:at])


def _joined(wasm: bytes, parts: Iterable[_Part], exports: bytes) -> bytes:
    found = bytearray(wasm[:_HEADER])
    for number, content in parts:
        now = exports if number == _EXPORT_SECTION else content
        found += bytes([number]) + _number(len(now)) + now
    return bytes(found)


def _exports(part: _Part) -> Iterator[_Named]:
    count, at = _read(part.content, 0)
    for _ in range(count):
        start = at
        name, at = _text(part.content, at)
        _, at = _read(part.content, at + 1)
        yield _Named("", name, part.content[start:at])


def _imports(part: _Part) -> Iterator[_Named]:
    count, at = _read(part.content, 0)
    for _ in range(count):
        start = at
        module, at = _text(part.content, at)
        name, at = _text(part.content, at)
        at = _after_type(part.content, at)
        yield _Named(module, name, part.content[start:at])


def _after_type(content: bytes, at: int) -> int:
    """Where the description of an import ends."""
    kind = content[at]
    if kind in (_TABLE, _MEMORY):
        at += 1 if kind == _TABLE else 0
        has_most = content[at + 1] & 1
        _, at = _read(content, at + 2)
        return _read(content, at)[1] if has_most else at
    if kind == _GLOBAL:
        return at + 3
    return _read(content, at + (2 if kind == _TAG else 1))[1]


def _text(content: bytes, at: int) -> tuple[str, int]:
    size, start = _read(content, at)
    return content[start : start + size].decode(), start + size


def _read(content: bytes, at: int) -> tuple[int, int]:
    """A number in LEB128, and where it ends."""
    number = shift = 0
    while True:
        byte = content[at]
        at += 1
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return number, at


def _number(number: int) -> bytes:
    found = bytearray()
    while number >= 128:
        found.append(number & 127 | 128)
        number >>= 7
    found.append(number)
    return bytes(found)
