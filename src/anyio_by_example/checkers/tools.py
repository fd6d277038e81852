"""Tools: which linters and type checkers are asked, how, and how their answers are read.

Each is asked in the form that it has for programs. The options are said here and nowhere else, so
that no configuration on a machine changes an answer; the Python is the newest that all of them
know, and the packages are those of the site's own environment.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from anyio_by_example.checkers.finding import Finding

Found = tuple[str, Finding]
"""The path of a file as the tool names it, and what it says about that."""

FAMILIES = ("ASYNC", "B", "BLE", "F", "PLE", "PLW", "PT", "RET", "RUF", "SIM", "TRY")
"""The families of ruff's rules that are asked about. The others are about style, docstrings
and the safety of calls that a user could reach."""

PYTHON = "3.13"
"""The version of Python that the examples are checked for."""

LINTER, TYPES = "linter", "type checker"
"""What a tool is."""


@dataclass(frozen=True)
class Tool:
    """A linter or type checker.

    Args:
        name: What it's called in the file of verdicts and on pages.
        package: Whose version counts.
        kind: `LINTER` or `TYPES`.
        command: How it's called, before the files. `{checkers}` is the environment of the tools,
            `{python}` the interpreter that has the packages.
        read: What its standard output says.
        told: How it's called, in words for a page.
    """

    name: str
    package: str
    kind: str
    command: tuple[str, ...]
    read: Callable[[str], Iterator[Found]]
    told: str


def _ruff(output: str) -> Iterator[Found]:
    for each in json.loads(output):
        yield _found(each["filename"], each["location"]["row"], "ruff", each["code"], each)


def _ruff_preview(output: str) -> Iterator[Found]:
    for each in json.loads(output):
        yield _found(each["filename"], each["location"]["row"], PREVIEW, each["code"], each)


_LINE = re.compile(r"(?P<path>[^:\n]+):(?P<line>\d+):\d+: (?P<code>\w+):? (?P<message>.+)")


def _flake8_async(output: str) -> Iterator[Found]:
    for each in _LINE.finditer(output):
        yield _found(each["path"], each["line"], "flake8-async", each["code"], each.groupdict())


def _mypy(output: str) -> Iterator[Found]:
    # with nothing to say, it prints an empty line
    for line in filter(str.strip, output.splitlines()):
        each = json.loads(line)
        if each["severity"] == "error":
            yield _found(each["file"], each["line"], "mypy", each["code"], each)


def _pyright(output: str) -> Iterator[Found]:
    for each in json.loads(output)["generalDiagnostics"]:
        line = each["range"]["start"]["line"] + 1
        yield _found(each["file"], line, "pyright", each.get("rule"), each)


def _ty(output: str) -> Iterator[Found]:
    for each in json.loads(output):
        place, code = each["location"], each["check_name"]
        message = each["description"].removeprefix(f"{code}: ")
        line = place["positions"]["begin"]["line"]
        yield _found(place["path"], line, "ty", code, {"message": message})


def _pyrefly(output: str) -> Iterator[Found]:
    for each in json.loads(output)["errors"]:
        said = {"message": each["concise_description"]}
        yield _found(each["path"], each["line"], "pyrefly", each["name"], said)


def _found(
    path: str, line: int | str, tool: str, code: str | None, said: Mapping[str, Any]
) -> Found:
    message = " ".join(str(said["message"]).split())
    return path, Finding(int(line), tool, code or "error", message)


PREVIEW = "ruff --preview"

_RUFF = (
    *("{checkers}/bin/ruff", "check", "--isolated", "--no-cache", "--exit-zero"),
    *("--output-format=json", f"--target-version=py{PYTHON.replace('.', '')}"),
    f"--select={','.join(FAMILIES)}",
)

TOOLS: tuple[Tool, ...] = (
    Tool("ruff", "ruff", LINTER, _RUFF, _ruff, f"`--select {','.join(FAMILIES)}`"),
    Tool(
        PREVIEW,
        "ruff",
        LINTER,
        (*_RUFF, "--preview"),
        _ruff_preview,
        "also with rules that may change",
    ),
    Tool(
        "flake8-async",
        "flake8-async",
        LINTER,
        ("{checkers}/bin/flake8-async",),
        _flake8_async,
        "its defaults",
    ),
    Tool(
        "mypy",
        "mypy",
        TYPES,
        (
            *("{checkers}/bin/mypy", "--config-file=", "--strict", "--output=json"),
            *("--cache-dir=/dev/null", "--namespace-packages", "--explicit-package-bases"),
            *(f"--python-version={PYTHON}", "--platform=linux", "--python-executable={python}"),
        ),
        _mypy,
        "`--strict`",
    ),
    Tool(
        "pyright",
        "pyright",
        TYPES,
        (
            *("node", "{checkers}/npm/node_modules/pyright/index.js", "--outputjson"),
            *(f"--pythonversion={PYTHON}", "--pythonplatform=Linux", "--pythonpath={python}"),
        ),
        _pyright,
        "its defaults",
    ),
    Tool(
        "ty",
        "ty",
        TYPES,
        (
            *("{checkers}/bin/ty", "check", "--output-format=gitlab", "--exit-zero"),
            *(f"--python-version={PYTHON}", "--python-platform=linux", "--python={python}"),
        ),
        _ty,
        "its defaults",
    ),
    Tool(
        "pyrefly",
        "pyrefly",
        TYPES,
        (
            # without a file of its own it has fewer rules: no argument's type would be checked
            *("{checkers}/bin/pyrefly", "check", "--preset=default", "--output-format=json"),
            *(f"--python-version={PYTHON}", "--python-platform=linux"),
            "--python-interpreter-path={python}",
        ),
        _pyrefly,
        "`--preset=default`",
    ),
)
"""All of them, in the order of the pages: linters first."""

BY_NAME: Mapping[str, Tool] = {tool.name: tool for tool in TOOLS}


def once(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in their order, each once; what ruff says anyway, it doesn't say in preview."""
    found = {*findings}
    stable = {(each.line, each.code) for each in found if each.tool == "ruff"}
    return sorted(
        each for each in found if each.tool != PREVIEW or (each.line, each.code) not in stable
    )
