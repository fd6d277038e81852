"""What is kept is made once, and anew as soon as anything says something else that it's made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from anyio_by_example.reference import kept as kept_module
from anyio_by_example.reference.kept import Kept


class Making:
    """Makes a value, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> dict[str, list[int]]:
        """Make it."""
        self.times += 1
        return {"made": [1, 2]}


def test_made_once(tmp_path: Path) -> None:
    """A value is made once, for other builds too, and each is what was made."""
    make = Making()
    for _ in range(3):
        assert Kept(tmp_path).get("kind", ("source", 1), make) == {"made": [1, 2]}
    assert make.times == 1


@pytest.mark.parametrize("what", ["kind", "source", "installed", "package"])
def test_made_anew(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another kind, source, installed package or file of this one: it's made anew."""
    make = Making()
    Kept(tmp_path).get("kind", ("source", 1), make)
    if what in {"installed", "package"}:
        made_from = kept_module._made_from()
        assert any(each.startswith("anyio-") for each in made_from)
        monkeypatch.setattr(kept_module, "_made_from", lambda: [*made_from[:-1], "another"])
    kind = "other" if what == "kind" else "kind"
    Kept(tmp_path).get(kind, ("source", 2 if what == "source" else 1), make)
    assert make.times == 2


@pytest.mark.parametrize("damage", [lambda text: text[:-1], lambda _: "", lambda text: text + " "])
def test_damaged(damage: object, tmp_path: Path) -> None:
    """A file that isn't whole counts as missing."""
    assert callable(damage)
    make = Making()
    Kept(tmp_path).get("kind", "source", make)
    [file] = tmp_path.iterdir()
    file.write_text(damage(file.read_text("utf-8")), "utf-8")
    assert Kept(tmp_path).get("kind", "source", make) == {"made": [1, 2]}
    assert make.times == 2


def test_can_not_be_kept(tmp_path: Path) -> None:
    """Where it can't be kept, it's made all the same."""
    file = tmp_path / "file"
    file.write_text("no folder")
    assert Kept(file).get("kind", "source", Making()) == {"made": [1, 2]}
