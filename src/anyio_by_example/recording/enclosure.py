"""Enclosure: one command, kept as the runs of examples are, as long as somebody listens to it.

For a program that stays, as an interpreter of another language in which one example runs after the
other. It has no network but a loopback interface of its own, so much memory and no more, and when
whoever started it is gone, however that ended, so is the command with all that it has started.

Started as `python -m anyio_by_example.recording.enclosure BYTES COMMAND...`. Standard input is
passed on, and its end is the end of the command.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress

from anyio_by_example.recording import linux
from anyio_by_example.recording.strays import end_descendants
from anyio_by_example.recording.supervisor import PYTHON
from anyio_by_example.running.guard import limit_memory


def enclosed(memory: int, command: Sequence[str]) -> list[str]:
    """The command that runs a command enclosed.

    Args:
        memory: Bytes of data that each of its processes may have.
        command: What is to be run.
    """
    return [*PYTHON, "-m", "anyio_by_example.recording.enclosure", str(memory), *command]


def _pass_on(process: subprocess.Popen[bytes]) -> None:
    """Pass on what comes, and end the process when nothing can come any more."""
    assert process.stdin
    with suppress(OSError):  # it has ended by itself
        while chunk := os.read(sys.stdin.fileno(), 65536):
            process.stdin.write(chunk)
    process.kill()


def main(memory: str, *command: str) -> None:
    """Run a command, and end with its status."""
    linux.adopt_orphans()
    linux.leave_network()
    limit_memory(int(memory))
    process = subprocess.Popen(
        command,
        bufsize=0,
        stdin=subprocess.PIPE,
        # this process has one thread still
        preexec_fn=linux.die_with_parent if linux.IS_LINUX else None,
    )
    threading.Thread(target=_pass_on, args=[process], daemon=True).start()
    status = process.wait()
    if linux.IS_LINUX:
        end_descendants(0)
    # the thread may wait for what never comes
    os._exit(status & 255)


if __name__ == "__main__":
    main(*sys.argv[1:])
