"""llms.txt: which pages there are and what each is about, for programs that read (llmstxt.org)."""

from __future__ import annotations

from itertools import groupby

from anyio_by_example.publishing.markdown import FULL, file_of
from anyio_by_example.publishing.site import PublishedPage, Site

_OPTIONAL = {
    FULL: "All pages in one file",
    "examples.json": "All examples with what they printed on each event loop",
}
"""What can be left out by a reader with little room, by its file."""


def write(site: Site) -> None:
    """Write `llms.txt`."""
    site.write("llms.txt", index(site))


def index(site: Site) -> str:
    """The pages in the order of the navigation, each with its Markdown and its description.

    The format asks for whole addresses or relative ones; there are whole ones where the site's own
    is known.
    """
    parts = [f"# {site.name}"]
    if site.description:
        parts.append(f"> {site.description}")
    for section, pages in groupby(site.pages, lambda page: page.section):
        parts.append(f"## {section or 'Overview'}")
        parts.append("\n".join(_item(site, page) for page in pages))
    others = [f"- [{name}]({site.address}{name}): {is_}" for name, is_ in _OPTIONAL.items()]
    others = [each for each, name in zip(others, _OPTIONAL, strict=True) if _is_there(site, name)]
    if others:
        parts += ["## Optional", "\n".join(others)]
    return "\n\n".join(parts) + "\n"


def _item(site: Site, page: PublishedPage) -> str:
    about = f": {page.description}" if page.description else ""
    return f"- [{page.title}]({site.address}{file_of(page)}){about}"


def _is_there(site: Site, name: str) -> bool:
    return (site.folder / name).is_file()
