"""Which cases of a test a run asks for, for a fixture that makes something of all of them."""

from __future__ import annotations

from typing import Any

import pytest


def asked(request: pytest.FixtureRequest, test: str, parameter: str) -> list[Any]:
    """The values of a parameter, in the order of the cases that are left.

    Args:
        request: Of a fixture of the test's file.
        test: The name of the test.
        parameter: That of its parameter.
    """
    return [
        item.callspec.params[parameter]
        for item in request.session.items
        if isinstance(item, pytest.Function)
        and (item.path, item.originalname) == (request.path, test)
    ]
