"""What the tests about signing in share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.extensions import limiter
from tests.factories import AccountFactory
from tests.pages import Browser, Page
from tests.post import Inbox


@pytest.fixture(autouse=True)
def no_tries_counted(app: Flask) -> None:
    """Nobody has tried to sign in yet."""
    limiter.reset()


@pytest.fixture
def jo() -> Account:
    """A member who has never signed in."""
    jo: Account = AccountFactory.create(name="Jo Marsden", email="marsden@example.org", is_member=True)
    db.session.commit()
    return jo


@pytest.fixture
def lee() -> Account:
    """Another member, who uses the same email address as Jo."""
    lee: Account = AccountFactory.create(name="Lee Marsden", email="marsden@example.org", is_member=True)
    db.session.commit()
    return lee


@pytest.fixture
def link_to(inbox: Inbox) -> Callable[[Account], str]:
    """Return the path in the newest email that was written for the account."""

    def _link_to(account: Account) -> str:
        letters = [message for message in inbox.messages if message.to_name == account.name]
        return inbox.path_in(letters[-1], "/sign-in/")

    return _link_to


@pytest.fixture
def come_in(link_to: Callable[[Account], str]) -> Callable[[Browser, Account], Page]:
    """Sign in as a person does: ask for a link, open it, press the button."""

    def _come_in(browser: Browser, account: Account) -> Page:
        browser.get("/sign-in").press("Send me a link", email=account.email)
        return browser.get(link_to(account)).press("Sign in")

    return _come_in
