"""Asking: how a program's process and the one that shows it talk to each other."""

from __future__ import annotations

import socket
import struct
from contextlib import suppress

_ASKED = struct.Struct("!Q")
"""What one asks: the number of the question."""

_HEAD = struct.Struct("!QQ")
"""How an answer begins: the number of the question, and the bytes that follow."""

_PATIENCE = 30.0
"""Seconds until a program must have answered that isn't in the middle of a call in C."""


_AT_ONCE = 1 << 20
"""Bytes that are read at once."""


class Asker:
    """Asks a program what it has done so far.

    Args:
        program: The connection to it.
    """

    def __init__(self, program: socket.socket) -> None:
        self._program = program
        self._number = 0
        self._found = bytearray()
        """What has come, and belongs to no whole answer yet."""

    def ask(self) -> bytes | None:
        """Ask. Returns the answer; None if there can be none now.

        Raises:
            OSError: if it has ended, or doesn't answer.
        """
        self._number += 1
        self._program.settimeout(_PATIENCE)
        self._program.sendall(_ASKED.pack(self._number))
        while True:
            self._fill(_HEAD.size)
            number, length = _HEAD.unpack_from(self._found)
            self._fill(_HEAD.size + length)
            content = bytes(self._found[_HEAD.size : _HEAD.size + length])
            del self._found[: _HEAD.size + length]
            if number == self._number:  # else nobody waits for it any more
                return content or None

    def drain(self) -> None:
        """Take what comes late, so that the program doesn't wait for somebody to do so.

        Raises:
            OSError: if it has ended.
        """
        self._program.setblocking(False)
        with suppress(BlockingIOError):
            while True:
                self._take(_AT_ONCE)

    def _fill(self, count: int) -> None:
        while len(self._found) < count:
            self._take(min(count - len(self._found), _AT_ONCE))

    def _take(self, most: int) -> None:
        part = self._program.recv(most)
        if not part:
            raise ConnectionResetError
        self._found += part


def asked(connection: socket.socket) -> int:
    """The number of the last question; 0 if there is none.

    Raises:
        OSError: if nobody is there any more.
    """
    connection.setblocking(False)
    number = 0
    with suppress(BlockingIOError):
        while True:
            question = connection.recv(_ASKED.size)
            if not question:
                raise ConnectionResetError
            (number,) = _ASKED.unpack(question)
    return number


def answer(connection: socket.socket, number: int, content: bytes | None) -> None:
    """Answer a question.

    Raises:
        OSError: if nobody is there any more.
    """
    connection.settimeout(_PATIENCE)
    connection.sendall(_HEAD.pack(number, len(content or b"")) + (content or b""))
