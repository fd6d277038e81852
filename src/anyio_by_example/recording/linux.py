"""Linux: what only its kernel offers to whoever runs other people's programs.

The constants are those of `<linux/prctl.h>`, `<linux/sched.h>` and `<linux/sockios.h>`; Python has
`os.unshare` from 3.12 on and the others not at all.
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import sys
from pathlib import Path

IS_LINUX = sys.platform == "linux"

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_SIOCSIFFLAGS = 0x8914
_SIOCSIFADDR = 0x8916
_IFF_UP_AND_RUNNING = 0x41
_TEST_NET = b"\xc0\x00\x02\x01"
"""192.0.2.1, an address for documentation (RFC 5737)."""


def adopt_orphans() -> None:
    """Make this process the parent of each descendant that loses its own.

    So nothing that descends from it can hide: not in another session, and not as a daemon.
    """
    if IS_LINUX:
        _call("prctl", _PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def die_with_parent() -> None:
    """Let the kernel kill this process when the one that forked it ends."""
    if IS_LINUX:
        _call("prctl", _PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def leave_network() -> bool:
    """Move this process into a network of its own that has the loopback interface only.

    It must have one thread. Returns whether it worked: a system can forbid it.
    """
    if not IS_LINUX:
        return False
    import fcntl
    import socket
    import struct

    try:
        try:
            _call("unshare", _CLONE_NEWNET)
        except PermissionError:
            _become_root_of_nothing()
            _call("unshare", _CLONE_NEWNET)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
            up = struct.pack("16sH14x", b"lo", _IFF_UP_AND_RUNNING)
            fcntl.ioctl(any_socket, _SIOCSIFFLAGS, up)
            # getaddrinfo finds nothing with AI_ADDRCONFIG where all addresses are loopback ones
            address = struct.pack("16sHH4s8x", b"lo:0", socket.AF_INET, 0, _TEST_NET)
            fcntl.ioctl(any_socket, _SIOCSIFADDR, address)
    except OSError:
        return False
    return True


def is_network_unused() -> bool:
    """Whether nothing is left of any TCP connection in the network of this process.

    A port stays taken for a minute after a connection was closed, and asking for that costs a
    hundredth of what a new network does, which is 10 ms of CPU. Where it isn't known, it's no.
    """
    try:
        said = Path("/proc/self/net/sockstat").read_text("utf-8")
    except OSError:
        return False
    return re.search(r"^TCP: inuse 0 .*\btw 0\b", said, re.MULTILINE) is not None


def can_leave_network() -> bool:
    """Whether the system allows `leave_network`, found out in a process of its own.

    Where it allows half of it, as a new user namespace in which nobody has a name, the other half
    would be there for good: whoever runs there would be nobody.
    """
    if not IS_LINUX:
        return False
    child = os.fork()
    if child == 0:
        try:
            os._exit(not leave_network())
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    return status == 0


def _become_root_of_nothing() -> None:
    """Get the rights that a new network needs, and no others: those over a new user namespace."""
    user, group = os.getuid(), os.getgid()
    _call("unshare", _CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def _call(function: str, *args: int) -> None:
    """Call a function of the C library.

    Raises:
        OSError: if it fails.
    """
    library = ctypes.CDLL(None, use_errno=True)
    if getattr(library, function)(*args) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
