"""Names: how a word on the command line becomes an example, or all those of a topic."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from anyio_by_example.cli.mistakes import Mistake, near
from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library


def find_example(library: Library, word: str) -> Example:
    """The example that a word means.

    Args:
        library: Where the examples are.
        word: Its name, as `timeouts/nested.py`, or the path of its file from here; either may lack
            its `.py`.

    Raises:
        Mistake: if it means none, or several.
        Problem: if the example is not in order.
    """
    place = _place(library.root, f"{word.removesuffix('.py')}.py")
    if place is None:
        raise _no_example(library, word)
    if not place.is_relative_to(library.root.resolve()):
        remedy = f"draw it with anyio-timeline {word} -o timeline.svg"
        raise Mistake(f"{word} isn't below {library.root.name}/, where the examples are", remedy)
    name = place.relative_to(library.root.resolve())
    for example in library.examples(name.parent.as_posix()):
        if name.name in example.settings.support:
            raise Mistake(f"{name.as_posix()} belongs to another file", f"name {example.name}")
    return library.example(name.as_posix())


def find_names(library: Library, word: str) -> list[str]:
    """The names of the examples that a word means: those of a topic, or one.

    Args:
        library: Where the examples are.
        word: As for `find_example`, or a topic or its folder.

    Raises:
        Mistake: if it means none.
    """
    topic = _topic(library, word)
    if topic is None:
        return [find_example(library, word).name]
    return library.names(topic)


def _place(root: Path, word: str) -> Path | None:
    """The file or folder that a word means: one below the folder of examples, or any from here."""
    for start in (root, Path.cwd()):
        place = (start / word).resolve()
        if place.exists() and (start != root or place.is_relative_to(root.resolve())):
            return place
    return None


def _topic(library: Library, word: str) -> str | None:
    """The topic that a word means, "*" for all, or None."""
    place, root = _place(library.root, word), library.root.resolve()
    if place is None or not place.is_dir() or not place.is_relative_to(root):
        return None
    return place.relative_to(root).as_posix() if place != root else "*"


def _no_example(library: Library, word: str) -> Mistake:
    names = library.names()
    topic = _topic(library, word)
    if topic == "*":
        return Mistake(f"{word} has all examples in it", f"name one of them, as {names[0]}")
    if topic is not None:
        return Mistake(f"{word} is a topic", f"name one of {', '.join(library.names(topic))}")
    wanted = PurePosixPath(word.removesuffix(".py"))
    meant = near(str(wanted), [name.removesuffix(".py") for name in names])
    by_stem = {PurePosixPath(name).stem: name.removesuffix(".py") for name in names}
    meant = meant or [by_stem[stem] for stem in near(wanted.name, by_stem)]
    topics = near(word, {name.partition("/")[0] for name in names})
    remedy = "choose one that python -m anyio_by_example list shows"
    if meant or topics:
        remedy = f"name {' or '.join(meant or topics)}"
    return Mistake(f"there is no example {word or 'without a name'}", remedy)
