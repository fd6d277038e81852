"""inventory: where the names of Python and of Trio are documented.

The inventories are files of this project, so that a build needs no network; `refresh` renews them.
`mkdocs.yml` names the same files, since MkDocs can't ask Python.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).with_name("inventories")
"""Where the files are."""

SITES: Mapping[str, str] = {
    "python": "https://docs.python.org/3",
    "trio": "https://trio.readthedocs.io/en/stable",
}
"""The address of each documentation that is linked to, by the name of its file."""

_ITEM = re.compile(r"(?m)^(.+?)\s+py:\S+\s+-?\d+\s+(\S+)")
"""A line of the `py` domain: the name, what it is, how it ranks in searches, where it is."""


def read(file: Path) -> dict[str, str]:
    """What Sphinx calls the `py` domain, of one inventory: Python's names without its labels.

    Args:
        file: A Sphinx inventory, version 2.

    Returns:
        The address of each name below that of the documentation.
    """
    # mkdocstrings reads them too, as `refresh` has it do, but that and its import take much longer
    *_, packed = file.read_bytes().split(b"\n", 4)
    found = _ITEM.findall(zlib.decompress(packed).decode())
    return {name: f"{at[:-1]}{name}" if at.endswith("$") else at for name, at in found}


@cache
def inventory() -> Mapping[str, str]:
    """The address at which each name is documented, as `trio.sleep`."""
    return MappingProxyType(
        {
            name: f"{address}/{at}"
            for site, address in SITES.items()
            for name, at in read(FOLDER / f"{site}.inv").items()
        }
    )
