"""Fences: SuperFences' side of the fences of a page, through markdown-exec's formatter.

That reports an error in the log, where `--strict` makes it fail the build, and on the page.
"""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown_exec import ExecutionError, base_format
from markupsafe import Markup

from anyio_by_example.builders.glossary import place_of
from anyio_by_example.crossref.server import ServerError
from anyio_by_example.examples.page import find_pages
from anyio_by_example.library.library import default_library
from anyio_by_example.pages.fence import IN_MARKDOWN, RENDERERS, WHAT
from anyio_by_example.problem import Problem
from anyio_by_example.running.failure import RecorderError


def validator(
    language: str,
    inputs: dict[str, str],
    options: dict[str, Any],
    attrs: dict[str, Any],
    md: Markdown,
) -> bool:
    """Accept every fence of ours; a wrong option is the formatter's to report."""
    del language, attrs, md
    options["unknown"] = sorted(inputs)
    return True


def formatter(
    source: str, language: str, css_class: str, options: dict[str, Any], md: Markdown, **kwargs: Any
) -> Markup:
    """The formatter of a fence that names one snippet or one topic."""
    del css_class, kwargs

    def run(code: str, **_: Any) -> str:
        try:
            if options["unknown"]:
                raise ValueError(f"this fence takes no options, but has {options['unknown']}")
            name = code.strip()
            if not name or "\n" in name:
                raise ValueError("this fence holds one line: the name of what it shows")
            if not re.fullmatch(WHAT[language], name):
                raise ValueError(f"this fence can't show {name!r}")
            return RENDERERS[language](default_library(), name)
        except (Problem, RecorderError, ServerError) as error:
            raise ExecutionError(f"```text\n{error}\n```") from error
        except ValueError as error:
            problem = _problem(str(error), language, source, md)
            raise ExecutionError(f"```text\n{problem}\n```") from error
        except Exception as error:
            # SuperFences would swallow it, and show the fence as if it were plain code
            raise ExecutionError(f"```text\n{traceback.format_exc()}\n```") from error

    return base_format(
        language=language,
        run=run,
        code=source,
        md=md,
        html=language not in IN_MARKDOWN,
        id=source.strip(),
        id_prefix="",
    )


def _problem(reason: str, language: str, source: str, md: Markdown) -> Problem:
    """What is wrong with a fence itself, where it stands."""
    docs, path = place_of(md) or (Path("docs"), "")
    page = next((each for each in find_pages(docs) if each.path == path), None)
    line = page.line_of(language, source.strip()) if page else 1
    remedy = f"write ```{language}, below it one line that matches {WHAT[language]}, and ```"
    return Problem(Path(docs.name, path), line, reason, remedy)
