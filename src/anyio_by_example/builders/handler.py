"""Handler: mkdocstrings' Python handler, which remembers what it read and rendered.

A builder that serves the site makes a new handler for each build. What this one reads and renders
stays in the process, so that a saved page doesn't wait for the whole reference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element

import griffe
import pygments
from markupsafe import Markup
from mkdocs.exceptions import PluginError
from mkdocstrings import CollectorItem
from mkdocstrings_handlers.python import PythonConfig, PythonHandler, PythonOptions
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from anyio_by_example import templates
from anyio_by_example.api.inventory import FOLDER, SITES, inventory
from anyio_by_example.crossref.server import ServerError
from anyio_by_example.library.library import default_library
from anyio_by_example.problem import Problem
from anyio_by_example.reference.entry import Entry, documented
from anyio_by_example.reference.uses import Use, Uses, find_uses

_SIGNATURE = {
    "language": "python",
    "inline": False,
    "classes": ["doc-signature"],
    "linenums": False,
}
"""How the templates ask for a signature to be highlighted."""

_LEXER = PythonLexer(stripnl=False)
_FORMATTER = HtmlFormatter(cssclass="doc-signature highlight", wrapcode=True)
"""Both made once, since making them takes longer than highlighting a signature."""

_rendered: dict[tuple[object, ...], tuple[str, Sequence[Element]]] = {}


class Handler(PythonHandler):
    """Renders the reference of AnyIO and of this project's modules."""

    def __init__(self, config: PythonConfig, base_dir: Path, **kwargs: Any) -> None:
        kwargs["custom_templates"] = str(Path(templates.__file__).parent)
        super().__init__(config, base_dir, **kwargs)
        try:
            package = documented().package
        except Problem as problem:
            raise PluginError(str(problem)) from problem
        self._modules_collection = package.modules_collection
        self._lines_collection = package.lines_collection

    def get_inventory_urls(self) -> list[tuple[str, dict[str, Any]]]:
        """The inventories of Python and Trio, as files."""
        return [
            ((FOLDER / f"{name}.inv").as_uri(), {"base_url": address})
            for name, address in SITES.items()
        ]

    @staticmethod
    def load_inventory(
        in_file: BinaryIO,
        url: str,
        base_url: str | None = None,
        domains: list[str] | None = None,
        **kwargs: Any,
    ) -> Iterator[tuple[str, str]]:
        """The names in one of these files and their addresses, read already for the docstrings.

        What is given isn't read: it may be a day old, since MkDocs keeps what is behind an address.
        """
        del in_file, url, domains, kwargs
        assert base_url is not None
        return ((name, at) for name, at in inventory().items() if at.startswith(base_url))

    def render(self, data: CollectorItem, options: PythonOptions, locale: str | None = None) -> str:
        """The HTML of an entry and of what is in it."""
        key = (data.path, repr(options), locale, *self._uses.within(data.path))
        if key not in _rendered:
            html = super().render(data, options, locale)
            _rendered[key] = html, self.get_headings()
        html, headings = _rendered[key]
        self._headings.extend(deepcopy(headings))
        return html

    def update_env(self, config: Any) -> None:
        """Give the templates what is this project's own."""
        super().update_env(config)
        usual = self.env.filters["highlight"]
        self.env.filters["highlight"] = lambda code, **how: (
            _signature(code) if how == _SIGNATURE else usual(code, **how)
        )
        self.env.filters["about"] = _about
        self.env.filters["uses"] = self._uses_of

    @cached_property
    def _uses(self) -> Uses:
        try:
            return find_uses(default_library())
        except ServerError as error:
            raise PluginError(str(error)) from error

    def _uses_of(self, found: griffe.Object | griffe.Alias) -> list[Use]:
        return self._uses.of(found.path)


def _about(found: griffe.Object | griffe.Alias) -> Entry | None:
    """What there is to say of a name; None if it isn't one of AnyIO's."""
    return Entry(found.path, found) if found.path in documented().all else None


def _signature(code: Markup) -> Markup:
    """The HTML of a signature, as mkdocstrings makes it."""
    html = pygments.highlight(code.unescape(), _LEXER, _FORMATTER)
    return Markup(html.strip())  # noqa: S704


def get_handler(handler_config: dict[str, Any], tool_config: Any, **kwargs: Any) -> Handler:
    """Return a handler, as mkdocstrings asks for it."""
    config = PythonConfig.from_data(**handler_config)
    base_dir = Path(tool_config.config_file_path or "mkdocs.yml").parent
    return Handler(config=config, base_dir=base_dir, **kwargs)
