"""Policy: what a page may load and run, said by each page itself, so that it holds on any host.

Everything comes from the site's own origin. The only inline scripts that run are those that were
there when the site was built, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from anyio_by_example.publishing.site import Site

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


def write(site: Site) -> None:
    """Put its policy into every HTML file of the site."""
    for file in site.folder.rglob("*.html"):
        name = file.relative_to(site.folder).as_posix()
        _write(file, _IN_BOX if name == BOX else _PAGE, site.is_served and name != BOX)


def _write(file: Path, policy: str, is_served: bool) -> None:
    # a site that is published anew has policies of before
    text = _POLICY.sub("", file.read_text("utf-8"), count=1)
    # what reloads a page under `mkdocs serve` is an inline script that is added to it later
    scripts = "'unsafe-inline'" if is_served else " ".join(map(_hash, _SCRIPT.findall(text)))
    content = policy.format(scripts=scripts).replace(" ;", ";")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    file.write_text(text.replace(_START, f"{_START}\n{meta}", 1), "utf-8", newline="\n")


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
