# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8.2", "pytest-asyncio>=1.3"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""Which plugin runs a test, where pytest-asyncio is loaded as well."""

import asyncio

import pytest


def loop() -> str:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return "Trio"
    return "asyncio"


@pytest.mark.anyio
async def test_one_marker(anyio_backend_name: str) -> None:
    print(f"  anyio marker, {anyio_backend_name} in its name:", loop())


@pytest.mark.anyio
@pytest.mark.asyncio
async def test_both_markers(anyio_backend_name: str) -> None:
    print(f"  both markers, {anyio_backend_name} in its name:", loop())


async def test_no_marker() -> None:
    print("  no marker:", loop())


if __name__ == "__main__":
    options = "-s -p no:terminal -p no:cacheprovider -p asyncio"
    scope = "asyncio_default_fixture_loop_scope=function"
    for asyncio_mode in "strict", "auto":
        print(f"anyio_mode auto, asyncio_mode {asyncio_mode}")
        modes = ["--anyio-mode=auto", f"--asyncio-mode={asyncio_mode}"]
        pytest.main([__file__, *modes, "-o", scope, *options.split()])
