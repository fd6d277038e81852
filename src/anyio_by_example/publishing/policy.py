"""Policy: what a page may load and run, said by each page itself, so that it holds on any host.

Everything comes from the site's own origin. The only inline scripts that run are those that were
there when the site was built, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import re

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_START = '<meta charset="utf-8">'
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
    """
    html = _POLICY.sub("", html, count=1)
    # what reloads a page under `mkdocs serve` is an inline script that is added to it later
    inline = is_served and not is_box
    scripts = "'unsafe-inline'" if inline else " ".join(map(_hash, _SCRIPT.findall(html)))
    content = (_IN_BOX if is_box else _PAGE).format(scripts=scripts).replace(" ;", ";")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    return html.replace(_START, f"{_START}\n{meta}", 1)


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
