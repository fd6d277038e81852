"""Examples as Markdown: code, output and timeline, and lists of what examples use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from anyio_by_example.api.markdown import escape, fence
from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library
from anyio_by_example.pages.build import Build
from anyio_by_example.pages.catalogue import Entry, Shelf, find_shelves
from anyio_by_example.pages.catches import Case, case_of
from anyio_by_example.pages.menu import find_menu
from anyio_by_example.pages.releases import Releases
from anyio_by_example.publishing.markdown_links import anchor
from anyio_by_example.publishing.memo import Memo
from anyio_by_example.publishing.releases_markdown import releases
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.review import TIMELINE, agreements, reviewed_outputs
from anyio_by_example.reference.coverage import Coverage, Shown
from anyio_by_example.reference.entry import public_names
from anyio_by_example.reference.uses import find_uses, names_used
from anyio_by_example.runtime import Runtime
from anyio_timeline.characters import lines, shown, uncoloured
from anyio_timeline.words import as_text

_LANGUAGES = {".json": "json", ".py": "python", ".toml": "toml", ".yml": "yaml"}
"""Of files that an example needs beside it, by their suffixes."""

_examples: Memo[str] = Memo()
_builds: Memo[Build] = Memo()
_shelves: Memo[list[Shelf]] = Memo()


def example(library: Library, name: str) -> str:
    """An example: caption, address, code, outputs, and timelines in words.

    Args:
        library: Where the example is.
        name: Its path below `snippets/`.

    Raises:
        Problem: if something is wrong with it or with a run of it.
    """
    example = library.example(name)
    recordings, entry = library.recordings(example), library.entry(example)
    case = case_of(library, example)

    def make() -> str:
        parts = [
            *_head(library, example, case),
            *_outputs(example, recordings),
            *_timelines(example, recordings),
            *_notes(example, recordings),
            *(releases(Releases.of(example, entry)) if entry else ()),
        ]
        return "\n\n".join(parts)

    source = library.addresses(example), entry, library.older(example), case
    return _examples.get(example, source, make)


def _head(library: Library, example: Example, case: Case | None) -> Iterator[str]:
    wrong = "**Wrong.** " if example.settings.right else ""
    last = len(lines(example.text))
    file = f"[{example.name}](site:{example.address})"
    where = f"lines {example.first_line} to {last} of {file}"
    yield f"{anchor(example.id)}{wrong}**{escape(example.caption)}** ({where})"
    for name, text in example.support:
        yield f"With `{name}` beside it:"
        yield from _block(text, _LANGUAGES.get(PurePosixPath(name).suffix, "text"))
    if example.support:
        yield f"And `{example.path.name}` itself:"
    yield from _block(example.code, "python")
    if example.settings.right:
        right = library.example(example.settings.right)
        yield f"Do this instead: [{right.name}](#{right.id})."
    if case:
        yield case.said
    forms = [
        f"- [{escape(form.caption)}](site:{form.address}) (since AnyIO {form.since})"
        for form in library.older(example)
    ]
    if forms:
        yield "On an older AnyIO:\n\n" + "\n".join(forms)


def _outputs(example: Example, recordings: dict[Runtime, Recording]) -> Iterator[str]:
    found = agreements(example, recordings)
    if not found:
        yield f"Not run in this build: {example.unsuited}."
        for label, output in reviewed_outputs(example):
            yield from _output(f"Reviewed output{label}", output)
    if len(found) > 1:
        yield "The backends differ:"
    for agreement in found:
        label = f"Output{_on(agreement.runtimes)}"
        yield from _output(label, agreement.recording.output)
        if status := agreement.recording.exit_status:
            yield f"Exit status {status}."


def _output(label: str, output: str) -> Iterator[str]:
    text = uncoloured(output)
    yield f"{label}:" if text else f"{label}: nothing."
    if text:
        yield from _block(text, "text")


def _block(text: str, language: str) -> Iterator[str]:
    """A source or an output as a block. That ends the last line, so if it isn't, this is said."""
    if not text.endswith("\n"):
        yield "Without a newline at its end:"
    yield fence(shown(text).removesuffix("\n"), language)


def _timelines(example: Example, recordings: dict[Runtime, Recording]) -> Iterator[str]:
    for agreement in agreements(example, recordings, TIMELINE):
        assert agreement.recording.timeline is not None
        yield f"Timeline in words{_on(agreement.runtimes)}:"
        yield fence(as_text(agreement.recording.timeline).rstrip("\n"), "text")


def _notes(example: Example, recordings: dict[Runtime, Recording]) -> Iterator[str]:
    """What must be known of the run to understand what it printed, and when that was."""
    settings = example.settings
    if not recordings:
        return
    if settings.unordered:
        yield f"Lines {' and '.join(settings.unordered)} of the output have no fixed order."
    if settings.measured:
        yield "Decimal figures in the output were measured in this run."
    if settings.clock == "virtual":
        yield "The clock was virtual: waiting took no time."
    if settings.order == "free":
        yield "The order of tasks was left to chance."
    versions: dict[str, str] = {}
    for recording in recordings.values():
        versions |= recording.versions
    date = max(recording.date for recording in recordings.values())
    shown = ", ".join(f"{name} {version}" for name, version in versions.items())
    yield f"Recorded {date} with {shown}."


def _on(runtimes: Sequence[Runtime]) -> str:
    """The end of a title: on which event loops it was so."""
    if not runtimes[0].backend:
        return ", the program names its event loop itself"
    *others, last = [runtime.label for runtime in runtimes]
    return f", the same on {', '.join(others)} and {last}" if others else f" on {last}"


def api(library: Library, topic: str) -> str:
    """The public names of AnyIO that a topic's examples use, as a list."""
    used = names_used(library.examples(topic), library)
    return "\n".join(
        f"- [`{name}`][{name}] in {', '.join(f'[{e.path.stem}][{e.id}]' for e in examples)}"
        for name, examples in used.items()
    )


def build(library: Library, _: str) -> str:
    """How much was recorded, and with what, as a list."""
    recorded = tuple(map(library.addresses, library.examples()))
    found = _builds.get(library.root, recorded, lambda: Build.of(library))
    versions = ", ".join(f"{name} {version}" for name, version in found.versions.items())
    return "\n".join(
        [
            f"- {found.examples} examples, {found.runs} runs",
            f"- on {', '.join(runtime.label for runtime in found.runtimes)}",
            f"- with {versions}",
            f"- recorded {found.date}",
        ]
    )


def examples(library: Library, _: str) -> str:
    """All examples by the pages that show them, as lists."""
    pages = tuple(find_menu(library.root.parent / "docs").pages)
    source = pages, tuple(map(library.addresses, library.examples()))
    shelves = _shelves.get(library.root, source, lambda: [*find_shelves(library, pages)])
    return "\n\n".join(
        f"## [{shelf.title}][{shelf.lead}]\n\n" + "\n".join(map(_listed, shelf.entries))
        for shelf in shelves
    )


def _listed(entry: Entry) -> str:
    example = entry.example
    wrong = "**Wrong.** " if example.settings.right else ""
    notes = [f"on {' and '.join(backend.label for backend in entry.backends)}"]
    notes = notes if entry.backends else []
    if entry.differs:
        notes.append("where it prints something else")
    where = f" ({', '.join(notes)})" if notes else ""
    return f"- {wrong}[`{example.name}`][{example.id}]: {escape(example.caption)}{where}"


def coverage(library: Library, _: str) -> str:
    """How many examples show each public name, as a list."""
    found = Coverage(public_names(), find_uses(library))
    parts = [str(found)]
    for module, names in found.modules.items():
        if names:
            parts.append(f"## {module}")
            parts.append("\n".join(line for name in names for line in _counted(name)))
    return "\n\n".join(parts)


def _counted(shown: Shown, indent: str = "") -> Iterator[str]:
    yield f"{indent}- [`{shown.label}`][{shown.path}] {shown.examples or 'none'}"
    for member in shown.members:
        yield from _counted(member, f"{indent}    ")
