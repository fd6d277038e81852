"""A site grows beside the one that stands, and takes its place at once, when it is whole."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import pytest

from anyio_by_example.publishing.building import Building


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that stands."""
    folder = tmp_path / "project" / "site"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("old", "utf-8")
    return folder


def begun(site: Path) -> Building:
    """A building with a page."""
    building = Building(site, site.parent / ".recordings")
    building.begin()
    (building.folder / "index.html").write_text("new", "utf-8")
    return building


def beside(site: Path) -> set[str]:
    """What is in the project."""
    return {each.name for each in site.parent.iterdir()}


def said(site: Path) -> str:
    """What the site's page says."""
    return (site / "index.html").read_text("utf-8")


def test_finished(site: Path) -> None:
    """It takes the place of the site, which stands until then; nothing else is left."""
    building = begun(site)
    assert said(site) == "old"
    building.finish()
    building.abandon()
    assert said(site) == "new"
    assert beside(site) == {"site", ".recordings"}


def test_first(tmp_path: Path) -> None:
    """There need not be a site, nor the folder that it's to be in."""
    site = tmp_path / "a" / "b" / "site"
    begun(site).finish()
    assert said(site) == "new"


def test_abandoned(site: Path) -> None:
    """What isn't finished leaves the site, and nothing else."""
    begun(site).abandon()
    assert said(site) == "old"
    assert beside(site) == {"site", ".recordings"}


def test_killed(site: Path) -> None:
    """What a build leaves that was killed is no part of the next one."""
    building = begun(site)
    (building.folder / "more.html").touch()
    building._lock.release()  # as the system does for a process that ends
    begun(site).finish()
    assert [file.name for file in site.iterdir()] == ["index.html"]
    assert beside(site) == {"site", ".recordings"}


@pytest.mark.parametrize("when", ["before", "between", "after"])
def test_killed_at_its_end(when: str, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed while it takes the site's place, it leaves one of the two for the next to find."""
    building = begun(site)
    after = {"before": 0, "between": 1, "after": 2}[when]
    calls = iter(range(after))
    usual = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return usual(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", rename)
        patch.setattr("shutil.rmtree", lambda *_, **__: rename(site, site))
        with pytest.raises(KeyboardInterrupt):
            building.finish()
    building._lock.release()
    following = Building(site, site.parent / ".recordings")
    following.begin()
    following.abandon()
    assert said(site) == ("new" if when == "after" else "old")
    assert beside(site) == {"site", ".recordings"}


def test_what_is_no_builders(site: Path) -> None:
    """What begins with a dot is no builder's, and stays, as the work tree of a branch of pages."""
    (site / ".git").mkdir()
    (site / ".git" / "HEAD").write_text("ref", "utf-8")
    begun(site).finish()
    assert said(site) == "new"
    assert (site / ".git" / "HEAD").read_text("utf-8") == "ref"


def test_two_at_once(site: Path) -> None:
    """Of two builds of one site, the second begins when the first is done; others don't wait."""
    first, other = begun(site), begun(site.with_name("other"))
    second = Building(site, site.parent / ".recordings")
    has_begun = Event()

    def wait() -> None:
        second.begin()
        has_begun.set()

    thread = Thread(target=wait)
    thread.start()
    try:
        assert not has_begun.wait(0.2)
        assert said(first.folder) == "new"
    finally:
        first.finish()
        thread.join(20)
    assert has_begun.is_set()
    assert [*second.folder.iterdir()] == []
    second.abandon()
    other.abandon()
    assert said(site) == "new"
