"""How `make run` gets a laptop ready: the tables, the demonstration group and the welcome, in one start."""

from __future__ import annotations

from contextlib import closing
from sqlite3 import connect

import pytest

from coproduction import create_app
from coproduction.core.database import db
from tests.databases import settings_for_tests


@pytest.fixture(autouse=True)
def database():
    """These tests make databases of their own."""


@pytest.fixture
def prepare(tmp_path):
    """Runs `flask prepare` on a database of its own, which is not there the first time; returns what it said."""
    app = create_app(settings_for_tests(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/own.db"))

    def run(*options):
        result = app.test_cli_runner().invoke(app.cli, ["prepare", *options])
        assert result.exit_code == 0, result.output
        with closing(connect(tmp_path / "own.db")) as database:
            return result.output, *database.execute("SELECT count(*) FROM member").fetchone()

    yield run
    with app.app_context():
        db.engine.dispose()


def test_a_laptop_is_made_ready_in_one_go_and_keeps_what_it_has_the_second_time(prepare):
    loaded, members = prepare("--demo")
    assert members == 15
    assert loaded.startswith("The demonstration group is loaded")
    assert "Password     walnut kettle harbour\n" in loaded

    kept, members = prepare("--demo")
    assert members == 15
    assert kept.startswith("There is something in the database already, so it stays as it is.\n")
    assert "Password     walnut kettle harbour\n" in kept


def test_a_laptop_is_made_ready_without_anybody_if_it_should_be_empty(prepare):
    said, members = prepare()

    assert members == 0
    assert said.endswith(' .venv/bin/flask --app app staff create --name "…" --email … --administrator\n\n')
