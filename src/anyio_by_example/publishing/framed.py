"""Framed: other content in the frame of a built page, with its menu, its bar and its foot.

So that what is published besides the pages looks as they do, whichever builder made them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from html import escape

from anyio_by_example.publishing.assets import STYLES_OF_KINDS
from anyio_by_example.publishing.redirects import relative
from anyio_by_example.publishing.site import PublishedPage, Site

FRAMED = ("e/", "r/")
"""Where the pages of examples and of points are."""
_MAIN = re.compile(r"(?s)\A(?P<start>.*?<main\b[^<>]*>).*(?P<end></main>.*)\Z")
_CONTENTS = re.compile(r'(?s)<details class="?toc"?>.*?</details>\n?')
_LINK = re.compile(r'(?P<name>\s(?:href|src)=)(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s">]+))')
_BASE = re.compile(r'(\sdata-base=)(?:"[^"]*"|[^\s">]+)')
_ELSEWHERE = re.compile(r"[a-z][\w+.-]*:|/", re.IGNORECASE)
_ID = re.compile(r'\sid=(?:"([^"]*)"|([^\s">]+))')
_OF_THE_PAGE = re.compile(
    r'<link rel="?(?:canonical|prev|next|alternate)"?[^>]*>\n?'
    r'|<meta property="og:url"[^>]*>\n?'
    # what a page has of these depends on what is in it
    rf'|<link rel="stylesheet" href="[^"]*assets/(?:{"|".join(STYLES_OF_KINDS)})\.css">\n?'
)


@dataclass(frozen=True, slots=True)
class Content:
    """What a frame is put around."""

    address: str
    """Where it will be below the site's, as `e/timeouts/nested/`."""
    title: str
    description: str
    """A sentence or two for search engines and link previews."""
    html: str
    """What is in it; its links are those of the page that the frame is from."""
    markdown: str
    """Its Markdown's file below the site's folder."""
    example: str = ""
    """The id of the example whose lines its address can name; empty if there is none."""

    @property
    def file(self) -> str:
        """Its HTML file below the site's folder."""
        return f"{self.address}index.html"


class Frame:
    """The frame of a built page.

    Args:
        site: The site.
        page: The page.
    """

    def __init__(self, site: Site, page: PublishedPage) -> None:
        self._site, self._page = site, page
        found = _MAIN.match((site.folder / page.file).read_text("utf-8"))
        self._start, self._end = (found["start"], found["end"]) if found else ("<main>", "</main>")
        self._start = _OF_THE_PAGE.sub("", _CONTENTS.sub("", self._start))
        self._start = re.sub(r'class="?page"?(?=>)', 'class="page is-wide"', self._start)
        self._start = re.sub(r'<body class="?is-explained"?>', "<body>", self._start)
        # the menu shows where it belongs
        self._start = re.sub(r'aria-current="?page"?', 'aria-current="true"', self._start)
        self._moved = cache(self._moved_to)

    def around(self, content: Content) -> str:
        """The HTML of a page that shows some content."""
        start, end = self._moved(posixpath.dirname(content.file))
        head, html = self._head(start, content), self.links(content.html, content.file)
        return f"{head}\n{html}\n{end}"

    def links(self, html: str, file: str) -> str:
        """HTML from the page, with links that work in another file.

        A link to the page's own ids leads to the page, if what is linked to isn't in the HTML.
        """
        ids = {quoted or bare for quoted, bare in _ID.findall(html)}
        return self._relinked(html, posixpath.dirname(file), ids)

    def _moved_to(self, folder: str) -> tuple[str, str]:
        own = {"", "content"}
        base = relative("", folder).removesuffix("/")
        start = _BASE.sub(rf'\1"{base}"', self._relinked(self._start, folder, own), count=1)
        return start, self._relinked(self._end, folder, own)

    def _relinked(self, html: str, folder: str, ids: Collection[str]) -> str:
        old = posixpath.dirname(self._page.file)

        def link(found: re.Match[str]) -> str:
            target = found["quoted"] if found["bare"] is None else found["bare"]
            path, mark, fragment = target.partition("#")
            if _ELSEWHERE.match(path) or (not path and fragment in ids):
                return found[0]
            address = _joined(old, path) if path else self._page.url
            return f'{found["name"]}"{relative(address + mark + fragment, folder)}"'

        return _LINK.sub(link, html)

    def _head(self, start: str, content: Content) -> str:
        title = escape(content.title)
        description = escape(content.description)
        address = self._site.address + content.address
        whole = _between(f"{title} – {self._site.name}")
        text = re.sub(r"(?s)(<title>).*?(</title>)", whole, start, count=1)
        for name, said in (
            ('name="description"', description),
            ('property="og:title"', title),
            ('property="og:description"', description),
        ):
            text = re.sub(rf'(<meta {name} content=")[^"]*(")', _between(said), text)
        markdown = relative(content.markdown, posixpath.dirname(content.file))
        more = f'<link rel="alternate" type="text/markdown" href="{markdown}">\n'
        if self._site.address:
            more = f'<link rel="canonical" href="{address}">\n{more}'
            more += f'<meta property="og:url" content="{address}">\n'
        if 'class="explained"' in content.html:
            text = text.replace("<body>", '<body class="is-explained">', 1)
            text = text.replace('class="page is-wide"', 'class="page"', 1)
        if content.example:
            text = text.replace("<html ", f'<html data-example="{content.example}" ', 1)
        return text.replace("</head>", f"{more}</head>", 1)


def markdown_of(address: str) -> str:
    """The Markdown of what has a permanent address, beside its other files."""
    return f"{address.rstrip('/')}.md"


def _between(text: str) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{found[1]}{text}{found[2]}"


@cache
def _joined(folder: str, path: str) -> str:
    """An address below the site's, from one that a page in a folder writes."""
    whole = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
    is_folder = path.endswith("/") or path in {".", ".."}
    return f"{whole}/" if is_folder and whole else whole
