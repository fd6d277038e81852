"""Which Node examples are tried in."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest

from anyio_by_example.interpreter.node import Node, NodeError

VERSIONS = {
    "v18.20.8": (None, "Node v18.20.8 is too old"),
    "v20.20.2": ("--experimental-permission", ""),
    "v24.1.0": ("--permission", ""),
}


@pytest.mark.parametrize("version", VERSIONS)
def test_version(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Node without a permission model is too old, and that is said."""
    flag, reason = VERSIONS[version]

    def answer(command: list[str], **_: object) -> Any:
        return subprocess.CompletedProcess(command, 0, json.dumps([version, flag]), "")

    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(subprocess, "run", answer)
    if flag is None:
        with pytest.raises(NodeError, match=reason):
            Node.find()
    else:
        assert Node.find() == Node("/bin/node", flag)


def test_no_node(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is called Node and isn't, is named."""

    def fail(command: list[str], **_: object) -> Any:
        return subprocess.CompletedProcess(command, 127, "", "no such library\n")

    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(NodeError, match=r"^/bin/node doesn't work: 'no such library'$"):
        Node.find()
