"""Judgements: whether what a tool says about a wrong example is about the fault that it shows.

What is said of the right example in the same words isn't: it gets that too. Of all else, a reviewer
says in a file which it is, and why.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anyio_by_example.checkers.finding import Finding
from anyio_by_example.problem import Problem

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = "judgements.toml"
"""Its name in the folder of all snippets."""

FAULT, OTHER = "fault", "other"
"""What a finding is about."""

TWIN = "the right example gets it, too"
"""Why a finding isn't about the fault where no reviewer had to say it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding about a wrong example.

    Args:
        finding: What a tool says.
        is_fault: Whether it's about what is wrong there on purpose.
        reason: Why it is or isn't.
        is_twin: Whether the tool says the same of the right example: it can't tell them apart.
    """

    finding: Finding
    is_fault: bool
    reason: str
    is_twin: bool


@dataclass(frozen=True)
class Judgements:
    """What reviewers said.

    Args:
        of: Whether it's about the fault, and why, by the example's name and by the finding's rule
            as `ruff ASYNC251`. A rule for all examples has the name `*`.
    """

    of: Mapping[str, Mapping[str, tuple[bool, str]]]

    @classmethod
    def read(cls, file: Path) -> Judgements:
        """Read the file.

        Raises:
            Problem: if it's not such a file.
        """
        shown = Path(file.parent.name, file.name)
        if not file.is_file():
            return cls({})
        try:
            read: dict[str, dict[str, Any]] = tomllib.loads(file.read_text("utf-8"))
            return cls(
                {
                    name: {rule: _one(name, rule, about) for rule, about in rules.items()}
                    for name, rules in read.items()
                }
            )
        except (ValueError, AttributeError, TypeError) as error:
            remedy = 'write it as "ruff ASYNC251" = { fault = "why" } or { other = "why" }'
            raise Problem(shown, 1, f"it isn't a file of judgements: {error}", remedy) from None

    def judge(
        self, name: str, findings: Sequence[Finding], twin: Iterable[Finding]
    ) -> Iterator[Judged]:
        """What is known of findings about a wrong example.

        Args:
            name: The example's name.
            findings: What the tools say of it.
            twin: What they say of its right one.

        Raises:
            Problem: if nobody has judged one of them.
        """
        same = {(each.rule, each.message) for each in twin}
        for finding in findings:
            is_twin = (finding.rule, finding.message) in same
            mine = self.of.get(name, {}).get(finding.rule)
            found = mine or ((False, TWIN) if is_twin else None)
            found = found or self.of.get("*", {}).get(finding.rule)
            if found is None:
                reason = f"nobody has judged {finding.rule} in line {finding.line} of {name}"
                remedy = f'say in [{name!r}] whether it\'s about the fault: "{finding.rule}" = …'
                raise Problem(Path("snippets", FILE), 1, reason, remedy)
            yield Judged(finding, *found, is_twin)

    def unused(self, said: Mapping[str, Iterable[Finding]]) -> Iterator[tuple[str, str]]:
        """The judgements about what no tool says any more, by example and rule.

        Args:
            said: What the tools say of each wrong example.
        """
        every = {finding.rule for findings in said.values() for finding in findings}
        for name, rules in self.of.items():
            there = every if name == "*" else {each.rule for each in said.get(name, ())}
            yield from ((name, rule) for rule in rules if rule not in there)


def _one(name: str, rule: str, judgement: Mapping[str, str]) -> tuple[bool, str]:
    match [*judgement.items()]:
        case [("fault" | "other" as about, reason)] if reason.strip():
            return about == FAULT, reason
    raise ValueError(f"{rule!r} of {name} needs a {FAULT} or an {OTHER}, with a reason")
