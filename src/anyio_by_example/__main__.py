"""The command line: `python -m anyio_by_example`."""

from __future__ import annotations

from anyio_by_example.cli.main import main

main()
