"""Redirects: pages that only lead elsewhere, on any static host and from an unpacked archive."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import cache

from markupsafe import Markup

from anyio_by_example.publishing.assets import script
from anyio_by_example.publishing.policy import stated
from anyio_by_example.publishing.site import Site
from anyio_by_example.templates import environment


def redirect(
    site: Site,
    file: str,
    to: str,
    title: str,
    *,
    target_file: str = "",
    moved: Mapping[str, str] | None = None,
) -> str:
    """The HTML of a page that leads to another address of the site.

    A script carries the reader's fragment over: lines of an example, as `#L7-L9`, or what follows
    from `moved`. Without scripts, the browser follows a `refresh`, and without that a link.

    Args:
        site: The site.
        file: Where the page will be, below the site's folder.
        to: The address that it leads to, below the site's.
        title: What is there.
        target_file: The same as `to` with the file's name; `to` if it's a file already.
        moved: For fragments of the old address, the addresses that they lead to.
    """
    folder = posixpath.dirname(file)
    return stated(
        environment()
        .get_template("redirect.html")
        .render(
            to=relative(to, folder),
            file=relative(target_file or to, folder),
            canonical=site.address + to.removeprefix("./")
            if site.address
            else relative(to, folder),
            title=title,
            fragment=fragment_script(),
            moved={fragment: relative(each, folder) for fragment, each in (moved or {}).items()},
        )
    )


@cache
def fragment_script() -> Markup:
    """The script that reads what follows the `#` of an address."""
    return Markup(script(("fragment",)))  # noqa: S704 (it's our own)


@cache
def relative(address: str, folder: str) -> str:
    """An address below the site's, as a page in a folder of the site writes it.

    Args:
        address: The address, as `timeouts/#timeouts-nested`.
        folder: The folder below the site's, as `e/timeouts/nested`; empty for the site's own.
    """
    path, mark, fragment = address.partition("#")
    if folder and path.partition("/")[0] not in (folder.partition("/")[0], "", "."):
        # a site has a hundred thousand of these; what they share is the root alone
        return "../" * (folder.count("/") + 1) + address
    # from a root, since it would ask for the current folder otherwise, four times
    found = posixpath.relpath(f"/{path}", f"/{folder}")
    if path.endswith("/") or not path:
        found += "/"
    return found + mark + fragment
