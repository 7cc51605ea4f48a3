"""Plays about what is in confidence: nothing of it is in what leaves."""

import pytest

pytest.register_assert_rewrite("tests.leaks.play")  # so that it says what it found
