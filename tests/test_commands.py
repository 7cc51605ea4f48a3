"""The commands say what they do, do it, and refuse in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from coproduction.accounts import passwords
from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.demo.commands import PASSWORD
from coproduction.members.models import Member
from tests.factories import MemberFactory
from tests.programs import run

COMMANDS = (
    "staff",
    "staff create",
    "prepare",
    "demo",
    "demo load",
    "demo welcome",
    "worker",
    "messages send",
    "housekeeping",
    "inbox",
)


@pytest.fixture
def flask(app):
    """Runs a command line after `flask`, and returns its result."""
    runner = app.test_cli_runner()

    def run(*words):
        result = runner.invoke(app.cli, words, prog_name="flask")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


@pytest.fixture
def in_production(app):
    """The same application, told that real people use it."""
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(settings, production=True)
    yield
    app.config["SETTINGS"] = settings


def number_of_members():
    return len(db.session.scalars(select(Member.id)).all())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(flask, command):
    result = flask(*command.split(), "--help")

    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: flask {command}")
    assert len(result.output.splitlines()) > 3


def test_loading_says_what_is_there_now(flask):
    result = flask("demo", "load")

    assert result.exit_code == 0
    assert "Everybody in it is fictional." in result.output
    assert [line.split() for line in result.output.splitlines()[1:3]] == [["15", "accounts"], ["15", "members"]]
    assert number_of_members() == 15


def test_everybody_in_the_demonstration_signs_in_with_the_one_password(flask):
    flask("demo", "load")

    amara = db.session.scalars(select(Account).where(Account.email == "amara.okafor@example.org")).one()

    assert passwords.whose(PASSWORD, {amara.id: str(amara.password_hash)}) == amara.id


def test_a_crowd_is_loaded_to_the_number_asked_for(flask):
    result = flask("demo", "load", "--members", "40", "--years", "1")

    assert result.exit_code == 0
    assert number_of_members() == 40


def test_nothing_is_loaded_beside_somebody(flask):
    MemberFactory(name="Somebody")

    result = flask("demo", "load")

    assert result.exit_code == 1
    assert result.output.startswith("Error: There is something in the database already.")
    assert number_of_members() == 1


def test_only_an_empty_database_is_filled_when_asked_so(flask):
    MemberFactory(name="Somebody")

    result = flask("demo", "load", "--if-empty")

    assert (result.exit_code, result.output) == (
        0,
        "There is something in the database already, so it stays as it is.\n",
    )
    assert number_of_members() == 1


def test_an_empty_database_is_filled_when_asked_so(flask):
    assert flask("demo", "load", "--if-empty").exit_code == 0
    assert number_of_members() == 15


def test_production_is_never_filled_with_fiction(flask, in_production):
    result = flask("demo", "load")

    assert result.exit_code == 1
    assert result.output == ("Error: Production holds real people. The demonstration group is not loaded there.\n")
    assert number_of_members() == 0


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("--members", "3"), "Error: Invalid value for '--members': 3 is not in the range 16<=x<=100000."),
        (("--members", "many"), "Error: Invalid value for '--members': 'many' is not a valid integer range."),
        (("--years", "0"), "Error: Invalid value for '--years': 0 is not in the range 1<=x<=20."),
        (("--years", "3"), "Error: Say how many people the years are for: add --members."),
    ],
)
def test_numbers_that_make_no_sense_are_refused(flask, words, error):
    result = flask("demo", "load", *words)

    assert result.exit_code == 2
    assert result.output.splitlines()[-1] == error


def test_the_welcome_says_how_to_sign_in(flask):
    flask("demo", "load")

    lines = [line.split(maxsplit=1) for line in flask("demo", "welcome").output.splitlines() if line.startswith("  ")]

    assert lines[1:] == [
        ["Sign", "in at   http://localhost/sign-in/password"],
        ["Coordinator", "priya.nair@example.org"],
        ["Member", "amara.okafor@example.org"],
        ["Supporter", "mo.brennan@example.org"],
        ["Password", "walnut kettle harbour"],
    ]


def test_the_welcome_names_the_inbox_where_there_is_one(app, flask, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], inbox_folder=tmp_path))

    assert "  Its mail     http://localhost/inbox/\n" in flask("demo", "welcome").output


def test_the_welcome_to_an_empty_site_says_how_to_make_the_first_coordinator(app, flask):
    command = app.config["SETTINGS"].command('staff create --name "…" --email … --administrator')

    assert f"\nMake the first coordinator with this, and with their name and email address:\n\n  {command}\n" in (
        flask("demo", "welcome").output
    )


@pytest.mark.parametrize("command", ["demo load", "staff create --name Somebody --email somebody@example.org"])
def test_a_database_without_tables_is_an_error_in_words(tmp_path, command):
    environment = {"INSTANCE_FOLDER": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/empty.db"}

    mends = (
        f"INSTANCE_FOLDER={tmp_path} DATABASE_URL=sqlite:///{tmp_path}/empty.db .venv/bin/flask --app app db upgrade"
    )
    assert run("flask", "--app", "app", *command.split(), environment=environment) == (
        1,
        f"Error: The database cannot be used (OperationalError). Check DATABASE_URL, then run: {mends}\n",
    )
