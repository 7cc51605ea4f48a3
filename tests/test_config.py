"""Settings that cannot work are refused in a sentence, and what we advise works with the settings that are there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from config import INSTANCE, Settings, SettingsError
from tests.databases import settings_for_tests
from tests.programs import run


@pytest.mark.parametrize(
    ("environment", "given"),
    [
        ({}, ""),
        ({"INSTANCE_FOLDER": ""}, ""),
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


@pytest.mark.parametrize(
    "address", ["", "nonsense", "mysql://me:secret@localhost/group", "sqlite", "postgresql://localhost:abc/group"]
)
def test_an_address_that_no_database_of_ours_has_is_refused_and_not_repeated(tmp_path: Path, address: str) -> None:
    with pytest.raises(SettingsError, match=r"^DATABASE_URL must be an address that begins with .* postgresql://\.$"):
        settings_for_tests(tmp_path, DATABASE_URL=address)


@pytest.mark.parametrize(
    ("setting", "address", "package"),
    [("DATABASE_URL", "postgresql://localhost/group", "psycopg"), ("REDIS_URL", "redis://localhost", "redis")],
)
def test_a_server_whose_package_is_not_installed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, address: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)  # as if it were not there

    with pytest.raises(SettingsError, match=rf"^{setting} needs the package {package}: install requirements-produc"):
        settings_for_tests(tmp_path, **{setting: address})


@pytest.mark.parametrize("address", ["", "example.org", "ftp://example.org", "https://", "https://example.org:abc"])
def test_a_sites_address_must_be_whole(tmp_path: Path, address: str) -> None:
    with pytest.raises(SettingsError, match=r"^SITE_URL must be a whole address"):
        settings_for_tests(tmp_path, SITE_URL=address)


def test_a_command_refuses_a_setting_in_one_sentence(tmp_path: Path) -> None:
    environment = {"INSTANCE_FOLDER": str(tmp_path), "MAIL_PORT": "abc"}

    assert run("flask", "--app", "app", "worker", environment=environment) == (
        1,
        "Error: MAIL_PORT must be a whole number from 1 to 65535, not 'abc'.\n",
    )
