"""Handler: mkdocstrings' Python handler, whose entries are kept.

So a saved page, and a build of what was built before, don't wait for the whole reference: AnyIO is
read only for an entry that isn't there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, TypedDict
from xml.etree.ElementTree import fromstring, tostring

import griffe
import pygments
from markupsafe import Markup
from mkdocs.exceptions import PluginError
from mkdocstrings import CollectionError, CollectorItem
from mkdocstrings_handlers.python import PythonConfig, PythonHandler, PythonOptions
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from anyio_by_example import templates
from anyio_by_example.api.inventory import FOLDER, SITES, inventory
from anyio_by_example.crossref.server import ServerError
from anyio_by_example.library.library import default_library
from anyio_by_example.matrix.since import label
from anyio_by_example.problem import Problem
from anyio_by_example.reference.entry import Entry, documented, public_names
from anyio_by_example.reference.kept import kept
from anyio_by_example.reference.uses import Uses, find_uses

_SIGNATURE = {
    "language": "python",
    "inline": False,
    "classes": ["doc-signature"],
    "linenums": False,
}
"""How the templates ask for a signature to be highlighted."""

_UNSTYLED = re.compile(r'<span class="(?:n|nn|nl|o|p|w)">([^<]*)</span>')
"""What no rule of the style sheet is about; of a folded example, it would be the most."""

_LEXER = PythonLexer(stripnl=False)
_FORMATTER = HtmlFormatter(cssclass="doc-signature highlight", wrapcode=True)
_EXCERPT = HtmlFormatter(cssclass="highlight", wrapcode=True)
"""All made once, since making them takes longer than highlighting a signature."""


@dataclass(frozen=True, slots=True)
class _Named:
    """What stands after `:::`: it's only read if it has to be rendered."""

    name: str


class _Made(TypedDict):
    """An entry that was rendered, and what is in it."""

    html: str
    headings: list[str]
    aliases: dict[str, list[str]]
    """The other names of what has a heading, by the ids of those."""


class Handler(PythonHandler):
    """Renders the reference of AnyIO and of this project's modules.

    Args:
        config: How mkdocstrings is set up.
        base_dir: The folder of the builder's settings.
        settings: All that they say, which can change how Markdown is rendered.
        **kwargs: What mkdocstrings gives besides.
    """

    def __init__(self, config: PythonConfig, base_dir: Path, settings: str, **kwargs: Any) -> None:
        kwargs["custom_templates"] = str(Path(templates.__file__).parent)
        super().__init__(config, base_dir, **kwargs)
        self._settings = settings
        self._aliases: dict[str, tuple[str, ...]] = {}
        self._is_read = False

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

    def collect(self, identifier: str, options: PythonOptions) -> CollectorItem:
        """What has a name, without a look at it."""
        del options
        return _Named(identifier)

    def render(self, data: CollectorItem, options: PythonOptions, locale: str | None = None) -> str:
        """The HTML of an entry and of what is in it."""

        def make() -> _Made:
            html = super(Handler, self).render(self._read(data.name, options), options, locale)
            headings = self.get_headings()
            ids = [heading.attrib["id"] for heading in headings]
            return {
                "html": html,
                "headings": [tostring(heading, "unicode") for heading in headings],
                "aliases": {each: [*super(Handler, self).get_aliases(each)] for each in ids},
            }

        uses = [*self._uses.within(data.name), *self._uses.printing(data.name)]
        source = data.name, options, locale, self._settings, *uses
        made = kept().get("entry", source, make)
        self._headings.extend(map(fromstring, made["headings"]))
        self._aliases |= {name: tuple(others) for name, others in made["aliases"].items()}
        return made["html"]

    def get_aliases(self, identifier: str) -> tuple[str, ...]:
        """The other names of what has a heading."""
        return self._aliases.get(identifier, ())

    def _read(self, name: str, options: PythonOptions) -> CollectorItem:
        if not self._is_read:
            try:
                package = documented().package
            except Problem as problem:
                raise PluginError(str(problem)) from problem
            self._modules_collection = package.modules_collection
            self._lines_collection = package.lines_collection
            self._is_read = True
        try:
            return super().collect(name, options)
        except CollectionError as error:
            raise PluginError(f"Could not collect '{name}': {error}") from error

    def update_env(self, config: Any) -> None:
        """Give the templates what is this project's own."""
        super().update_env(config)
        usual = self.env.filters["highlight"]
        self.env.filters["highlight"] = lambda code, **how: (
            _signature(code) if how == _SIGNATURE else usual(code, **how)
        )
        self.env.filters["about"] = _about
        self.env.filters["excerpt"] = _excerpt
        self.env.filters["uses"] = lambda found: self._uses.of(found.path)
        self.env.filters["steadiest"] = lambda found: self._uses.steadiest(found.path)
        self.env.filters["release"] = label
        self.env.filters["printing"] = lambda found: self._uses.printing(found.path)

    @cached_property
    def _uses(self) -> Uses:
        try:
            return find_uses(default_library())
        except (Problem, ServerError) as error:
            raise PluginError(str(error)) from error


def _about(found: griffe.Object | griffe.Alias) -> Entry | None:
    """What there is to say of a name; None if it isn't one of AnyIO's."""
    return Entry(found.path, found) if found.path in public_names().all else None


def _signature(code: Markup) -> Markup:
    """The HTML of a signature, as mkdocstrings makes it."""
    html = pygments.highlight(code.unescape(), _LEXER, _FORMATTER)
    return Markup(html.strip())  # noqa: S704


def _excerpt(code: str) -> Markup:
    """The HTML of an example that is folded in an entry: light, since there are many on a page."""
    html = pygments.highlight(code.replace("\n\n\n", "\n\n"), _LEXER, _EXCERPT)
    return Markup(_UNSTYLED.sub(r"\1", html).strip())  # noqa: S704


def get_handler(handler_config: dict[str, Any], tool_config: Any, **kwargs: Any) -> Handler:
    """Return a handler, as mkdocstrings asks for it."""
    config = PythonConfig.from_data(**handler_config)
    file = Path(tool_config.config_file_path or "mkdocs.yml")
    if not file.is_file():
        # Zensical names a file of its own, whichever it has read
        file = file.with_name("mkdocs.yml")
    return Handler(config, file.parent, file.read_text("utf-8"), **kwargs)
