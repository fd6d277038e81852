# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.14", "pytest>=9.2"]
#
# [tool.example]
# backends = []
# timeline = "none"
# leaves = ["coroutine"]
# ///
"""What the plugin says of a fixture that it can not run."""

import contextlib
import io
from collections.abc import AsyncIterator

import pytest

pytestmark = pytest.mark.anyio


@pytest.fixture
async def name() -> str:
    return "alice"


@pytest.fixture
async def twice() -> AsyncIterator[str]:
    yield "once"
    yield "again"


async def test_asks_inside(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("name")


async def test_yields_twice(twice: str) -> None:
    assert twice == "once"


@pytest.mark.parametrize("anyio_backend", [42])
async def test_no_backend(anyio_backend: object) -> None:
    pass


class Errors:
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and "trio" not in report.nodeid:
            said = report.longreprtext.splitlines()
            errors = [line[4:] for line in said if line.startswith("E ")]
            told.append(f"{report.location[2]}, {report.when}:")
            told.append("  " + errors[-1])


if __name__ == "__main__":
    told: list[str] = []
    with contextlib.redirect_stdout(io.StringIO()):
        options = "--tb=short --disable-warnings -p no:cacheprovider"
        pytest.main([__file__, *options.split()], plugins=[Errors()])
    print(*told, sep="\n")
