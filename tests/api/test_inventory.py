"""The inventories: every name of Python and of Trio has its address, with no network."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocstrings import Inventory

from anyio_by_example.api import inventory as module
from anyio_by_example.api import refresh as refreshing
from anyio_by_example.api.inventory import SITES, inventory
from anyio_by_example.api.refresh import RefreshError, refresh

PYTHON = "https://docs.python.org/3/library"
TRIO = "https://trio.readthedocs.io/en/stable"

KNOWN = {
    "asyncio": f"{PYTHON}/asyncio.html#module-asyncio",
    "asyncio.sleep": f"{PYTHON}/asyncio-task.html#asyncio.sleep",
    "asyncio.TaskGroup.create_task": f"{PYTHON}/asyncio-task.html#asyncio.TaskGroup.create_task",
    "contextlib.asynccontextmanager": f"{PYTHON}/contextlib.html#contextlib.asynccontextmanager",
    "pathlib.Path.read_text": f"{PYTHON}/pathlib.html#pathlib.Path.read_text",
    "print": f"{PYTHON}/functions.html#print",
    "TimeoutError": f"{PYTHON}/exceptions.html#TimeoutError",
    "trio.CancelScope.cancelled_caught": (
        f"{TRIO}/reference-core.html#trio.CancelScope.cancelled_caught"
    ),
    "trio.lowlevel.checkpoint": f"{TRIO}/reference-lowlevel.html#trio.lowlevel.checkpoint",
    "trio.sleep": f"{TRIO}/reference-core.html#trio.sleep",
}


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be asked."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something asked the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Copies of the inventories, which are renewed in place of them."""
    folder = tmp_path / "inventories"
    shutil.copytree(module.FOLDER, folder)
    monkeypatch.setattr(module, "FOLDER", folder)
    inventory.cache_clear()
    yield folder
    inventory.cache_clear()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """An inventory of Trio's documentation with one name."""
    return made(tmp_path / "objects.inv", "Trio", "trio.brand_new")


def made(file: Path, project: str, *names: str) -> Path:
    """An inventory, in a file."""
    made = Inventory(project=project, version="9.9")
    for name in names:
        made.register(name, "py", "function", f"new.html#{name}")
    file.write_bytes(made.format_sphinx())
    return file


@pytest.mark.usefixtures("no_network")
def test_known_names_have_their_address() -> None:
    """What everyone uses of Python and of Trio is found, and at the right place."""
    inventory.cache_clear()
    assert {name: inventory().get(name) for name in KNOWN} == KNOWN


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(("site", "least"), [("python", 9_700), ("trio", 400)])
def test_each_inventory_is_whole(site: str, least: int) -> None:
    """A file has every name of its documentation, which is more than a page of it."""
    assert len(module.read(module.FOLDER / f"{site}.inv")) >= least


def test_every_address_is_whole() -> None:
    """Each address names host, page and fragment, and begins as its documentation does."""
    for name, address in inventory().items():
        assert re.fullmatch(r"https://[a-z.]+/[\w./-]+\.html(#\S+)?", address), name
        assert address.startswith(tuple(f"{site}/" for site in SITES.values())), name
        assert "$" not in address, name


def test_trio_has_only_names_of_trio() -> None:
    """No name of Python leads to Trio's documentation, nor the other way round."""
    for name, address in inventory().items():
        is_trio = name.split(".")[0] in {"trio", "pytest_trio"}
        assert address.startswith(SITES["trio" if is_trio else "python"] + "/"), name


def test_inventory_cannot_be_changed() -> None:
    """Who asks gets what is shared, so it is read-only."""
    with pytest.raises(TypeError):
        inventory()["print"] = ""  # type: ignore[index]


@pytest.mark.usefixtures("no_network")
def test_refresh_from_file(folder: Path, source: Path) -> None:
    """An inventory is renewed from a file, byte by byte, and counts at once."""
    assert "trio.sleep" in inventory()
    assert refresh("trio", str(source)) == "trio.inv: Trio 9.9, 1 names"
    assert (folder / "trio.inv").read_bytes() == source.read_bytes()
    assert inventory()["trio.brand_new"] == f"{TRIO}/new.html#trio.brand_new"
    assert "trio.sleep" not in inventory()
    assert "print" in inventory()


def test_refresh_from_address(folder: Path, source: Path) -> None:
    """An inventory is renewed from an address too."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=source.parent)
    with http.server.HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        try:
            refresh("trio", f"{address}/{source.name}")
            with pytest.raises(RefreshError, match=r"nothing\.inv can't be read: .*404"):
                refresh("trio", f"{address}/nothing.inv")
        finally:
            server.shutdown()
            thread.join()
    assert (folder / "trio.inv").read_bytes() == source.read_bytes()


@pytest.mark.parametrize("site", SITES)
def test_refresh_asks_the_documentation(
    site: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a source, the documentation itself is asked; no answer leaves all as it was."""

    def refuse(address: str, **_: object) -> None:
        raise OSError(f"asked for {address}")

    monkeypatch.setattr(refreshing, "urlopen", refuse)
    before = (folder / f"{site}.inv").read_bytes()
    with pytest.raises(RefreshError, match=re.escape(f"asked for {SITES[site]}/objects.inv")):
        refresh(site)
    assert (folder / f"{site}.inv").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no Sphinx inventory"),
        (b"<html>\n<body>\nmoved\n</body>\n</html>\n", "no Sphinx inventory"),
        (b"\xff\n" * 9, "no Sphinx inventory"),
        ("Python", "the inventory of 'Python', not of trio"),
        ("Trio", "has no names"),
    ],
)
def test_refresh_refuses(content: bytes | str, reason: str, folder: Path, tmp_path: Path) -> None:
    """What is no inventory, or another's, or empty, doesn't take the place of a good one."""
    source = tmp_path / "source.inv"
    if isinstance(content, bytes):
        source.write_bytes(content)
    else:
        made(source, content, *(["print"] if content == "Python" else []))
    before = (folder / "trio.inv").read_bytes()
    with pytest.raises(RefreshError, match=re.escape(reason)):
        refresh("trio", str(source))
    assert (folder / "trio.inv").read_bytes() == before


def test_refresh_names_missing_file(folder: Path, tmp_path: Path) -> None:
    """A file that isn't there is named."""
    with pytest.raises(RefreshError, match=r"nowhere\.inv can't be read: .*No such file"):
        refresh("trio", str(tmp_path / "nowhere.inv"))
    assert (folder / "trio.inv").is_file()
