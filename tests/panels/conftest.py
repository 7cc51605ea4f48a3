"""Who sees to panels in their tests."""

from __future__ import annotations

import pytest

from tests.factories import (
    StaffFactory,
)


@pytest.fixture
def tom():
    return StaffFactory(name="Tom Hesketh")
