"""The command that draws any program. It's one of its own; here it's known by this name, too."""

from __future__ import annotations

import click

from anyio_timeline.cli.command import main


class _AsGiven(click.Command):
    """A command whose words another one reads."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Leave all words as they are."""
        ctx.params["words"] = tuple(args)
        return []


@click.command(cls=_AsGiven, add_help_option=False)
@click.pass_context
def timeline(context: click.Context, words: tuple[str, ...]) -> None:
    """Run any program that uses AnyIO, and draw what it does: anyio-timeline."""
    main(words, context.command_path)
