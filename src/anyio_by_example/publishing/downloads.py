"""Downloads: each example's file as a reader saves it, and what it needs beside it.

`uv run` takes such an address, reads the packages from the header, and runs the file.
"""

from __future__ import annotations

from anyio_by_example.examples.example import Example
from anyio_by_example.publishing.places import find_places
from anyio_by_example.publishing.site import Site


def write(site: Site) -> None:
    """Write `e/<topic>/<name>.py` for each example that a page shows, and its support files."""
    for example in find_places(site).examples(site.library.examples()):
        for address, content in files(example).items():
            site.write(address, content)


def files(example: Example) -> dict[str, bytes]:
    """The files of an example by their addresses, byte for byte; its own is the first."""
    return {f"e/{example.topic}/{file.name}": file.read_bytes() for file in example.files}
