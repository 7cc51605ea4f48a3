"""Ids in addresses that no row has."""

import pytest


@pytest.mark.parametrize("number", ["4711", "2147483647", "2147483648", "9" * 40])
@pytest.mark.parametrize("path", ["/members/{}", "/applications/{}", "/members/{}/qualifications/1/end"])
def test_a_number_that_nothing_has_is_not_found_however_large(coordinator, path, number):
    assert coordinator.get(path.format(number)).status == 404
