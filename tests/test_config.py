"""Settings that cannot work are refused in a sentence, and what we advise works with the settings that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import INSTANCE, Settings
from tests.databases import settings_for_tests


@pytest.mark.parametrize(
    ("environment", "given"),
    [
        ({}, ""),
        ({"SITE_URL": "http://127.0.0.1:8472"}, "SITE_URL=http://127.0.0.1:8472 "),
        ({"DATABASE_URL": "sqlite:////tmp/my group.db"}, "DATABASE_URL='sqlite:////tmp/my group.db' "),
        ({"DATABASE_URL": "postgresql://me:secret@localhost/group"}, "DATABASE_URL=… "),
    ],
)
def test_a_command_that_we_advise_names_the_settings_that_it_needs(environment: dict[str, str], given: str) -> None:
    settings = Settings.from_environment({"SECRET_KEY": "a key for this test alone", **environment})

    assert settings.instance == INSTANCE
    assert settings.command("db upgrade") == f"{given}.venv/bin/flask --app app db upgrade"


def test_a_command_that_we_advise_finds_the_same_folder(tmp_path: Path) -> None:
    assert settings_for_tests(tmp_path, SITE_URL="http://127.0.0.1:8000").command("db upgrade") == (
        f"INSTANCE_FOLDER={tmp_path} .venv/bin/flask --app app db upgrade"
    )
