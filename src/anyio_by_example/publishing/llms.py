"""llms.txt: which pages there are and what each is about, for programs that read (llmstxt.org).

`llms-small.txt` is for those with little room: the points of a review, and AnyIO's signatures.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import metadata
from itertools import groupby

from anyio_by_example.api.markdown import fence
from anyio_by_example.pages.build import Build
from anyio_by_example.pages.points import find_points, plain
from anyio_by_example.publishing.examples_json import NAME as EXAMPLES
from anyio_by_example.publishing.markdown import FULL, file_of, full_of
from anyio_by_example.publishing.points_json import NAME as POINTS
from anyio_by_example.publishing.site import PublishedPage, Site
from anyio_by_example.reference.entry import public_names
from anyio_by_example.reference.tips import tips

SMALL = "llms-small.txt"

_OPTIONAL = {
    SMALL: "The points of a review and AnyIO's signatures alone, for a reader with little room",
    EXAMPLES: "All examples with their code and what they printed on each event loop",
    POINTS: "All points of a review with what proves them",
    FULL: "All pages about AnyIO in one file",
}
"""What can be left out by a reader with little room, by its file."""


def write(site: Site) -> None:
    """Write `llms-small.txt` and `llms.txt`, which names it."""
    site.write(SMALL, small(site))
    site.write("llms.txt", index(site))


def index(site: Site) -> str:
    """The pages in the order of the navigation, each with its Markdown and its description.

    The format asks for whole addresses or relative ones; there are whole ones where the site's own
    is known.
    """
    parts = [*_head(site, site.name), _cited(site)]
    for section, pages in groupby(site.pages, lambda page: page.section):
        parts.append(f"## {section or 'Overview'}")
        parts.append("\n".join(_item(site, page) for page in pages))
    groups = dict.fromkeys(page.section for page in site.pages)
    optional = _OPTIONAL | {full_of(group): f"Those of {group or 'no group'}" for group in groups}
    others = [
        f"- [{name}]({site.address}{name}): {is_}"
        for name, is_ in optional.items()
        if _is_there(site, name)
    ]
    if others:
        parts += ["## Optional", "\n".join(others)]
    return "\n\n".join(filter(None, parts)) + "\n"


def small(site: Site) -> str:
    """What is true of AnyIO and what follows from it, and how its names are called."""
    points = [
        f"- {p.code} {plain(p.text).partition(' Proof: ')[0]}" for p in find_points(site.docs)
    ]
    return (
        "\n\n".join(
            [
                *_head(site, f"{site.name}: rules and signatures"),
                "## Rules",
                f"What proves a rule is at {site.address}r/, the code and `.md`, as in "
                f"{site.address}r/R601.md.",
                "\n".join(points),
                "## Signatures",
                "Members stand below their class.",
                fence("\n".join(_signatures()), "text"),
            ]
        )
        + "\n"
    )


def _head(site: Site, title: str) -> Iterator[str]:
    yield f"# {title}"
    if site.description:
        yield f"> {site.description}"
    if not site.library.examples():
        return
    build = Build.of(site.library)
    versions = ", ".join(f"{name} {version}" for name, version in build.versions.items())
    licence = metadata("anyio-by-example")["License-Expression"]
    yield f"Recorded {build.date} with {versions}. Licence: {licence}."


def _cited(site: Site) -> str:
    """How to cite a point of a review."""
    codes = [point.code for point in find_points(site.docs)]
    if not codes:
        return ""
    return (
        f"The review checklist has {len(codes)} points with codes that last, {codes[0]} to "
        f"{codes[-1]}. Cite one by its address, as {site.address}r/{codes[0]}/, and read it at "
        f"{site.address}r/{codes[0]}.md. An example is read at {site.address}e/<topic>/<name>.md."
    )


def _signatures() -> Iterator[str]:
    names = public_names()
    said = tips((*names.names, *names.members))
    for name in names.names:
        yield said[name].partition("\n")[0]
        for member in names.members:
            if member.startswith(f"{name}."):
                yield "  " + said[member].partition("\n")[0].replace(name, "", 1)


def _item(site: Site, page: PublishedPage) -> str:
    about = f": {page.description}" if page.description else ""
    return f"- [{page.title}]({site.address}{file_of(page)}){about}"


def _is_there(site: Site, name: str) -> bool:
    return (site.folder / name).is_file()
