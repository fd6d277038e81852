"""Finding: one thing that a tool says about a line of an example."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that a tool says.

    Args:
        line: The line of the example's file, counted from 1.
        tool: The name of the tool, as in `TOOLS`.
        code: What the tool calls it, as `ASYNC251` or `unused-coroutine`.
        message: What it says, in one line.
    """

    line: int
    tool: str
    code: str
    message: str

    @property
    def rule(self) -> str:
        """The tool and its code: what a judgement is about."""
        return f"{self.tool} {self.code}"
