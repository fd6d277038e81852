"""What is left out of Pyodide, on a WebAssembly of a few bytes."""

from __future__ import annotations

import pytest

from anyio_by_example.interpreter.slimming import slim

TYPES = b"\1\4\1\x60\0\0"
IMPORTS = b"\2\x1c\2\3env\3has\0\0\x08GOT.func\4held\3\x7f\1"
FUNCTIONS = b"\3\2\1\0"
EXPORTS = b"\7\x17\3\4held\0\1\4used\0\1\5never\0\1"
CODE = b"\x0a\4\1\2\0\x0b"
WASM = b"\0asm\1\0\0\0" + TYPES + IMPORTS + FUNCTIONS + EXPORTS + CODE

SCRIPT = """var _held,_used,_never;function assignWasmExports(wasmExports){\
_held=Module["_held"]=wasmExports["held"];_used=Module["_used"]=wasmExports["used"];\
_never=Module["_never"]=wasmExports["never"]}var wasmImports={has:_has,gone:_gone};"""

SLIM = """var _held,_used;function assignWasmExports(wasmExports){\
_held=Module["_held"]=wasmExports["held"];_used=Module["_used"]=wasmExports["used"];\
}var wasmImports={has:_has};"""


def test_slim() -> None:
    """What is called stays, and what another part is given by its name; what is asked for, too."""
    made = slim(WASM, SCRIPT, "Module._used()")
    assert made.script == SLIM
    assert made.wasm == WASM.replace(EXPORTS, b"\7\x0f\2\4held\0\1\4used\0\1")


def test_nothing_to_leave_out() -> None:
    """Done twice, it's the same."""
    made = slim(WASM, SCRIPT, "Module._used()")
    assert slim(*made, "Module._used()") == made


def test_another_form() -> None:
    """A script of another form is refused."""
    with pytest.raises(ValueError, match="is 0 times in Pyodide's script"):
        slim(WASM, "var a,b;", "")
