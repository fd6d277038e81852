"""The commands about the interpreter, and about what runs in it."""

from __future__ import annotations

import json
import sys

import click

from anyio_by_example.cli.mistakes import Mistake
from anyio_by_example.interpreter.fitness import without_trial
from anyio_by_example.interpreter.preparing import FACTS, PreparingError, prepare
from anyio_by_example.interpreter.reviewed import FILE, Entry, Reviewed, fingerprint
from anyio_by_example.library.library import default_library
from anyio_by_example.problem import Problem


@click.command()
def interpreter() -> None:
    """Prepare the Python that runs examples in a reader's browser, in .interpreter/.

    It's made of npm's Pyodide, exactly as locked, and of the packages that are installed here; so
    it needs Node and npm. Nothing is done if it's there and was made from the same. Without it, the
    site is built without "Run here".
    """
    # importing it takes a tenth of a second, and other commands don't need it
    from filelock import FileLock

    library = default_library()
    folder = library.root.parent / ".interpreter"
    library.store.folder.mkdir(exist_ok=True)
    try:
        with FileLock(library.store.folder / "interpreter.lock"):
            made = prepare(folder)
    except PreparingError as error:
        raise click.ClickException(str(error)) from error
    described = json.loads((folder / FACTS).read_text("utf-8"))
    versions = ", ".join(f"{name} {version}" for name, version in described["versions"].items())
    state = "prepared" if made else "there already"
    click.echo(f"{folder.name}/: {state}; {versions}; {described['bytes'] / 1e6:.2f} MB to load")


@click.command()
def trials() -> None:
    """Try all examples in the browser's Python, and write down which of them run there.

    That is in snippets/browser.json: of what hasn't changed since, a build tries nothing. What was
    tried already is not tried again. It needs what `interpreter` prepares, and recordings.
    """
    library = default_library()
    if library.interpreter is None:
        raise Mistake("there is no interpreter", "prepare it with make interpreter")
    examples = library.examples()
    library.record(examples)
    found = {
        each.name: Entry(fingerprint(each, library.recordings(each)), fitness)
        for each in examples
        if (fitness := library.fitness(each)) and not without_trial(each)
    }
    Reviewed(library.interpreter.content, found).write(library.root / FILE)
    fit = sum(entry.fitness.is_fit for entry in found.values())
    click.echo(f"{FILE}: {fit} of {len(found)} examples run in a browser")


@click.command()
def record() -> None:
    """Record all examples on every runtime, and try in the browser's Python what has changed.

    A build does so too. What is there already is not made again. The exit status is 1 if something
    is wrong with an example.
    """
    library = default_library()
    examples = library.examples()
    library.record(examples)
    found: list[Problem] = []
    for example in examples:
        try:
            library.recordings(example)
            library.fitness(example)
        except Problem as wrong:
            found.append(wrong)
    for problem in found:
        click.secho(str(problem), fg="red", err=True)
    sys.exit(bool(found))
