"""Asking: how a program's process and the one that shows it talk to each other."""

from __future__ import annotations

import socket
import struct

ASKED = b"?"
"""What one asks."""

_LENGTH = struct.Struct("!Q")

_PATIENCE = 30.0
"""Seconds until a program must have answered that isn't in the middle of a call in C."""


def ask(program: socket.socket) -> bytes | None:
    """Ask a program what it has done so far. Returns its answer; None if it can't give one now.

    Raises:
        OSError: if it has ended, or doesn't answer.
    """
    program.settimeout(_PATIENCE)
    program.sendall(ASKED)
    (length,) = _LENGTH.unpack(_read(program, _LENGTH.size))
    return _read(program, length) if length else None


def answer(connection: socket.socket, content: bytes | None) -> None:
    """Answer who has asked.

    Raises:
        OSError: if nobody is there any more.
    """
    connection.sendall(_LENGTH.pack(len(content or b"")) + (content or b""))


def _read(program: socket.socket, count: int) -> bytes:
    found = bytearray()
    while len(found) < count:
        part = program.recv(min(count - len(found), 1 << 20))
        if not part:
            raise ConnectionResetError
        found += part
    return bytes(found)
