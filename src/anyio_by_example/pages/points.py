"""Point: what to look for in a code review, under a code that can be cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from anyio_by_example.examples.page import find_pages
from anyio_by_example.problem import Problem

SECTIONS = {
    "basic.md": 1,
    "forgotten-await.md": 1,
    "on-asyncio.md": 2,
    "from-asyncio.md": 2,
    "escaping-tasks.md": 2,
    "on-trio.md": 3,
    "from-trio.md": 3,
    "task-order.md": 3,
    "virtual-time.md": 3,
    "backends.md": 4,
    "portable-code.md": 4,
    "backend-tests.md": 4,
    "backend-locks.md": 4,
    "backend-differences.md": 4,
    "context-managers.md": 5,
    "exit-stacks.md": 5,
    "background-tasks.md": 5,
    "generators.md": 5,
    "scope-owner.md": 5,
    "timeouts.md": 6,
    "timeout-results.md": 6,
    "nested-timeouts.md": 6,
    "shields.md": 6,
    "missed-timeouts.md": 6,
    "task-groups.md": 7,
    "task-failures.md": 7,
    "limiting-tasks.md": 7,
    "lasting-tasks.md": 7,
    "results.md": 7,
    "races.md": 7,
    "cleanup.md": 8,
    "closing.md": 8,
    "sigterm.md": 8,
    "exceptions.md": 9,
    "exception-groups.md": 9,
    "backend-errors.md": 9,
    "exits.md": 9,
    "interrupts.md": 9,
    "threads.md": 10,
    "cpu-work.md": 10,
    "thread-calls.md": 10,
    "thread-limits.md": 10,
    "thread-timeouts.md": 10,
    "abandoned-threads.md": 10,
    "benefits.md": 11,
    "when-to-use.md": 12,
    "bounds.md": 12,
    "why-anyio.md": 12,
    "guide/tasks.md": 13,
    "guide/cancelling-tasks.md": 13,
    "guide/starting-tasks.md": 13,
    "guide/services.md": 13,
    "guide/running-tasks.md": 13,
    "guide/groups-on-asyncio.md": 13,
    "guide/many-calls.md": 13,
    "guide/as-completed.md": 13,
    "guide/failed-calls.md": 13,
    "guide/from-gather.md": 13,
    "guide/cancel-scopes.md": 14,
    "guide/who-cancels.md": 14,
    "guide/losing-nothing.md": 14,
    "guide/deadlines.md": 14,
    "guide/pauses.md": 14,
    "guide/late-limits.md": 14,
    "guide/native-cancellation.md": 14,
    "guide/native-losses.md": 14,
    "guide/native-handlers.md": 14,
    "guide/context-variables.md": 15,
    "guide/context-in-threads.md": 15,
    "guide/run-variables.md": 15,
    "guide/synchronisation.md": 16,
    "guide/locks.md": 16,
    "guide/events.md": 16,
    "guide/futures.md": 16,
    "guide/events-from-threads.md": 16,
    "guide/semaphores.md": 16,
    "guide/limiters.md": 16,
    "guide/rate-limits.md": 16,
    "guide/memory-streams.md": 17,
    "guide/several-ends.md": 17,
    "guide/bottlenecks.md": 17,
    "guide/lost-items.md": 17,
    "guide/queues.md": 17,
    "guide/queue-join.md": 17,
    "guide/channels.md": 17,
    "guide/stream-wrappers.md": 18,
    "guide/cut-messages.md": 18,
    "guide/text-streams.md": 18,
    "guide/joined-streams.md": 18,
    "guide/file-streams.md": 18,
    "guide/which-interface.md": 18,
    "guide/own-streams.md": 18,
    "guide/connectables.md": 18,
    "guide/typed-attributes.md": 18,
    "guide/mixins.md": 19,
    "guide/resources.md": 19,
    "guide/closing-generators.md": 19,
    "guide/functools.md": 20,
    "guide/cached-functions.md": 20,
    "guide/cache-failures.md": 20,
    "guide/caches.md": 20,
    "guide/reduce.md": 20,
    "guide/itertools.md": 20,
    "guide/batches.md": 20,
    "guide/splitting.md": 20,
    "guide/iterators.md": 20,
    "guide/shared-iterators.md": 20,
    "guide/tcp.md": 21,
    "guide/connecting.md": 21,
    "guide/addresses.md": 21,
    "guide/tcp-servers.md": 21,
    "guide/connection-limits.md": 21,
    "guide/connection-tasks.md": 21,
    "guide/raw-sockets.md": 21,
    "guide/datagrams.md": 22,
    "guide/udp-requests.md": 22,
    "guide/unix-sockets.md": 22,
    "guide/unix-datagrams.md": 22,
    "guide/descriptors.md": 22,
    "guide/tls.md": 23,
    "guide/tls-clients.md": 23,
    "guide/tls-upgrade.md": 23,
    "guide/tls-closing.md": 23,
    "guide/tls-sending.md": 23,
    "guide/tls-errors.md": 23,
    "guide/as-connectable.md": 23,
    "guide/calls-from-threads.md": 24,
    "guide/threads-and-streams.md": 24,
    "guide/threads-at-the-end.md": 24,
    "guide/portals.md": 24,
    "guide/portal-errors.md": 24,
    "guide/portals-in-a-loop.md": 24,
    "guide/sync-client.md": 24,
    "guide/processes.md": 25,
    "guide/process-limits.md": 25,
    "guide/process-pipes.md": 25,
    "guide/process-ends.md": 25,
    "guide/worker-processes.md": 25,
    "guide/worker-data.md": 25,
    "guide/interpreters.md": 25,
    "guide/files.md": 26,
    "guide/file-limits.md": 26,
    "guide/file-threads.md": 26,
    "guide/standard-input.md": 26,
    "guide/paths.md": 26,
    "guide/path-methods.md": 26,
    "guide/temporary-files.md": 26,
    "guide/spooled-files.md": 26,
    "guide/signals.md": 27,
    "guide/stopping.md": 27,
    "guide/ctrl-c.md": 27,
    "guide/signal-threads.md": 27,
    "guide/test-setup.md": 28,
    "guide/async-fixtures.md": 28,
    "guide/test-loops.md": 28,
    "guide/test-context.md": 28,
    "guide/test-servers.md": 28,
    "guide/test-failures.md": 28,
    "guide/test-time.md": 28,
    "guide/test-cancellation.md": 28,
    "guide/servers.md": 29,
    "guide/stopping-servers.md": 29,
    "guide/lifespan.md": 29,
    "guide/handlers.md": 29,
    "guide/disconnects.md": 29,
    "guide/unwanted-work.md": 29,
    "guide/http-clients.md": 29,
    "guide/sessions.md": 29,
    "guide/child-servers.md": 29,
    "guide/session-owners.md": 29,
}
"""The pages that have points, in the order of the menu, each with the number its codes begin with.

The document's sections have their own; the topics of the guide have those after them.
"""

HEADING = "In a review"
"""The heading above a page's points."""

_FENCE = re.compile(r"(?ms)^ *(`{3,})[^`\n]*\n.*?^ *\1 *$")
_LIST = re.compile(rf"(?ms)^## {HEADING} *$\n(.*?)(?=^##? |\Z)")
_BULLET = re.compile(r"(?m)^(?=\S)")
_POINT = re.compile(r"- \[(R(\d{1,2})\d\d)\]\(([^)]*)\)\{([^}]*)\} (?=\S)(.+)", re.DOTALL)
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\(([^)]*)\)|\[[^\]]*\])")
_SENTENCE = re.compile(r"(?:`[^`]*`|[^`])*?[.!?](?= |$)")


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look for in a review."""

    code: str
    """What it is cited by, as `R601`. No other point ever gets it, even when this one is gone."""
    page: str
    """Where it is below the folder of all pages, as `timeouts.md`."""
    text: str
    """What it says, as Markdown in one line, without the code."""

    @property
    def title(self) -> str:
        """Its first sentence without markup and full stop: what it is cited as."""
        said = _LINK.sub(r"\1", self.text)
        found = _SENTENCE.match(said)
        return (found[0] if found else said).removesuffix(".").replace("`", "")

    @property
    def address(self) -> str:
        """Its permanent address below the site's, which leads to the page that it is on."""
        return f"r/{self.code}/"


def find_points(docs: Path) -> Iterator[Point]:
    """The points of all pages below a folder, in the order of the document.

    Raises:
        Problem: if a point has no code, or one that isn't its own.
    """
    places: dict[str, str] = {}
    pages = {file.relative_to(docs).as_posix() for file in docs.rglob("*.md")}
    for page in sorted(pages, key=_place):
        for line, item in _items(docs / page):
            file = Path(docs.name, page)
            code, text = _read(file, line, item, SECTIONS.get(page))
            place = places.setdefault(code, f"{page}:{line}")
            if place != f"{page}:{line}":
                remedy = "give it a number that no point has ever had"
                raise Problem(file, line, f"{code} is the code of {docs.name}/{place} too", remedy)
            yield Point(code, page, text)


def render_review(docs: Path) -> str:
    """The Markdown of a checklist: all points, each below its page's title.

    Its links are references by id, so it may stand on any page.
    """
    titles = {page.path: page.title for page in find_pages(docs)}
    parts = []
    for page, group in groupby(find_points(docs), key=lambda point: point.page):
        points = [*group]
        ident = page.removesuffix(".md").replace("/", "-")
        parts.append(f"## [{titles[page]}][{points[0].code}] {{#{ident}}}\n")
        for point in points:
            text = _LINK.sub(_by_id, point.text)
            parts.append(f"- [{point.code}][{point.code}]{{.point}} {text}")
        parts.append("")
    return "\n".join(parts)


def _place(page: str) -> tuple[int, str]:
    order = [*SECTIONS]
    return (order.index(page) if page in order else len(order)), page


def _items(file: Path) -> Iterator[tuple[int, str]]:
    """What stands below the heading: each paragraph or bullet, with the number of its line."""
    text = _FENCE.sub(lambda fence: "\n" * fence[0].count("\n"), file.read_text("utf-8"))
    for found in _LIST.finditer(text):
        line = text.count("\n", 0, found.start(1)) + 1
        for item in _BULLET.split(found[1]):
            if item.strip():
                yield line, " ".join(item.split())
            line += item.count("\n")


def _read(file: Path, line: int, item: str, section: int | None) -> tuple[str, str]:
    """The code and the text of what stands below the heading."""
    if section is None:
        remedy = "give the page the number of its section, in SECTIONS of points.py"
        raise Problem(
            file, line, "this page has points, but no section that codes begin with", remedy
        )
    found = _POINT.fullmatch(item)
    if not found:
        reason = f"below the heading {HEADING!r}, this is not a point with a code"
        remedy = f"begin it with {_own(f'R{section}nn')} and a number that no point has ever had"
        raise Problem(file, line, reason, remedy)
    code, begin, link, attributes, text = found.groups()
    if int(begin) != section:
        reason = f"{code} is a code of section {int(begin)}, and this page is of section {section}"
        remedy = f"give it a code that begins with R{section}"
        raise Problem(file, line, reason, remedy)
    if (link, attributes) != (f"site:r/{code}/", f"#{code} .point"):
        reason = f"the link or the id of {code} is not its own"
        raise Problem(file, line, reason, f"begin it with {_own(code)}")
    for each in filter(_is_local, _LINK.finditer(text)):
        if "#" not in each[2]:
            reason = f"a link of {code} leads to a page, and not to a place on it"
            raise Problem(file, line, reason, "lead to the example that proves it, or to a line")
    return code, text


def _own(code: str) -> str:
    return f"`- [{code}](site:r/{code}/){{#{code} .point}} `"


def _by_id(link: re.Match[str]) -> str:
    """A link to something on a page, as a reference to its id."""
    return f"[{link[1]}][{link[2].partition('#')[2]}]" if _is_local(link) else link[0]


def _is_local(link: re.Match[str]) -> bool:
    return bool(link[2]) and ":" not in link[2].partition("#")[0]
