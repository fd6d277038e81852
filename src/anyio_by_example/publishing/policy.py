"""Policy: what a page may load and run, said by each page itself, so that it holds on any host.

Everything comes from the site's own origin. The only inline scripts that run are those of our
templates, by their hashes: whatever else gets into a page runs nowhere, and ends the build.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from anyio_by_example.publishing.assets import script

_PACKAGE = Path(__file__).parents[1]
_TEMPLATES = ("theme/main.html", "templates/redirect.html", "publishing/run/box.html")
"""What the HTML files of a site are made from."""

_INCLUDED = re.compile(r'{% include "([^"]*)"[^%]*%}')
_INLINE = re.compile(r"<script\b(?![^<>]*\ssrc=)[^<>]*>(.*?)</script\b", re.DOTALL | re.IGNORECASE)
_START = re.compile(
    r'\s*<!doctype html>\s*(?:<html\b[^<>]*>\s*)?(?:<head>\s*)?<meta charset="utf-8">'
)
"""How a file begins in which nothing can stand before its policy."""
_POLICY = re.compile(r'\n<meta http-equiv="Content-Security-Policy"[^>]*>')

BOX = "run/box.html"

_PAGE = (
    "default-src 'none'; script-src 'self' {scripts}; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"
)

_IN_BOX = "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval' blob:; worker-src blob:"
"""That of the frame in which a reader's programs run: it has no network at all."""


def stated(html: str, *, is_box: bool = False, is_served: bool = False) -> str:
    """An HTML file that says its policy; one that it had said before is gone.

    Args:
        html: What is in the file.
        is_box: Whether it's the frame in which a reader's programs run.
        is_served: Whether a builder serves the page.

    Raises:
        ValueError: if something could run before the policy is read, or in spite of it.
    """
    html = _POLICY.sub("", html, count=1)
    start = _START.match(html)
    if start is None:
        raise ValueError("it doesn't begin as our pages do, so it can't say a policy")
    found = _INLINE.findall(html)
    if any(script.strip() not in own_scripts() for script in found):
        raise ValueError("it has an inline script that is none of our templates'")
    # what reloads a page under `mkdocs serve` is an inline script that is added to it later
    inline = is_served and not is_box
    scripts = "'unsafe-inline'" if inline else " ".join(map(_hash, found))
    content = (_IN_BOX if is_box else _PAGE).format(scripts=scripts).replace(" ;", ";")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    return f"{start[0]}\n{meta}{html[start.end() :]}"


@cache
def own_scripts() -> frozenset[str]:
    """The inline scripts of our templates, without the space around them."""
    found = set()
    for name in _TEMPLATES:
        file = _PACKAGE / name

        def part(included: re.Match[str], folder: Path = file.parent) -> str:
            return (folder / included[1]).read_text("utf-8")

        whole = _INCLUDED.sub(part, file.read_text("utf-8"))
        whole = whole.replace("{{ fragment }}", script(("fragment",)))
        found |= {script.strip() for script in _INLINE.findall(whole)}
    return frozenset(found)


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
