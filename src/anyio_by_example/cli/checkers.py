"""The command that asks linters and type checkers about the examples that are wrong."""

from __future__ import annotations

import click

from anyio_by_example.checkers.asking import FOLDER, are_here, ask, versions
from anyio_by_example.checkers.verdicts import FILE, Entry, Verdicts, chosen, fingerprint
from anyio_by_example.cli.mistakes import Mistake
from anyio_by_example.library.library import default_library


@click.command()
def checkers() -> None:
    """Ask linters and type checkers about the wrong examples and their right ones.

    What they say is in snippets/checkers.json, which pages show and a build doesn't make. `make
    checkers` installs the tools.
    """
    library = default_library()
    folder = library.root.parent / FOLDER
    if not are_here(folder):
        raise Mistake(f"the tools aren't in {FOLDER}/", "install them with make checkers")
    examples = chosen(library.examples())
    found = ask(folder, examples)
    entries = {each.name: Entry(fingerprint(each), tuple(found[each.name])) for each in examples}
    Verdicts(versions(folder), entries).write(library.root / FILE)
    count = sum(len(entry.findings) for entry in entries.values())
    click.echo(f"{FILE}: {count} findings about {len(examples)} examples")
