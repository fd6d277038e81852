"""Result: what a part of the benchmarks found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """A ratio: ours, divided by the reference.

    Args:
        compared: What is divided by what.
        ours: What was measured of ours, once for each repetition.
        reference: What was measured of the reference.
        bar: The most that the ratio may be; None if it's only for information.
        unit: What both were measured in.
        shared: What was measured of what both contain. It's taken off both before they are divided:
            the best of it off the best, the median off the median.
    """

    compared: str
    ours: Sequence[float]
    reference: Sequence[float]
    bar: float | None = None
    unit: str = "s"
    shared: Sequence[float] = (0.0,)

    @property
    def best(self) -> float:
        """The ratio of the best."""
        return self.best_of(self.ours) / self.best_of(self.reference)

    @property
    def median(self) -> float:
        """The ratio of the medians."""
        return self.median_of(self.ours) / self.median_of(self.reference)

    def best_of(self, measured: Sequence[float]) -> float:
        """The best of ours or of the reference, without what is shared."""
        return min(measured) - min(self.shared)

    def median_of(self, measured: Sequence[float]) -> float:
        """The median of ours or of the reference, without what is shared."""
        return median(measured) - median(self.shared)


@dataclass(frozen=True)
class Result:
    """All that a part found.

    Args:
        rows: Its rows in the table.
        notes: The facts behind them.
        wrong: Outputs that were wrong, or why the part could not be carried out.
    """

    rows: Sequence[Row] = ()
    notes: Sequence[str] = ()
    wrong: Sequence[str] = ()
