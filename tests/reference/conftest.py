"""What the tests of the reference share: the built site, parsed."""

from __future__ import annotations

import pytest
from helpers.built import Built
from helpers.support import Site


@pytest.fixture(scope="session")
def built(site: Site) -> Built:
    """The built site."""
    assert site.status == 0, site.log
    return Built(site)
