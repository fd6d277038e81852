"""Schema: what a JSON file of the site looks like, as JSON Schema, from the type that it has.

So a program can check what it reads, and what a field means is said once, below the field.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
import types
import typing
from typing import Any

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_SIMPLE = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    types.NoneType: {"type": "null"},
    Any: {},
}


def schema(kind: type, address: str) -> dict[str, Any]:
    """The schema of a file that holds one value.

    Args:
        kind: Its type, a `TypedDict`.
        address: Where the schema will be; empty if that isn't known.

    Raises:
        TypeError: if a field has a type that JSON doesn't know.
    """
    known: dict[str, dict[str, Any]] = {}
    whole = _object(kind, known)
    own = {"$id": address} if address else {}
    return {"$schema": DIALECT, **own, "title": _said(kind), **whole, "$defs": known}


def _object(kind: type, known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    meaning = _meanings(kind)
    fields = {}
    for name, hint in typing.get_type_hints(kind).items():
        said = {"description": meaning[name]} if name in meaning else {}
        fields[name] = {**_of(hint, known), **said}
    # new fields may come, so others aren't refused
    return {"type": "object", "properties": fields, "required": [*fields]}


def _of(hint: Any, known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if hint in _SIMPLE:
        return dict(_SIMPLE[hint])
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if isinstance(hint, types.UnionType):
        return {"anyOf": [_of(each, known) for each in args]}
    if origin is list:
        return {"type": "array", "items": _of(args[0], known)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(args[1], known)}
    if typing.is_typeddict(hint):
        if hint.__name__ not in known:
            known[hint.__name__] = {}
            known[hint.__name__] = {"description": _said(hint), **_object(hint, known)}
        return {"$ref": f"#/$defs/{hint.__name__}"}
    raise TypeError(f"JSON has no {hint}")


def _said(kind: type) -> str:
    return inspect.cleandoc(kind.__doc__ or "")


def _meanings(kind: type) -> dict[str, str]:
    """What stands below the fields of a class, in its source."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(tree, ast.ClassDef)
    found = {}
    for field, below in zip(tree.body, tree.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
        ):
            found[field.target.id] = " ".join(str(below.value.value).split())
    return found
