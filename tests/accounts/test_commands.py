"""Making coordinators from the command line."""

import re

import pytest
from sqlalchemy import select

from coproduction.accounts.commands import staff
from coproduction.accounts.models import Account
from coproduction.accounts.queries import safeguarding_leads
from coproduction.core.audiences import Audience
from coproduction.core.database import db
from tests.factories import AccountFactory


@pytest.fixture
def run(app):
    """Run `flask staff …`."""
    return lambda *words: app.test_cli_runner().invoke(staff, words)


def test_a_coordinator_is_made_and_can_sign_in_by_the_printed_link(run, stranger):
    result = run("create", "--name", "Priya Nair", "--email", "Priya@example.org")

    assert result.exit_code == 0
    assert result.output.startswith("Priya Nair can sign in as a coordinator.\n")
    [path] = re.findall(r"http://localhost(/sign-in/\S+)", result.output)
    assert stranger.get(path).press("Sign in").heading == "Choose a password"


def test_an_administrator_is_a_coordinator_too(run):
    run("create", "--name", "Priya Nair", "--email", "priya@example.org", "--administrator")

    account = db.session.scalars(select(Account)).one()
    assert {Audience.STAFF, Audience.ADMINISTRATOR} <= account.audiences


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("--name", "Priya", "--email", "priya"), "Error: Enter an email address in the correct format"),
        (("--name", " ", "--email", "priya@example.org"), "Error: Enter a name\n"),
        (("--name", "Priya"), "Error: Missing option '--email'."),
    ],
)
def test_what_cannot_be_is_explained(run, words, error):
    result = run("create", *words)

    assert result.exit_code != 0
    assert error in result.output
    assert db.session.scalars(select(Account)).all() == []


def test_a_coordinator_who_exists_is_not_made_again(run):
    words = ("create", "--name", "Priya Nair", "--email", "priya@example.org")
    run(*words)

    result = run(*words)

    assert (result.exit_code, result.output) == (1, "Error: priya@example.org is already used by a coordinator.\n")


def test_the_safeguarding_lead_is_named_with_the_account_or_later(run):
    ewa = ("create", "--name", "Ewa Lis", "--email", "ewa@example.org", "--safeguarding-lead")
    assert run(*ewa).exit_code == 0
    run("create", "--name", "Priya Nair", "--email", "priya@example.org")

    result = run("safeguarding-lead", "Priya@example.org")
    assert (result.exit_code, result.output) == (0, "Priya Nair can now open restricted notes.\n")
    assert [account.name for account in safeguarding_leads()] == ["Ewa Lis", "Priya Nair"]

    result = run("safeguarding-lead", "ewa@example.org", "--remove")
    assert (result.exit_code, result.output) == (0, "Ewa Lis no longer opens restricted notes.\n")
    assert [account.name for account in safeguarding_leads()] == ["Priya Nair"]


def test_nobody_but_a_coordinator_becomes_the_safeguarding_lead(run):
    AccountFactory(email="amara@example.org", is_member=True)

    result = run("safeguarding-lead", "amara@example.org")

    assert (result.exit_code, result.output) == (1, "Error: No coordinator signs in with amara@example.org.\n")
