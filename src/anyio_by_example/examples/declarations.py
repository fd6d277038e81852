"""Declarations: a header held against the program, the files beside it, and what is installed."""

from __future__ import annotations

import io
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

from anyio_by_example.examples.header import Header, line_of
from anyio_by_example.examples.naming import check_module
from anyio_by_example.examples.packages import brought, fault
from anyio_by_example.examples.program import Program
from anyio_by_example.examples.source import read
from anyio_by_example.problem import Problem

Files = tuple[tuple[str, str], ...]
"""The names and texts of files."""


def whole_program(shown: Path, text: str, header: Header) -> Program:
    """The program of an example, which has its header, its docstring and its code in this order.

    A page shows what comes in the lines after the docstring, so nothing may run before.

    Args:
        shown: The example as errors name it.
        text: What it says.
        header: What it declares.

    Raises:
        Problem: if it doesn't parse, or has no docstring that can be its caption.
    """
    program = _parsed(shown, text, header)
    if not program.caption:
        remedy = "add a docstring below the header; its first line becomes the caption"
        raise Problem(shown, 1, "it has no docstring", remedy)
    if not program.caption.isprintable():
        reason = f"its caption has a character that can't be shown: {program.caption!a}"
        raise Problem(shown, header.end + 1, reason, "write the caption as plain text")
    if program.behind_docstring:
        reason = "no page would show what stands behind the docstring in its line"
        raise Problem(shown, program.first_end, reason, "begin a line with it")
    return program


def faults(
    root: Path, name: str, text: str, header: Header, program: Program, support: Files
) -> Iterator[Problem]:
    """What is wrong between what an example declares and what is there.

    Args:
        root: The folder of all snippets.
        name: The example's name.
        text: What it says.
        header: What it declares.
        program: The parsed text.
        support: The files that it needs beside it.
    """
    shown, settings = Path(root.name, name), header.settings
    if settings.clock == "virtual" and is_run_as_written(header, program):
        reason = "it chooses its event loop itself, so no virtual clock can be put in"
        remedy = "leave the backend open, or choose the clock in the program too"
        yield Problem(shown, line_of(text, "clock"), reason, remedy)
    check_module(shown.name, header.dependencies, shown, 1)
    for file in settings.support:
        check_module(file, header.dependencies, shown, line_of(text, file))
    if settings.right and not (root / settings.right).is_file():
        yield missing(shown, text, settings.right)
    yield from _older(root, name, text, header)
    if settings.right == name or shown.name in settings.support:
        line = line_of(text, "right" if settings.right == name else "support")
        yield Problem(shown, line, "its header names the example itself", "name another file")
    for dependency in header.dependencies:
        if wrong := fault(dependency):
            yield Problem(shown, line_of(text, "dependencies"), *wrong)
    if not too_new(header):  # or it may import what only a newer Python has
        yield from _undeclared(shown, header, program, support)


def _older(root: Path, name: str, text: str, header: Header) -> Iterator[Problem]:
    """What is wrong with the older forms that an example names, and with their order."""
    shown, before = Path(root.name, name), header.oldest
    for each in header.settings.older:
        line = line_of(text, each)
        if each == name:
            yield Problem(shown, line, "its header names the example itself", "name another one")
            continue
        if not (root / each).is_file():
            yield missing(shown, text, each)
            continue
        form = Header.parse(Path(root.name, each), read(root / each, Path(root.name, each)))
        if form.settings.older:
            reason = f"its header names {each}, which names older forms itself"
            yield Problem(shown, line, reason, "name all of them in the newest example")
        oldest = form.oldest
        if oldest is None or header.oldest is None or oldest >= header.oldest:
            reason = f"its header names {each}, which isn't for an older AnyIO"
            yield Problem(shown, line, reason, "let both depend on anyio>=, and that one on less")
        elif before is not None and oldest > before:
            reason = f"its header names {each} behind a form for an older AnyIO"
            yield Problem(shown, line, reason, "name the newest form first")
        before = oldest or before


def _undeclared(shown: Path, header: Header, program: Program, support: Files) -> Iterator[Problem]:
    """What is imported and isn't declared."""
    parsed = {shown: program}
    for name, text in support:
        if name.endswith(".py"):
            file = shown.with_name(name)
            parsed[file] = _parsed(file, text, header)
    known = sys.stdlib_module_names | brought(header.dependencies) | {"__main__"}
    known |= {file.stem for file in parsed}
    for file, each in parsed.items():
        for module, line in each.imports():
            if module not in known:
                reason = f"it imports {module}, which the header doesn't declare"
                remedy = "name the package in dependencies, or the file beside it in support"
                yield Problem(file, line, reason, remedy)


def is_run_as_written(header: Header, program: Program) -> bool:
    """Whether a program is run once, as it stands."""
    return not header.settings.backends or program.chooses_backend


def missing(shown: Path, text: str, name: str) -> Problem:
    """What is wrong with an example that names a file which isn't there."""
    reason = f"its header names {name}, which doesn't exist"
    return Problem(shown, line_of(text, name), reason, "name a file that exists, or create it")


def too_new(header: Header) -> str | None:
    """Why an example can't run on this Python, or None if it can."""
    version = ".".join(map(str, sys.version_info[:3]))
    if header.requires_python.contains(version, prereleases=True):
        return None
    return f"it needs Python {header.requires_python}, and this is Python {version}"


def parse(text: str, header: Header) -> Program:
    """A parsed program; of one for a newer Python, what comes before the code.

    Raises:
        SyntaxError: if it doesn't parse.
    """
    try:
        return Program(text)
    except SyntaxError:
        if not too_new(header):
            raise
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        try:
            end = next((token.end[0] for token in tokens if token.type == tokenize.STRING), 0)
        except tokenize.TokenError as error:
            raise SyntaxError(error.args[0]) from None
        return Program("\n".join(text.split("\n")[:end]))


def _parsed(shown: Path, text: str, header: Header) -> Program:
    try:
        return parse(text, header)
    except SyntaxError as error:
        reason = f"it doesn't parse: {error.msg}"
        raise Problem(shown, error.lineno or 1, reason, "correct the syntax") from None
