"""Tips: the signature of a name and the first sentence that its documentation says, or we do.

They are style rules, so that no script is needed to show them and the site has each only once: the
rule gives `--tip` to every link that leads to the name.
"""

from __future__ import annotations

import builtins
import inspect
import pydoc
import re
import sys
from collections.abc import Iterable
from functools import cache
from textwrap import shorten

import griffe

from anyio_by_example.api.extension import summary
from anyio_by_example.api.inventory import inventory
from anyio_by_example.api.sections import first_sentence
from anyio_by_example.reference.entry import documented, overridden
from anyio_by_example.reference.kept import kept
from anyio_by_example.reference.sentences import plain, sentences

_ARGS = griffe.ParameterKind.var_positional
_KEYWORD = griffe.ParameterKind.keyword_only
_KWARGS = griffe.ParameterKind.var_keyword

_CALL = re.compile(r"[\w.]+\(")
_ROLE = re.compile(r":\w+:`~?([^`]+)`")

_WIDEST = 150
"""Characters of the longest signature and of the longest sentence."""


def rules(targets: Iterable[str]) -> str:
    """The style rules for links to some names.

    Args:
        targets: The names, as `anyio.run` and `asyncio.sleep`.
    """
    said = tips(tuple(targets))
    return "\n".join(rule(_fragment(target), tip) for target, tip in said.items())


def rule(ident: str, tip: str) -> str:
    """The style rule for links to what has an id."""
    return f'a[href$="#{ident}"]{{--tip:"{_quoted(tip)}"}}'


@cache
def tips(targets: tuple[str, ...]) -> dict[str, str]:
    """What is said of each of some names, which is kept. See `tip`."""
    return kept().get("tips", targets, lambda: {target: tip(target) for target in targets})


@cache
def tip(target: str) -> str:
    """What is said of a name: its signature, and on a second line a sentence if there is one.

    What AnyIO says is read from its files; the rest says it itself.

    Args:
        target: A public name of AnyIO, or one in the inventory of Python or Trio.
    """
    api = documented()
    if target in api.modules:
        signature, sentence = f"module {target}", ""
    elif found := api.all.get(target):
        signature, sentence = _signature(target, found), _sentence(target, found)
    else:
        signature, sentence = _live(target)
    lines = (signature, sentence)
    return "\n".join(shorten(line, _WIDEST, placeholder=" …") for line in lines if line)


def _signature(path: str, found: griffe.Object) -> str:
    if isinstance(found, griffe.Class):
        members = found.all_members
        maker = members.get("__new__") or members.get("__init__")
        return f"class {path}({_parameters(getattr(maker, 'parameters', ()))})"
    if isinstance(found, griffe.Function):
        # what such a decorator makes of a generator is neither
        is_plain = not any("contextmanager" in str(d.value) for d in found.decorators)
        prefix = "async " if "async" in found.labels and is_plain else ""
        returns = f" -> {found.returns}" if found.returns and is_plain else ""
        return f"{prefix}{path}({_parameters(found.parameters)}){returns}"
    annotation = getattr(found, "annotation", None)
    return f"{path}: {annotation}" if annotation else path


def _sentence(path: str, found: griffe.Object) -> str:
    """What an object says of itself, or what it overrides says, or what we say of it."""
    other = overridden(found)
    said = summary(found) or (summary(other) if other else "")
    return said or plain(sentences().get(path, ""))


def _parameters(parameters: Iterable[griffe.Parameter]) -> str:
    """The parameters without their types, which the entry has."""
    parts: list[str] = []
    keyword = False
    for parameter in parameters:
        if parameter.name in {"self", "cls"} or parameter.name.startswith("_"):
            continue
        kind = parameter.kind
        stars = "*" * (kind is _ARGS) + "**" * (kind is _KWARGS)
        if kind is _KEYWORD and not keyword:
            parts.append("*")
        keyword = keyword or kind in {_KEYWORD, _ARGS}
        default = f"={parameter.default}" if parameter.default and not stars else ""
        parts.append(f"{stars}{parameter.name}{default}")
    return ", ".join(parts)


def _live(target: str) -> tuple[str, str]:
    """The signature and the first sentence of something that can be imported here."""
    found = _found(target)
    kind = "module " if inspect.ismodule(found) else "class " if inspect.isclass(found) else ""
    if inspect.iscoroutinefunction(found):
        kind = "async "
    try:
        signature = _without_types(inspect.signature(found)) if callable(found) else ""
    except (TypeError, ValueError):
        signature = "(…)"
    # what a value says is its class's
    speaks = kind or callable(found) or inspect.isdatadescriptor(found)
    said = inspect.getdoc(found) if speaks else ""
    paragraphs = re.split(r"\n\s*\n", said or "")
    # some begin with their signature
    prose = next((p for p in paragraphs if not _CALL.match(p)), "")
    sentence = _ROLE.sub(r"\1", first_sentence(prose)).replace("`", "")
    return f"{kind}{target}{signature}", sentence


def _found(target: str) -> object:
    """What a name means in Python; a builtin is one even beside a module that is called so."""
    first = target.partition(".")[0]
    if not hasattr(builtins, first):
        return pydoc.locate(target) if first in {*sys.stdlib_module_names, "trio"} else None
    found: object = builtins
    for part in target.split("."):
        found = getattr(found, part, None)
    return found


def _without_types(signature: inspect.Signature) -> str:
    empty = inspect.Parameter.empty
    parameters = [
        parameter.replace(annotation=empty)
        for name, parameter in signature.parameters.items()
        if name != "self"
    ]
    text = str(signature.replace(parameters=parameters, return_annotation=empty))
    # a default that has no notation, perhaps with its address in memory
    return re.sub(r"=<[^<>]*>", "=…", text)


def _fragment(target: str) -> str:
    """What the address of a name's entry ends with."""
    return inventory().get(target, f"#{target}").rpartition("#")[2]


def _quoted(text: str) -> str:
    """A text in a string of CSS."""
    return re.sub(r'[\\"\n]', lambda found: f"\\{ord(found[0]):x} ", text)
