"""What was found is kept: it's found once, and again only if something about it changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.naming import Counting, written

from anyio_by_example.crossref import names as names_module
from anyio_by_example.crossref.names import Names
from anyio_by_example.crossref.server import LanguageServer, ServerError


def test_what_is_known_is_kept(tmp_path: Path) -> None:
    """One server finds the names in all; after that none is started, unless a text changes."""
    one, two = (written(tmp_path, f"print({n})", f"p{n}") for n in (1, 2))
    count = Counting()
    names = Names(tmp_path / "kept", count)
    found = names.of(one, lambda: [one, two])
    assert names.of(two, lambda: pytest.fail("asked for others")) == {"p2.py": found["p1.py"]}
    assert names.of(one) == Names(tmp_path / "kept", count).of(one) == found
    assert count.started == 1
    changed = written(tmp_path, "print(3) or len", "p1")
    again = Names(tmp_path / "kept", count)
    assert [name.target for name in again.of(changed)["p1.py"]] == ["print", "len"]
    assert again.of(two)["p2.py"] == found["p1.py"]
    assert count.started == 2


def test_begun(tmp_path: Path) -> None:
    """What was begun is found without another server, and whoever asks for it waits."""
    examples = [written(tmp_path, f"import anyio\nanyio.run({n})", f"p{n}") for n in range(2)]
    servers = Counting()
    names = Names(tmp_path / "kept", servers)
    names.begin(examples)
    found = [names.of(each, lambda: pytest.fail("asked for others")) for each in examples]
    assert found == [Names(tmp_path / "other").of(each) for each in examples]
    assert servers.started == 1


def test_begun_in_vain(tmp_path: Path) -> None:
    """If it fails, it's told when a name is asked for, not before."""
    names = Names(tmp_path / "kept", lambda: LanguageServer(["no such ty"]))
    example = written(tmp_path, "import anyio")
    names.begin([example])
    with pytest.raises(ServerError):
        names.of(example)


def test_what_failed_is_not_tried_for_each_example(tmp_path: Path) -> None:
    """A server that hangs costs a build its time limit once, until an example changes."""
    one, two = (written(tmp_path, f"print({n})", f"p{n}") for n in (1, 2))
    started = []

    def start() -> LanguageServer:
        started.append(1)
        return LanguageServer(["no such ty"])

    names = Names(tmp_path / "kept", start)
    for example in (one, two, one):
        with pytest.raises(ServerError):
            names.of(example, lambda: [two])
    assert len(started) == 1
    with pytest.raises(ServerError):
        names.of(written(tmp_path, "print(3)", "p1"))
    assert len(started) == 2


@pytest.mark.parametrize("damage", ["", "x", "0" * 64 + "\n{}", "\xff"])
def test_what_is_damaged_is_found_again(damage: str, tmp_path: Path) -> None:
    """A file that is cut short or was changed counts as missing."""
    example = written(tmp_path, "print()")
    found = Names(tmp_path / "kept").of(example)
    (file,) = (tmp_path / "kept").iterdir()
    file.write_bytes(damage.encode("latin-1"))
    assert Names(tmp_path / "kept").of(example) == found


def test_a_folder_that_takes_nothing_costs_only_time(tmp_path: Path) -> None:
    """Where nothing can be kept, names are found all the same."""
    example = written(tmp_path, "print()")
    (tmp_path / "kept").write_text("a file")
    names = Names(tmp_path / "kept")
    assert len(names.of(example)["program.py"]) == 1


@pytest.mark.parametrize("what", ["version", "_finder"])
def test_what_finds_names_is_part_of_the_address(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version of a library or of these modules has names found anew."""
    example, count = written(tmp_path, "print()"), Counting()
    names_module._finder.cache_clear()
    Names(tmp_path / "kept", count).of(example)
    with monkeypatch.context() as patch:
        patch.setattr(names_module, what, lambda *_: "another")
        if what == "version":
            names_module._finder.cache_clear()
        Names(tmp_path / "kept", count).of(example)
    if what == "version":
        names_module._finder.cache_clear()
    Names(tmp_path / "kept", count).of(example)
    assert count.started == 2
