"""LanguageServer: ty, asked where the names in some files are declared.

Its protocol is JSON behind a header, so this is all there is to it. The library for it, pygls 2.1,
fails to read one of the messages of ty 0.0.107, and its import alone takes longer than one example
from start to end.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from types import TracebackType
from typing import Any, cast
from urllib.parse import urlparse
from urllib.request import url2pathname

PYTHON = "3.14"
"""The Python whose names are found, so that the one that builds the site doesn't matter."""

_NAMES = {
    *("class", "decorator", "function", "method", "namespace", "property", "variable"),
    *("clsParameter", "parameter", "selfParameter"),
}
"""Kinds of tokens that are names."""


class ServerError(Exception):
    """The language server can't be asked."""


@dataclass(frozen=True, slots=True)
class Token:
    """A name in a file.

    Args:
        line: Counted from 1.
        column: Counted from 0, in characters.
        end: The column behind it.
    """

    line: int
    column: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is declared.

    Args:
        path: The file.
        line: Counted from 1.
        column: Counted from 0, in characters.
        is_whole: Whether the whole file is meant: it is a module.
    """

    path: Path
    line: int
    column: int
    is_whole: bool


class LanguageServer:
    """A language server for the time of a `with` statement. It ends with its parent.

    Args:
        command: How it is started; ty if it's None.
        seconds: How long it may take for an answer; then it's ended.
    """

    def __init__(self, command: Sequence[str] | None = None, seconds: float = 120.0) -> None:
        self.command = command
        self.seconds = seconds
        self.folder = Path()
        """An empty folder for the files that it's asked about; nothing else is found there."""
        self._last = 0
        self._asked: float | None = None
        """Since when it's waited for, by the monotonic clock."""
        self._timed_out = False

    def __enter__(self) -> LanguageServer:
        self._temporary = tempfile.TemporaryDirectory(
            prefix="anyio-by-example-", ignore_cleanup_errors=True
        )
        try:
            self._start(Path(self._temporary.name).resolve())
        except BaseException:
            self._temporary.cleanup()
            raise
        try:
            self._initialize()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end()

    def open(self, path: Path, text: str) -> None:
        """Put a file into the folder and have it looked at. All are opened before any is asked."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
        item = {"uri": path.as_uri(), "languageId": "python", "version": 1, "text": text}
        self._notify("textDocument/didOpen", {"textDocument": item})

    def tokens(self, path: Path) -> Iterator[Token]:
        """The names in a file that is open, in its order; those of keyword arguments aren't given.

        They don't come from `tokenize`, which sees what is inside f-strings since Python 3.12 only.
        """
        document = {"textDocument": {"uri": path.as_uri()}}
        data = self._result("textDocument/semanticTokens/full", document)["data"]
        line, column = 1, 0
        for at in range(0, len(data), 5):
            lines, columns, length, kind, _ = data[at : at + 5]
            line, column = line + lines, columns + (0 if lines else column)
            if self._kinds[kind] in _NAMES:
                yield Token(line, column, column + length)

    def declarations(self, path: Path, tokens: Iterable[Token]) -> Iterator[tuple[Place, ...]]:
        """Where each of these names is declared: nowhere, once, or several times as an overload.

        It's the declaration and not the definition: of Python's library the one is in the stubs
        that ty brings, the other in whatever Python runs this.
        """
        return self._places("textDocument/declaration", path, tokens)

    def types(self, path: Path, tokens: Iterable[Token]) -> Iterator[tuple[Place, ...]]:
        """Where the type of each of these names is declared; each type of a union."""
        return self._places("textDocument/typeDefinition", path, tokens)

    def _places(
        self, method: str, path: Path, tokens: Iterable[Token]
    ) -> Iterator[tuple[Place, ...]]:
        document = {"uri": path.as_uri()}
        for token in tokens:
            # one at a time: asked in parallel, ty 0.0.107 unpacks its stubs in parallel too, and
            # names one that isn't all there yet, or none
            position = {"line": token.line - 1, "character": token.column}
            yield _read(self._result(method, {"textDocument": document, "position": position}))

    def _start(self, temporary: Path) -> None:
        self.folder = temporary / "examples"
        self.folder.mkdir()
        # the user's settings don't count; where ty can't unpack its stubs, it has none
        homes = {"XDG_CONFIG_HOME": temporary / "config", "XDG_CACHE_HOME": temporary / "cache"}
        self._log = temporary / "log"
        command = [*(self.command or _ty())]
        try:
            with self._log.open("wb") as log:
                self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    cwd=self.folder,
                    env={**_environment(), **{name: str(path) for name, path in homes.items()}},
                )
        except OSError as error:
            text = f"ty's language server can't be started: {error}; install ty into {sys.prefix}"
            raise ServerError(text) from None
        self._ended = Event()
        # one thread for all answers, of which there are tens of thousands
        Thread(target=self._watch, daemon=True).start()

    def _initialize(self) -> None:
        environment = {"python": sys.prefix, "extra-paths": [*map(str, _elsewhere())]}
        environment |= {"python-version": PYTHON, "python-platform": "linux"}
        tokens = {"requests": {"full": True}, "formats": ["relative"]}
        tokens |= {"tokenTypes": [], "tokenModifiers": []}
        uri = self.folder.as_uri()
        parameters = {
            # a server may end when this process has, and ty does at the end of its input
            "processId": os.getpid(),
            "rootUri": uri,
            "workspaceFolders": [{"uri": uri, "name": "examples"}],
            "capabilities": {
                "general": {"positionEncodings": ["utf-32"]},
                "textDocument": {"semanticTokens": tokens},
            },
            "initializationOptions": {
                "configuration": {"environment": environment},
                "diagnosticMode": "off",
            },
        }
        can = self._result("initialize", parameters)["capabilities"]
        if can.get("positionEncoding") != "utf-32":
            raise ServerError("ty's language server doesn't count columns in characters")
        self._kinds: list[str] = can["semanticTokensProvider"]["legend"]["tokenTypes"]
        self._notify("initialized", {})

    def _watch(self) -> None:
        while not self._ended.wait(min(1.0, self.seconds / 4)):
            asked = self._asked
            if asked is not None and monotonic() - asked > self.seconds:
                self._timed_out = True
                self._process.kill()
                return

    def _end(self) -> None:
        self._ended.set()
        # what it was told is all in its memory, so there is nothing to wait for
        self._process.kill()
        with self._process:
            pass
        self._temporary.cleanup()

    def _notify(self, method: str, parameters: Mapping[str, Any]) -> None:
        # a server that reads nothing holds up whoever tells it much
        self._asked = monotonic()
        self._send({"method": method, "params": parameters})
        self._asked = None

    def _send(self, message: Mapping[str, Any]) -> None:
        assert self._process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        try:
            self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self._process.stdin.flush()
        except OSError:
            raise self._gone() from None

    def _result(self, method: str, parameters: Mapping[str, Any]) -> Any:
        self._last += 1
        self._asked = monotonic()
        self._send({"id": self._last, "method": method, "params": parameters})
        while (answer := self._receive()).get("id") != self._last or "method" in answer:
            if "method" in answer and "id" in answer:
                # whatever it wants to know: it was told everything at the start
                self._send({"id": answer["id"], "result": None})
        self._asked = None
        if "error" in answer:
            raise ServerError(f"ty's language server can't answer: {answer['error']['message']}")
        return answer["result"]

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout
        length = 0
        try:
            while line := self._process.stdout.readline().strip():
                field, _, value = line.partition(b":")
                if field.lower() == b"content-length":
                    length = int(value)
            return cast("dict[str, Any]", json.loads(self._process.stdout.read(length)))
        except ValueError:
            raise self._gone() from None

    def _gone(self) -> ServerError:
        if self._timed_out:
            return ServerError(f"ty's language server gave no answer for {self.seconds:g} seconds")
        self._process.kill()
        status = self._process.wait()
        said = self._log.read_text("utf-8", "replace").strip()[-2000:]
        return ServerError(f"ty's language server ended with status {status}: {said or 'silently'}")


def _ty() -> list[str]:
    try:
        from ty import find_ty_bin  # type: ignore[import-untyped, unused-ignore]

        return [os.fsdecode(find_ty_bin()), "server"]
    except (FileNotFoundError, ImportError) as error:
        raise ServerError(f"ty isn't installed in {sys.prefix}: {error}") from None


def _elsewhere() -> Iterator[Path]:
    """The folders of the libraries that aren't in the environment that runs this, but in a user's.

    Of what is in the environment ty knows the folder, and that Python's library precedes it.
    """
    for name in ("anyio", "trio"):
        spec = find_spec(name)
        if spec and spec.origin and not spec.origin.startswith(sys.prefix):
            yield Path(spec.origin).parent.parent


def _environment() -> dict[str, str]:
    """This process's variables but those that choose another Python, or settings, for ty."""
    return {
        name: value
        for name, value in os.environ.items()
        if not re.match("TY_|CONDA_|VIRTUAL_ENV$|PYTHONPATH$", name)
    }


def _read(result: Any) -> tuple[Place, ...]:
    return tuple(_place(each) for each in result or ())


def _place(location: Mapping[str, Any]) -> Place:
    path = Path(url2pathname(urlparse(location["uri"]).path))
    start, end = location["range"]["start"], location["range"]["end"]
    is_whole = start == end == {"line": 0, "character": 0}
    return Place(path, start["line"] + 1, start["character"], is_whole)
