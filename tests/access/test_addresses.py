"""Addresses that nobody was given."""

import pytest

from workshop.access.guard import LARGEST


@pytest.mark.parametrize("key", [LARGEST, LARGEST + 1, 10**40])
@pytest.mark.parametrize("address", ["claims/{}", "claims/{}/notice", "claims/notices/photos/{}", "papers/jobs/{}"])
def test_a_key_that_no_row_can_have_is_not_found(address: str, key: int, sign_in):
    assert sign_in("chen").get(f"/w/W001/{address.format(key)}").status_code in (404, 405)
