"""Command: what is asked for on the command line, and the program that is run for it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from math import inf, nan
from pathlib import Path
from typing import NoReturn

from anyio_timeline.cli.ending import Ending, say
from anyio_timeline.cli.target import Target, find_target
from anyio_timeline.loops import LOOPS, make_default, missing
from anyio_timeline.running.execution import INTERRUPTED, spare_threads
from anyio_timeline.running.names import give_back
from anyio_timeline.standalone import FORMATS
from anyio_timeline.testing import spare_warning
from anyio_timeline.watching.own import OwnFiles
from anyio_timeline.watching.program import watch_program
from anyio_timeline.watching.story import MOST, Story

_OLDEST = (4, 4)
"""The oldest release of AnyIO whose tasks can be watched."""

_USAGE = "%(prog)s [options] [-m] PROGRAM -o FILE [ARGUMENTS] [-- ARGUMENTS]"

_ABOUT = """\
Run any program that uses AnyIO, and draw what its tasks do.

PROGRAM is a Python file, a folder or an archive with a __main__.py, or a command of this Python's,
run here as Python would run it; ARGUMENTS that start with a dash come after --. Drawn is what code
of its own does: all below its folder or below this one, but for installed libraries.

It's drawn when it ends, be it by Ctrl-C or by SIGTERM, but not by SIGKILL or os._exit(); so
`timeout 10` before all this draws ten seconds of a server.
"""

_EXAMPLES = """\
examples:
  anyio-timeline my_program.py --runtime trio -o timeline.svg
  anyio-timeline my_program.py -o timeline.html -- --verbose
  anyio-timeline -m my_package -o timeline.txt

The exit status is that of the program.
"""


def main(words: Sequence[str] | None = None, name: str = "anyio-timeline") -> None:
    """Run the program that is asked for, and draw it when it ends.

    Args:
        words: The words of the command line; None for those that Python was given.
        name: What the command is called.
    """
    asked, target = _read(sys.argv[1:] if words is None else words, name)
    if reason := missing(asked.runtime):
        sys.exit(f"{name}: error: {asked.runtime} {reason}")
    story = Story(
        is_measured=asked.times == "measured",
        adopts=True,
        most=asked.last or asked.first,
        keeps_last=bool(asked.last),
    )
    if wanted := LOOPS[asked.runtime]:
        make_default(*wanted)
    ending = Ending(story, target.title, asked.output, (asked.begin, asked.end))
    # what runs tests isn't what is tested
    own = [each for each in target.own if not (ending.each and each.stem == "pytest")]
    _watch(OwnFiles([*own, Path.cwd()]), story, name)
    ending.expect()
    if asked.watch:
        # what it needs is imported in the program's process
        from anyio_timeline.cli.live import Live

        try:
            live = Live(story, target.title, asked.output, ending.window)
            address = live.begin()
            ending.before_drawing = live.end
            say(f"{name}: {address} shows it while it runs")
        except OSError as error:
            say(f"{name}: it can't be shown while it runs: {error}")
    spare_warning()
    spare_threads()
    give_back(target.folder)
    _, status = target.start(*asked.arguments)
    if status == INTERRUPTED:
        # Python ends by the signal then, after all else that it does at its end
        _say_nothing()
        raise KeyboardInterrupt
    sys.exit(status)


def _say_nothing() -> None:
    """Let the next error that nobody catches not be shown, since it has been already."""
    before = sys.excepthook

    def silent(*_: object) -> None:
        sys.excepthook = before

    sys.excepthook = silent


def _watch(own: OwnFiles, story: Story, name: str) -> None:
    """Watch what is to be run. Ends the process if these releases can't be watched."""
    found = [each for each in ("AnyIO", "Trio") if find_spec(each.lower())]
    here = " and ".join(f"{each} {version(each.lower())}" for each in found)
    release = version("anyio").split(".")
    try:
        if (int(release[0]), int(release[1])) < _OLDEST:
            raise ImportError("it's too old")
        watch_program(own, story, looks=story.is_measured)
    except (AttributeError, ImportError, TypeError) as error:
        sys.exit(
            f"{name}: error: {here} can't be watched: {error}\n"
            "  To mend it: pip install 'anyio>=4.4,<=4.16', and 'trio>=0.26,<=0.35' if it's needed"
        )


def _read(words: Sequence[str], name: str) -> tuple[argparse.Namespace, Target]:
    """What is asked for, and of which program. Ends the process if it can't be done."""
    words = [*words]
    at = words.index("--") if "--" in words else len(words)
    parser = _Parser(name)
    asked = parser.parse_intermixed_args(words[:at])
    asked.arguments += words[at + 1 :]
    asked.output = _output(parser, asked.output)
    if asked.begin >= asked.end:
        parser.error(f"--from {asked.begin:g} must come before --to {asked.end:g}")
    if asked.watch:
        # only then, since what is imported here the program finds imported
        from anyio_timeline.cli.snapshot import can_be_taken

        if not can_be_taken():
            parser.error("--watch needs POSIX, and a Python whose threads wait for each other")
    try:
        return asked, find_target(asked.program, asked.is_module)
    except LookupError as error:
        parser.error(f"PROGRAM: {error.args[0]}")


class _Parser(argparse.ArgumentParser):
    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            _USAGE,
            _ABOUT,
            _EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        self.add_argument("program", metavar="PROGRAM", help=argparse.SUPPRESS)
        self.add_argument("arguments", nargs="*", metavar="ARGUMENTS", help=argparse.SUPPRESS)
        self.add_argument(
            *("-m", "--module"),
            dest="is_module",
            action="store_true",
            help="PROGRAM is the name of a module or a package, as after `python -m`",
        )
        self.add_argument(
            "--runtime",
            choices=LOOPS,
            default="as-written",
            help="the event loop that AnyIO starts wherever the program doesn't name one; "
            "what uvloop and eager tasks need reaches asyncio where it's named, too, and Trio "
            "refuses it (%(choices)s; default: %(default)s)",
            metavar="LOOP",
        )
        self.add_argument(
            "--times",
            choices=("measured", "asked"),
            default="measured",
            help="what a clock says; or what the program asks for in sleeps and deadlines, where "
            "all else takes no time (%(choices)s; default: %(default)s)",
            metavar="TIMES",
        )
        self.add_argument(
            *("-o", "--output"),
            metavar="FILE",
            required=True,
            help="the file to write: .svg for a picture, .html for a page with it, .txt for words, "
            ".json for Chrome trace events, which Perfetto and speedscope show; with {test} in its "
            "name, one for each test of a run of pytest",
        )

        self.add_argument(
            "--watch",
            action="store_true",
            help="serve a page with the picture on this machine while the program runs; it says "
            "where on standard error",
        )
        group = self.add_mutually_exclusive_group()
        group.add_argument(
            "--first",
            type=_count,
            default=MOST,
            metavar="N",
            help="take down the first N steps and printed lines (default: %(default)s)",
        )
        group.add_argument(
            "--last",
            type=_count,
            metavar="N",
            help="take down the last N, and up to as many before; so a program that runs for days "
            "can be drawn",
        )
        self.add_argument(
            "--from",
            dest="begin",
            type=_seconds,
            default=0.0,
            metavar="SECONDS",
            help="draw what happened from then on, counted from the start of the event loop",
        )
        self.add_argument(
            "--to",
            dest="end",
            type=_seconds,
            default=inf,
            metavar="SECONDS",
            help="draw what happened until then",
        )

    def error(self, message: str) -> NoReturn:
        """Say what is wrong; of an unknown option, where those of the program belong."""
        if "unrecognized arguments" in message:
            message += "; options of the program come after --, at the end"
        super().error(message)


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number, 1 or more")
    return number


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = nan
    if not number >= 0:
        raise argparse.ArgumentTypeError(f"{text} is not a number, 0 or more")
    return number


def _output(parser: argparse.ArgumentParser, given: str) -> Path:
    """The file of a picture, from the root: the program may go elsewhere."""
    output = Path(given).absolute()
    if output.suffix.lower() not in FORMATS:
        parser.error(f"-o: {given}: end it with {', '.join(FORMATS)}")
    if output.is_dir():
        parser.error(f"-o: {given} is a folder")
    # what a program did may not come again, so a picture that can't be kept isn't begun
    if not os.access(output if output.exists() else output.parent, os.W_OK):
        reason = "can't be written to" if output.parent.is_dir() else "doesn't exist"
        parser.error(f"-o: {output.parent} {reason}")
    return output
