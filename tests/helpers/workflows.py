"""Workflows: what the public twin of CI is told to do."""

from __future__ import annotations

from typing import Any

import yaml

from helpers.support import ROOT

FOLDER = ROOT / ".github" / "workflows"


def workflow(name: str) -> dict[str, Any]:
    """What a workflow says; its `on` is read as what YAML takes it for, True."""
    read: dict[str | bool, Any] = yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))
    return {"on" if key is True else str(key): value for key, value in read.items()}


def scripts(job: dict[str, Any]) -> list[str]:
    """What the steps of a job run in a shell."""
    return [step["run"] for step in job["steps"] if "run" in step]
