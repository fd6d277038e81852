"""Where mkdocstrings looks for the handler that `mkdocs.yml` calls `anyio`."""

from anyio_by_example.builders.handler import get_handler

__all__ = ["get_handler"]
