"""Verdicts: what each tool says about each wrong example and its right one, as a reviewed file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from anyio_by_example.checkers.finding import Finding
from anyio_by_example.examples.example import Example
from anyio_by_example.problem import in_order

FILE = "checkers.json"
"""Its name in the folder of all snippets."""

REMEDY = "ask the tools anew: make checkers"


@dataclass(frozen=True)
class Entry:
    """What the tools say about an example.

    Args:
        of: What the example was when they were asked; see `fingerprint`.
        findings: In the order of its lines.
    """

    of: str
    findings: tuple[Finding, ...]


@dataclass
class Verdicts:
    """All that the tools say.

    Args:
        versions: That of each tool's package, by its name.
        entries: By the examples' names.
    """

    versions: Mapping[str, str] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path) -> Verdicts:
        """Read the file; nothing is said if there is none.

        Raises:
            Problem: if it's not such a file.
        """
        if not file.is_file():
            return cls()
        with in_order(file, "it isn't what the tools said", REMEDY):
            read = json.loads(file.read_text("utf-8"))
            entries = {
                name: Entry(of, tuple(_finding(*each) for each in findings))
                for name, (of, *findings) in read["examples"].items()
            }
            return cls(dict(read["versions"]), entries)

    def write(self, file: Path) -> None:
        """Write the file: sorted, a line a finding."""
        parts = []
        for name, entry in sorted(self.entries.items()):
            rows = [json.dumps(entry.of), *(_row(each) for each in entry.findings)]
            parts.append(f"{json.dumps(name)}: [" + ",\n ".join(rows) + "]")
        body = ",\n".join(parts)
        versions = json.dumps(self.versions, sort_keys=True)
        file.write_text(f'{{\n"versions": {versions},\n"examples": {{\n{body}\n}}\n}}\n', "utf-8")

    def of(self, example: Example) -> tuple[Finding, ...] | None:
        """What the tools say about an example; None if they weren't asked as it is now."""
        entry = self.entries.get(example.name)
        return entry.findings if entry and entry.of == fingerprint(example) else None


def fingerprint(example: Example) -> str:
    """What changes when a tool is asked about something else.

    Of its header, only the number of its lines counts.
    """
    program = example.text.split("\n", example.header.end)[-1]
    of = repr((example.header.end, program, example.support))
    return hashlib.sha256(of.encode()).hexdigest()[:8]


def chosen(examples: Iterable[Example]) -> list[Example]:
    """The examples that tools are asked about: those that are wrong, and their right ones."""
    every = {example.name: example for example in examples}
    wrong = [each for each in every.values() if each.settings.right]
    names = {each.name for each in wrong} | {each.settings.right for each in wrong}
    return [every[name] for name in sorted(names & every.keys())]


def _finding(line: int, rule: str, message: str) -> Finding:
    tool, _, code = rule.rpartition(" ")
    return Finding(int(line), tool, code, str(message))


def _row(finding: Finding) -> str:
    return json.dumps([finding.line, finding.rule, finding.message], ensure_ascii=False)
