"""JSON Schema, as far as the site's own schemas use it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_KINDS: dict[str, type | tuple[type, ...]] = {
    "array": list,
    "boolean": bool,
    "integer": int,
    "null": type(None),
    "number": (int, float),
    "object": dict,
    "string": str,
}
_KNOWN = {"$schema", "$id", "$defs", "$ref", "title", "description", "type", "anyOf", "items"}
_KNOWN |= {"properties", "required", "additionalProperties"}


def violations(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str) -> Iterator[str]:
    """Where a value isn't as a schema says.

    Args:
        value: What JSON held.
        schema: What is said of it.
        whole: The whole schema.
        at: Where the value is.

    Raises:
        AssertionError: if the schema uses a word that isn't known here.
    """
    assert schema.keys() <= _KNOWN, schema.keys() - _KNOWN
    if "$ref" in schema:
        yield from violations(value, whole["$defs"][schema["$ref"].rpartition("/")[2]], whole, at)
    if "anyOf" in schema and all([*violations(value, e, whole, at)] for e in schema["anyOf"]):
        yield f"{at}: {value!r} is nothing of {schema['anyOf']}"
    kind = schema.get("type")
    is_kind = kind is None or isinstance(value, _KINDS[kind])
    if not is_kind or (isinstance(value, bool) and kind in {"integer", "number"}):
        yield f"{at}: {value!r} is no {kind}"
        return
    if isinstance(value, list) and "items" in schema:
        for number, each in enumerate(value):
            yield from violations(each, schema["items"], whole, f"{at}[{number}]")
    if isinstance(value, dict) and kind == "object":
        fields = schema.get("properties", {})
        yield from (
            f"{at} has no {name}" for name in schema.get("required", ()) if name not in value
        )
        for name, each in value.items():
            inner = fields.get(name, schema.get("additionalProperties", {}))
            yield from violations(each, inner, whole, f"{at}.{name}")
