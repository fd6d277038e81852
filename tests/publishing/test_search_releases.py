"""What the search knows of releases: of names, of parameters, and of what does without them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers.publication import Small, small
from helpers.released import LACKS, SAME, entry, prints, put

from anyio_by_example.examples.example import Example
from anyio_by_example.examples.header import Settings
from anyio_by_example.library.library import Library
from anyio_by_example.matrix.outcome import MISSING, Outcome
from anyio_by_example.publishing.search_releases import known_releases, since

__all__ = ["small"]

WORDS = "TypeError: {} got an unexpected keyword argument '{}'"


@pytest.mark.parametrize(
    ("name", "release"),
    [("anyio.amap", ["4.15"]), ("anyio.CancelScope.cancelled_caught", ["4.0"])],
)
def test_since(name: str, release: list[str]) -> None:
    """A name that came after the oldest release that is run has the one that it came with."""
    assert since(name) == release


@pytest.mark.parametrize("name", ["anyio.run", "anyio.Lock", "anyio.create_task_group", "os.path"])
def test_always_there(name: str) -> None:
    """A name that they all have has none, as has one that isn't AnyIO's."""
    assert since(name) == []


def lacks(function: str, parameter: str) -> Outcome:
    """What comes of a parameter that isn't there."""
    return Outcome(MISSING, error=WORDS.format(f"{function}()", parameter))


def test_parameters(small: Small) -> None:
    """A parameter is there since the release with which an example no longer lacks it."""
    for name in ("one", "two", "three"):
        small.example(name)
    site = small.site(index="")
    put(
        site.library,
        one=entry(
            {
                "asyncio 3.11": {
                    "3.7.1": LACKS,
                    "4.1.0": lacks("open_file", "limiter"),
                    "4.14.0": lacks("CapacityLimiter.__new__", "name"),
                    "4.15.0": SAME,
                },
                "trio 3.11": {"3.7.1": lacks("run", "on_trio"), "4.1.0": SAME},
            }
        ),
        two=entry({"asyncio 3.12": {"3.7.1": lacks("Path.read_text", "x"), "4.2.0": prints("2")}}),
        three=entry({"asyncio 3.11": {"3.7.1": lacks("somebody", "x"), "4.2.0": SAME}}),
    )
    assert known_releases(site, {})["parameters"] == [
        ["CapacityLimiter", "name", "4.15"],
        ["Path.read_text", "x", "4.2"],
        ["open_file", "limiter", "4.14"],
    ]


def test_older_forms(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """An older form is known by each later name that only the newer one uses.

    What is about a name alone comes before what is about others, too.
    """
    small.example("both", "import anyio\nanyio.amap\nanyio.gather")
    small.example("both_old", "import anyio\nanyio.create_task_group")
    small.example("new", "import anyio\nanyio.amap")
    small.example("old", "import anyio\nanyio.create_task_group")
    small.example("newer", "import anyio\nanyio.create_task_group")
    small.example("hidden", "")
    targets: dict[str, set[str]] = {
        "t-both": {"anyio.amap", "anyio.gather"},
        "t-both_old": set(),
        "t-new": {"anyio.amap", "anyio.run"},
        "t-old": {"anyio.run"},
        "t-newer": {"anyio.run"},
        "t-hidden": set(),
    }
    monkeypatch.setattr(Library, "targets_in", lambda _, example: targets[example.id])
    declared: dict[str, tuple[str, ...]] = {
        "t-new": ("t/newer.py", "t/old.py", "t/hidden.py", "t/gone.py"),
        "t-both": ("t/both_old.py",),
    }

    def settings(example: Example) -> Settings:
        return replace(example.header.settings, older=declared.get(example.id, ()))

    monkeypatch.setattr(Example, "settings", property(settings))
    site = small.site(index="")
    put(site.library, newer=entry({"asyncio 3.11": {"3.7.1": LACKS, "4.5.0": SAME}}))
    known = known_releases(site, {"t-new": 0, "t-old": 7, "t-newer": 9, "t-both_old": 5})
    assert known["older"] == {
        "anyio.amap": [(9, "4.5"), (7, ""), (5, "")],
        "anyio.gather": [(5, "")],
    }


def test_page(small: Small) -> None:
    """The page that says what works is linked where there is one."""
    site = small.site(index="")
    assert known_releases(site, {})["compatibility"] == ""
    (site.docs / "releases").mkdir()
    known = known_releases(small.site(**{"releases/compatibility": ""}), {})
    assert known["compatibility"] == "releases/compatibility/"
    assert known["releases"][:2] == ["3.7.1", "4.0"]
    assert known["releases"][-1] == "4.16"
