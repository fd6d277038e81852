"""pytest-examples for whole files, with failures that read like failures.

On Python 3.11, pytest-examples 0.0.18 forges traceback frames with a broken line table, and pytest
ends the whole session with an INTERNALERROR when it shows one. Here an example's exception never
reaches pytest: it becomes a plain failure that names the file and the line.
`test_pytest_examples.py` shows it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from pytest_examples import CodeExample, EvalExample

from anyio_timeline.running.execution import line_in


class WholeFile(CodeExample):
    """A Python file as pytest-examples sees a code block."""

    def in_py_file(self) -> bool:
        """Not a docstring in a Python file, which black would have to leave no blank lines in."""
        return False


def whole_file(path: Path) -> CodeExample:
    """A Python file as an example to run, lint and format."""
    example: CodeExample = WholeFile.create(path.read_text("utf-8"), path=path, prefix="python")
    return example


def run(eval_example: EvalExample, example: CodeExample, exit_status: int = 0) -> None:
    """Run an example in this process, as `__main__`; fail the test if it fails."""
    main = sys.modules["__main__"]
    try:
        # instead of the forged traceback the exception keeps its own, which has the same lines
        with patch("pytest_examples.run_code.create_example_traceback", return_value=None):
            eval_example.run(example)
    except BaseException as error:
        if isinstance(error, SystemExit) and error.code == exit_status:
            return
        if exit_status == 1 and not isinstance(error, SystemExit):
            return
        copy = eval_example.tmp_path / f"{example.module_name}.py"
        line = line_in(error, str(copy)) or 1
        pytest.fail(f"{example.path}:{line}: {_describe(error)}", pytrace=False)
    finally:
        sys.modules["__main__"] = main


def _describe(error: BaseException) -> str:
    inner = getattr(error, "exceptions", ())
    group = f" of {'; '.join(map(_describe, inner))}" if inner else ""
    return f"{type(error).__name__}: {error}{group}"
