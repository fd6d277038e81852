"""Since when: every public name of AnyIO has the release since which it has been there."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.version import Version

from anyio_by_example.api import added as module
from anyio_by_example.api import refresh as refreshing
from anyio_by_example.api.added import added
from anyio_by_example.api.public import PublicApi, load, public_api
from anyio_by_example.api.refresh import SETTLED, RefreshError, refresh

REMEDY = "to mend it, run: python -m anyio_by_example refresh added"

KNOWN = {
    "anyio.create_task_group": "1.0",
    "anyio.getnameinfo": "1.4",
    "anyio.CapacityLimiter": "3.0",
    "anyio.sleep_forever": "3.1",
    "anyio.Path": "3.3",
    "anyio.wrap_file": "3.3",
    "anyio.CancelScope.cancelled_caught": "4.0",
    "anyio.create_unix_datagram_socket": "4.0",
    "anyio.Path.walk": "4.0",
    "anyio.ResourceGuard": "4.1",
    "anyio.from_thread.BlockingPortalProvider": "4.4",
    "anyio.Path.from_uri": "4.5",
    "anyio.wait_readable": "4.7",
    "anyio.Path.copy": "4.8",
    "anyio.Path.info": "4.9",
    "anyio.AsyncContextManagerMixin": "4.10",
    "anyio.notify_closing": "4.10",
    "anyio.Condition.wait_for": "4.11",
    "anyio.functools.lru_cache": "4.12",
    "anyio.get_available_backends": "4.12",
    "anyio.abc.TaskGroup.cancel": "4.14",
    "anyio.itertools.chain": "4.14",
    "anyio.TaskHandle": "4.14",
    "anyio.Future": "4.15",
}
"""Source: AnyIO's version history; for 1.0, its first release."""

MOVED = {"anyio.from_thread.BlockingPortal.wrap_async_context_manager": "2.1"}
"""What a docstring says of the time when the class was in `anyio.abc`."""

RELEASES = {
    "1.0.0": {
        "__init__": "from .abc import Lock\ndef run(): ...\ndef back(): ...\n",
        "abc": "class Lock: ...\n",
    },
    "1.2.1": {"__init__": "def run(): ...\ndef back(): ...\n"},
    # doesn't count, for what is wrong with AnyIO's release of this number
    "1.2.2": {"__init__": ""},
    "1.3.0": {
        "__init__": "__all__ = ('run', 'Lock')\nfrom ._core import run, hidden, Lock\n",
        "_core": "def run(): ...\ndef hidden(): ...\n"
        "class Base:\n  def close(self): ...\nclass Lock(Base):\n  def acquire(self): ...\n",
    },
    "1.4.0rc1": {"__init__": "def run(): ...\ndef later(): ...\nclass Lock: ...\n"},
    "1.4.0": {
        "__init__": "from ._core import run as run, back as back, later as later, Lock as Lock\n",
        "_core": "def run(): ...\ndef back(): ...\ndef later(): ...\n"
        "class Base:\n  def close(self): ...\nclass Lock(Base):\n  def acquire(self): ...\n",
    },
    "1.4.1.post1": {
        "__init__": "from ._core import run as run, back as back, later as later, Lock as Lock\n"
        "from ._core import mended as mended\n",
        "_core": "def run(): ...\ndef back(): ...\ndef later(): ...\ndef mended(): ...\n"
        "class Base:\n  def close(self): ...\nclass Lock(Base):\n  def acquire(self): ...\n",
    },
    "2.0.0": {
        "__init__": "from ._core import run as run, back as back, later as later, Lock as Lock\n"
        "from ._core import mended as mended, hidden as hidden\n",
        "_core": "def run(): ...\ndef back(): ...\ndef later(): ...\n"
        "def mended(): ...\ndef hidden(): ...\n"
        "class Lock:\n  def acquire(self): ...\n  def close(self): ...\n",
    },
    # newer than what is installed
    "2.1.0": {"__init__": ""},
}
"""Releases of a package by their versions, each with the text of its modules."""


def wheel(folder: Path, release: str) -> None:
    """One of the releases, as pip installs it."""
    about = f"anyio-{release}.dist-info"
    with ZipFile(folder / f"anyio-{release}-py3-none-any.whl", "w") as file:
        for name, text in RELEASES[release].items():
            file.writestr(f"anyio/{name}.py", text)
        file.writestr(
            f"{about}/METADATA", f"Metadata-Version: 2.1\nName: anyio\nVersion: {release}"
        )
        file.writestr(
            f"{about}/WHEEL",
            "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        file.writestr(f"{about}/RECORD", "")


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is all that pip knows."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    for name in ("PIP_CONSTRAINT", "PIP_EXTRA_INDEX_URL", "PIP_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_FIND_LINKS", folder.as_uri())
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_PRE", "1")
    return folder


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table that is renewed in place of the project's, for release 2.0.0 of the package."""
    installed = tmp_path / "installed" / "anyio"
    installed.mkdir(parents=True)
    for name, text in RELEASES["2.0.0"].items():
        (installed / f"{name}.py").write_text(text, "utf-8")
    file = tmp_path / "added.json"
    file.write_text("{}", "utf-8")
    monkeypatch.setattr(module, "FILE", file)
    api = refreshing.released(installed.parent)
    monkeypatch.setattr(refreshing, "public_api", lambda: api)
    monkeypatch.setattr(refreshing, "version_of", lambda _: "2.0.0")
    return file


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    module._table.cache_clear()
    yield
    module._table.cache_clear()


def test_every_name_has_a_release() -> None:
    """Every public name and member of today's AnyIO is in the table, and nothing else is."""
    table = json.loads(module.FILE.read_text("utf-8"))
    names = public_api().all.keys()
    assert not names - table.keys(), REMEDY
    assert not table.keys() - names, REMEDY
    assert [*table] == sorted(table), REMEDY


def test_releases_are_final_and_not_newer() -> None:
    """Each is a final release, written without a patch release of 0, up to the installed one."""
    installed = Version(version("anyio"))
    for path in public_api().all:
        release = Version(added(path))
        assert release <= installed, path
        assert not release.is_prerelease, path
        assert re.fullmatch(r"\d+\.\d+(\.[1-9]\d*)?(\.post\d+)?", added(path)), path


def test_known_facts() -> None:
    """The table says what AnyIO's version history says."""
    assert {path: added(path) for path in KNOWN} == KNOWN


def test_members_are_not_older_than_their_owners() -> None:
    """A member has been at its path for no longer than its class."""
    for path in public_api().members:
        owner = path.rpartition(".")[0]
        assert Version(added(path)) >= Version(added(owner)), path


def test_docstrings_agree() -> None:
    """What AnyIO's docstrings say is what was measured, except where it is settled."""
    said = {
        path: found[1]
        # the one that is shared may have its docstrings read, and in Markdown, by now
        for path, object_ in PublicApi(load()).all.items()
        if object_.docstring
        and (found := re.search(r"^\.\. versionadded:: ([\d.]+)$", object_.docstring.value, re.M))
    }
    assert len(said) >= 25
    differing = {p: text for p, text in said.items() if Version(added(p)) != Version(text)}
    assert differing == MOVED
    for path, release in SETTLED.items():
        assert Version(said[path]) == Version(release), f"{path} needs to be settled no longer"


def test_unknown_names_have_none() -> None:
    """What is not in the table has no release, not even that of its class."""
    assert added("anyio.Lock")
    assert added("anyio.Lock.no_such_member") == ""
    assert added("anyio._core._synchronization.Lock") == ""
    assert added("") == ""


@pytest.mark.at_length
def test_measured(table: Path, wheels: Path) -> None:
    """The release counts since which a name has been public, in final releases without a gap.

    Up to the installed release, in whatever way a release says what is public, and also for a
    member that the class once inherited.
    """
    for release in RELEASES:
        wheel(wheels, release)
    assert added("anyio.mended") == ""
    assert refresh("added") == "added.json: AnyIO 2.0.0, 8 names"
    expected = {
        "anyio.Lock": "1.3",
        "anyio.Lock.acquire": "1.3",
        "anyio.Lock.close": "1.3",
        "anyio.back": "1.4",
        "anyio.hidden": "2.0",
        "anyio.later": "1.4",
        "anyio.mended": "1.4.1.post1",
        "anyio.run": "1.0",
    }
    assert list(json.loads(table.read_text("utf-8")).items()) == list(expected.items())
    assert table.read_bytes().endswith(b"\n}\n")
    assert added("anyio.mended") == "1.4.1.post1"


def test_first_release_needs_no_other(table: Path, wheels: Path) -> None:
    """If nothing was released before, every name was added with what is installed."""
    wheel(wheels, "2.0.0")
    refresh("added")
    assert set(json.loads(table.read_text("utf-8")).values()) == {"2.0"}


def test_failing_pip_is_quoted(table: Path, wheels: Path) -> None:
    """If pip can't have the releases, it says why, and the table is as it was."""
    with pytest.raises(RefreshError, match=r"`pip index versions anyio` failed:[\s\S]*No matching"):
        refresh("added")
    wheel(wheels, "1.3.0")
    broken = wheels / "anyio-1.4.0-py3-none-any.whl"
    broken.write_bytes(b"no wheel")
    with pytest.raises(RefreshError, match=r"`pip install .*anyio==1\.4\.0` failed"):
        refresh("added")
    assert table.read_text("utf-8") == "{}"


def test_table_has_no_source() -> None:
    """The table is measured, so it can't be taken from elsewhere."""
    with pytest.raises(RefreshError, match="no source"):
        refresh("added", "added.json")
