"""inventory: where the names of Python and of Trio are documented.

The inventories are files of this project, so that a build needs no network; `refresh` renews them.
`mkdocs.yml` names the same files, since MkDocs can't ask Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocstrings import Inventory

FOLDER = Path(__file__).with_name("inventories")
"""Where the files are."""

SITES: Mapping[str, str] = {
    "python": "https://docs.python.org/3",
    "trio": "https://trio.readthedocs.io/en/stable",
}
"""The address of each documentation that is linked to, by the name of its file."""


def read(file: Path) -> Inventory:
    """What Sphinx calls the `py` domain, of one inventory: Python's names without its labels.

    Args:
        file: A Sphinx inventory, version 2.
    """
    from mkdocstrings import Inventory  # and with it MkDocs, which a recording does without

    with file.open("rb") as stream:
        return Inventory.parse_sphinx(stream, domain_filter=["py"])


@cache
def inventory() -> Mapping[str, str]:
    """The address at which each name is documented, as `trio.sleep`."""
    return MappingProxyType(
        {
            name: f"{address}/{item.uri}"
            for site, address in SITES.items()
            for name, item in read(FOLDER / f"{site}.inv").items()
        }
    )
