"""Rest: a process that builds a whole site beside the one that is served, and renews that one."""

from __future__ import annotations

import filecmp
import importlib
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # a fork of MkDocs may stand in for it, once it's imported
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

_logger = logging.getLogger("mkdocs.anyio_by_example")


@dataclass(frozen=True, slots=True)
class _Order:
    """What the process needs to know."""

    package: str
    """The builder's: `mkdocs`, or that of a fork."""
    file: str
    """The settings."""
    strict: bool
    use_directory_urls: bool
    address: str
    """Where the site is served."""
    root: str
    """The folder that is served."""
    mark: str
    """The file that says, when it changes, that browsers have something new to show."""


class Rest:
    """Builds a whole site in a process of its own, with less right to the processor than others.

    Args:
        server: What serves the site.
        marks: A folder for what says that pages have changed.
    """

    def __init__(self, server: LiveReloadServer, marks: Path) -> None:
        self._server, self._mark = server, marks / "done"
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def start(self, config: MkDocsConfig) -> None:
        """Begin to build the site.

        Args:
            config: What mkdocs.yml and the command line say.
        """
        order = _Order(
            package=type(self._server).__module__.partition(".")[0],
            file=config.config_file_path,
            strict=config.strict,
            use_directory_urls=config.use_directory_urls,
            address=config.site_url or "",
            root=self._server.root,
            mark=str(self._mark),
        )
        self._folder = tempfile.TemporaryDirectory(prefix="mkdocs_", ignore_cleanup_errors=True)
        temporary = Path(self._folder.name, "tmp")
        temporary.mkdir()
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, json.dumps(asdict(order)), self._folder.name],
            # it ends when this process does, however that ends
            stdin=subprocess.PIPE,
            # what it may leave goes with the folder
            env=os.environ | {"TMPDIR": str(temporary)},
            start_new_session=True,
        )

    def stop(self) -> None:
        """Leave the site as it is, unless it's built already."""
        if self._process:
            if self._process.poll():
                _logger.error("The last build of all pages failed: only single ones are new")
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.communicate()
            self._process = None
        if self._folder:
            self._folder.cleanup()
            self._folder = None


def _main(order: _Order, folder: Path) -> None:
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    with suppress(AttributeError, OSError):
        os.nice(10)
    main = importlib.import_module(f"{order.package}.__main__")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logs = main.State(level=logging.WARNING)
    site = folder / "site"
    config = load_config(
        order.file,
        site_dir=str(site),
        strict=order.strict,
        use_directory_urls=order.use_directory_urls,
    )
    config.plugins.on_startup(command="serve", dirty=False)
    config.site_url = order.address
    build(config, serve_url=order.address)
    if renew(Path(order.root), site):
        Path(order.mark).touch()
    shutil.rmtree(folder, ignore_errors=True)
    logs.logger.setLevel(logging.INFO)
    _logger.info("All pages are new now")


def _end_with_parent(folder: Path) -> None:
    # a buffer would have a lock, which the end of Python waits for
    while os.read(sys.stdin.fileno(), 1):
        pass
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def renew(root: Path, folder: Path) -> bool:
    """Let one folder hold what another one does, a file at a time.

    Args:
        root: The folder, which may be served meanwhile.
        folder: The other one, which loses what is moved.

    Returns:
        Whether a page has changed.
    """
    new, old = (
        {file.relative_to(each): file for file in each.rglob("*") if file.is_file()}
        for each in (folder, root)
    )
    changed = [
        name
        for name, file in new.items()
        if not (name in old and filecmp.cmp(file, old[name], shallow=False))
    ]
    gone = old.keys() - new.keys()
    for name in changed:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        new[name].replace(root / name)
    for name in gone:
        old[name].unlink()
    return any(name.suffix == ".html" for name in (*changed, *gone))


if __name__ == "__main__":
    _main(_Order(**json.loads(sys.argv[1])), Path(sys.argv[2]))
