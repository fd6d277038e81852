"""Fixtures of AnyIO's plugin are linked where a test or a fixture names them, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.naming import HEADER, Links, shown

from anyio_by_example.crossref.fixtures import fixture_uses, own_fixtures
from anyio_by_example.crossref.names import Name, Names
from anyio_by_example.examples.example import Example

PORT = ("free_tcp_port", "anyio.pytest_plugin.free_tcp_port")
BACKEND = ("anyio_backend", "anyio.pytest_plugin.anyio_backend")

CASES: dict[str, tuple[str, Links]] = {
    "a test, whatever its kind": (
        "def test_a(free_tcp_port: int): ...\n"
        "class TestB:\n    async def test_b(self, x, *, free_tcp_port): ...",
        [PORT, PORT],
    ),
    "a fixture, with arguments or without": (
        "import pytest\n@pytest.fixture\ndef a(free_tcp_port): ...\n"
        "@pytest.fixture(scope='module')\nasync def b(anyio_backend): ...",
        [PORT, BACKEND],
    ),
    "any other function": ("def serve(free_tcp_port): ...\nfree_tcp_port = 1", []),
    "a parameter that has a value": ("def test_a(free_tcp_port=0, *, anyio_backend=0): ...", []),
    "another name": ("def test_a(free_port, request): ...", []),
    "a fixture that takes its place, and what asks for that": (
        "import pytest\n@pytest.fixture\ndef anyio_backend(): ...\n"
        "def test_a(anyio_backend, free_tcp_port): ...",
        [BACKEND, PORT],
    ),
    "a fixture that asks for the one that it replaces": (
        "import pytest\n@pytest.fixture\ndef free_tcp_port(free_tcp_port): ...",
        [PORT, PORT],
    ),
    "behind characters of several bytes": ("def test_é(ü, free_tcp_port): ...", [PORT]),
    "a program that this Python can't read": ("def test_a(free_tcp_port): ...\ndef", []),
}


@pytest.mark.parametrize(("code", "expected"), CASES.values(), ids=CASES)
def test_uses(code: str, expected: Links) -> None:
    """A link covers the name, and leads to the fixture that pytest would look for there."""
    uses = fixture_uses(code, own_fixtures(code))
    assert shown(code, sorted((Name(*use) for use in uses), key=lambda n: n.line)) == expected


def test_own_fixture_of_another_file(tmp_path: Path) -> None:
    """What a support file defines as a fixture isn't AnyIO's in the example either."""
    folder = tmp_path / "t"
    folder.mkdir()
    (folder / "conftest.py").write_text(
        "import pytest\n\n@pytest.fixture\ndef anyio_backend(): ...\n", "utf-8"
    )
    header = HEADER.replace(
        '# ///\n"', '#\n# [tool.example]\n# support = ["conftest.py"]\n# ///\n"'
    )
    code = "def test_a(anyio_backend, free_tcp_port): ...\n"
    (folder / "program.py").write_text(header + code, "utf-8")
    example = Example.load(tmp_path, "t/program.py")
    found = Names(tmp_path / "kept").of(example)
    assert shown(example.text, found["program.py"]) == [PORT]
    assert BACKEND in shown(dict(example.support)["conftest.py"], found["conftest.py"])
