"""Coverage: how many examples show each public name of AnyIO."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from anyio_by_example.api.public import PublicNames
from anyio_by_example.reference.uses import Uses


@dataclass(frozen=True, slots=True)
class Shown:
    """A public name, and how many examples on pages use it."""

    path: str
    """Its public path, as `anyio.Lock`."""
    label: str
    """Its path without what it stands below, as `Lock` or `acquire`."""
    examples: int
    members: tuple[Shown, ...] = ()
    """For a class, its methods and attributes."""


class Coverage:
    """How many examples show each public name.

    Args:
        api: The public names.
        uses: Which examples use them.
    """

    def __init__(self, api: PublicNames, uses: Uses) -> None:
        counts = {path: len(uses.of(path)) for path in (*api.names, *api.members)}
        self.modules: Mapping[str, tuple[Shown, ...]] = {
            module: tuple(
                _shown(path, module, counts, api)
                for path in sorted(api.names, key=str.casefold)
                if path.rpartition(".")[0] == module
            )
            for module in api.modules
        }
        """The names of each module that has any, in alphabetical order."""
        self.names = _share(counts, api.names)
        """How many names in modules some example shows, and how many there are."""
        self.members = _share(counts, api.members)
        """How many methods and attributes of classes some example shows, and how many there are."""
        self.missing = [path for path, count in counts.items() if not count]
        """What no example shows."""

    def __str__(self) -> str:
        names, members = self.names, self.members
        return (
            f"Examples show {names[0]} of AnyIO's {names[1]} public names, "
            f"and {members[0]} of the {members[1]} methods and attributes of its classes."
        )


def _shown(path: str, parent: str, counts: Mapping[str, int], api: PublicNames) -> Shown:
    members = [member for member in api.members if member.startswith(path + ".")]
    return Shown(
        path,
        path.removeprefix(parent + "."),
        counts[path],
        tuple(Shown(m, m.removeprefix(path + "."), counts[m]) for m in members),
    )


def _share(counts: Mapping[str, int], of: Sequence[str]) -> tuple[int, int]:
    return sum(counts[path] > 0 for path in of), len(of)
