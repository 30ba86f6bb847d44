"""One browser for a whole file."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """It outlives the single test: starting it costs more than most of them."""
    from tests.browser.chromium import launched

    with launched() as browser:
        yield browser
