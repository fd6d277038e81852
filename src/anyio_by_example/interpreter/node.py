"""Node: which one is here, and how it's started so that what runs in it reaches nothing of it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

OLDEST = 20
"""The first major version that has a permission model."""

_FLAGS = ("--permission", "--experimental-permission")
"""The names of the flag that turns it on; 20 has the second alone, 24 the first alone."""

_ASK = (
    "JSON.stringify([process.version,"
    f" {json.dumps(_FLAGS)}.find((flag) => process.allowedNodeEnvironmentFlags.has(flag))])"
)


class NodeError(Exception):
    """There is no Node, or none that can hold an example."""


@dataclass(frozen=True, slots=True)
class Node:
    """An installed Node."""

    program: str
    """Its path."""
    permission: str
    """The flag that has it ask for a permission before it reads, writes or starts anything."""

    @classmethod
    def find(cls) -> Node:
        """The Node that a shell would start.

        Raises:
            NodeError: if there's none, or one without a permission model.
        """
        program = shutil.which("node")
        if program is None:
            raise NodeError("Node isn't installed, in which examples are tried")
        asked = subprocess.run(
            [program, "--print", _ASK], capture_output=True, text=True, check=False
        )
        try:
            version, flag = json.loads(asked.stdout)
        except ValueError:
            raise NodeError(f"{program} doesn't work: {asked.stderr.strip()[-200:]!r}") from None
        if flag is None:
            raise NodeError(
                f"Node {version} is too old: only from {OLDEST} on, it can keep examples that are "
                "tried in it from files and other programs"
            )
        return cls(program, flag)

    def command(self, script: Path, readable: Iterable[Path], *arguments: str) -> list[str]:
        """How to start a script that may read some files, write none, and start nothing.

        No text becomes code either, as under the policy of the box in a reader's browser.

        Args:
            script: The script; it's readable.
            readable: Paths of the files.
            arguments: Those of the script.
        """
        return [
            self.program,
            "--no-warnings",
            "--disallow-code-generation-from-strings",
            self.permission,
            *(f"--allow-fs-read={file}" for file in (script, *readable)),
            str(script),
            *arguments,
        ]
