"""Publishing: what makes of built pages a site to cite, to search and to read by machines.

Takes the folder of pages that any builder has built, as a `Site`, with the pages' Markdown and the
library. Gives the same folder with all that isn't a page of the builder's. `publish()` knows pages
as files, not how they were built.
"""

from __future__ import annotations

import logging

from anyio_by_example.matrix.matrix import FILE
from anyio_by_example.problem import Problem, Problems
from anyio_by_example.publishing import (
    assets,
    banner,
    cards,
    downloads,
    example_pages,
    examples_json,
    finish,
    llms,
    markdown,
    moved,
    point_pages,
    points_json,
    policy,
    redirects,
    robots,
    run_here,
    search,
    titles,
)
from anyio_by_example.publishing.faults import faults
from anyio_by_example.publishing.site import Site

_logger = logging.getLogger("mkdocs.anyio_by_example")


def _say_what_is_unknown(site: Site) -> None:
    """Say how many examples weren't run on other releases, as far as that is known.

    It's no fault: who adds an example can build its page before.

    Raises:
        Problem: if the file of the matrix is not in order.
    """
    library = site.library
    examples = library.examples()
    if lacking := sum(library.entry(example) is None for example in examples):
        _logger.info(
            "%s/%s: %d of %d examples weren't run on other releases as they are now, and their "
            "pages don't say what these do; `make matrix` runs them",
            *(library.root.name, FILE, lacking, len(examples)),
        )


_STEPS = (
    _say_what_is_unknown,
    assets.write,
    downloads.write,
    example_pages.write,
    point_pages.write,
    moved.write,
    markdown.write,
    examples_json.write,
    points_json.write,
    llms.write,  # names what those before it have written
    cards.write,
    robots.write,
    search.write,
    titles.write,
    run_here.write,
    finish.write,  # changes what the others have written
)

_AHEAD = (assets.write, finish.write)
"""The steps without which a page wouldn't look as it will when they all are done."""

_OF_ALL_PAGES = {moved.write, llms.write}
"""The steps that need every page, to lead there or to say what is in them."""

_OF_OUR_FILES = (assets.classes_of_kinds, policy.own_scripts, redirects.fragment_script)
"""What is read once for all pages from files of this package, which may be saved meanwhile too."""


def publish(site: Site) -> None:
    """Make a site of built pages: add all that isn't one, and let them load and run what is there.

    Nothing is added to pages that something is wrong with. Where a builder serves them, what can be
    made is made, and each page says what is wrong.

    Raises:
        Problems: if anything that an author wrote stands in the way.
    """
    for kept in _OF_OUR_FILES:
        kept.cache_clear()
    found = [*faults(site)]
    if found and not site.is_served:
        raise Problems(found)
    for step in _AHEAD if site.is_ahead else _STEPS:
        if site.is_part and step in _OF_ALL_PAGES:
            continue
        try:
            step(site)
        except Problem as problem:
            found.append(problem)
            if not site.is_served:
                break
    if found:
        problems = Problems(found)
        if site.is_served:
            banner.write(site, problems.found)
        raise problems
