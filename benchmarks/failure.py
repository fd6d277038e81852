"""Failure: why a benchmark could not be carried out."""


class Failure(Exception):  # noqa: N818 (its message is a finding, not a defect of this program)
    """A benchmark could not be carried out."""
