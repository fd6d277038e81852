"""Column: one side of the matrix, what an example runs on besides its runtime and AnyIO."""

from __future__ import annotations

from dataclasses import dataclass

from anyio_by_example.examples.packages import PYTHONS

RELEASES = (
    *("3.7.1", "4.0.0", "4.1.0", "4.2.0", "4.3.0", "4.4.0", "4.5.0", "4.5.1", "4.5.2"),
    *("4.6.0", "4.6.1", "4.6.2.post1", "4.7.0", "4.8.0", "4.9.0", "4.10.0", "4.11.0"),
    *("4.12.0", "4.12.1", "4.13.0", "4.14.0", "4.14.1", "4.14.2", "4.15.0", "4.15.1", "4.16.0"),
)
"""The other side: AnyIO's last release of version 3, and all since, as the package index has them.
"""

MINORS = tuple(release for release in RELEASES if release.endswith(".0") or release < "4")
"""The first of each minor release."""

SOME = MINORS[::4]
"""Each fourth of these."""

OLDEST_TRIO = "oldest Trio"


@dataclass(frozen=True, order=True)
class Column:
    """A Python with a Trio.

    Args:
        python: Its version, as 3.11, or 3.14t for the build without a lock.
        trio: Which release of Trio: the newest that AnyIO and Python admit if it's empty, else
            `OLDEST_TRIO`.
    """

    python: str
    trio: str = ""

    def __str__(self) -> str:
        return f"{self.python}, {self.trio}" if self.trio else self.python

    @classmethod
    def parse(cls, text: str) -> Column:
        """A column by its text."""
        python, _, trio = text.partition(", ")
        return cls(python, trio)

    @property
    def version(self) -> tuple[int, ...]:
        """The numbers of its Python."""
        return tuple(map(int, self.python.removesuffix("t").split(".")))


COLUMNS = (*map(Column, (*PYTHONS, "3.14t")), Column("3.11", OLDEST_TRIO))
"""All columns. Python's order is of no use: 3.9 would come after 3.14."""

BASE = ("3.11", "3.12", "3.13")
"""The Pythons whose first one that an example admits says with which releases it may change."""
