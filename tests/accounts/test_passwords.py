"""Signing in with a password, and choosing one."""

import pytest
from argon2 import PasswordHasher

from coproduction.accounts import passwords
from coproduction.accounts.passwords import NO_MATCH, TWO_MATCH
from coproduction.accounts.rules import TOO_EASY
from coproduction.core.database import db
from tests.pages import Browser

GOOD = "lamp river sock"
BETTER = "quilt zebra moon"


@pytest.fixture
def jo(jo):
    """Jo, with a password."""
    jo.password_hash = passwords.hash_of(GOOD)
    db.session.commit()
    return jo


def sign_in(browser, email="marsden@example.org", password=GOOD, **fields):
    return browser.get("/sign-in/password").press("Sign in", email=email, password=password, **fields)


def test_a_password_signs_in(stranger, jo, noon):
    assert sign_in(stranger, email="MARSDEN@example.org").address == "/my-page"
    assert jo.signed_in_at == noon


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("marsden@example.org", "lamp river socks"),
        ("marsden@example.org", "Lamp river sock"),
        ("nobody@example.org", GOOD),
    ],
)
def test_a_wrong_password_and_an_unknown_address_get_the_same_words(stranger, jo, email, password):
    page = sign_in(stranger, email=email, password=password)

    assert page.errors == [NO_MATCH]
    assert page.values == {"email": [email], "password": [""]}
    assert stranger.fetch("/my-password").status_code == 302


def test_a_closed_account_gets_the_same_words(stranger, jo, noon):
    jo.closed_at = noon
    db.session.commit()

    assert sign_in(stranger).errors == [NO_MATCH]


def test_without_a_password_of_their_own_nobody_signs_in_with_one(stranger, lee):
    assert sign_in(stranger).errors == [NO_MATCH]


def test_the_password_tells_two_people_with_one_address_apart(app, jo, lee):
    lee.password_hash = passwords.hash_of(BETTER)
    db.session.commit()
    hers, his = Browser(app), Browser(app)

    sign_in(hers)
    sign_in(his, password=BETTER)

    assert "Jo Marsden" in hers.get("/my-password").html
    assert "Lee Marsden" in his.get("/my-password").html


def test_two_people_with_one_address_and_one_password_are_asked_to_use_a_link(stranger, jo, lee):
    lee.password_hash = passwords.hash_of(GOOD)
    db.session.commit()

    assert sign_in(stranger).errors == [TWO_MATCH]


def test_nothing_typed_is_explained(stranger):
    page = sign_in(stranger, email="", password="")

    assert page.errors == ["Enter your email address", "Enter your password"]


def test_guessing_is_stopped_after_10_tries_but_signing_in_is_not_counted(app, jo):
    for _ in range(12):
        assert sign_in(Browser(app)).address == "/my-page"

    pages = [sign_in(Browser(app), password=f"guess number {number}") for number in range(11)]

    assert [page.status for page in pages] == [200] * 10 + [429]
    assert sign_in(Browser(app)).status == 429


def test_nobody_waits_for_the_database_while_a_password_is_hashed(app, stranger, jo, monkeypatch):
    busy = []

    class Watching(PasswordHasher):
        def hash(self, *words, **more):
            busy.append(db.session().in_transaction())
            return super().hash(*words, **more)

        def verify(self, *words):
            busy.append(db.session().in_transaction())
            return super().verify(*words)

    watching = Watching(memory_cost=8, time_cost=1, parallelism=1)
    monkeypatch.setattr(passwords, "FOR_TESTS", watching)
    passwords.keeper_for.cache_clear()
    passwords.keeper_for(testing=True)
    busy.clear()

    sign_in(stranger)
    stranger.get("/my-password").press("Save password", password=BETTER)
    passwords.keeper_for.cache_clear()

    assert busy == [False, False]


def test_choosing_a_password_saves_it_and_leads_on(stranger, lee, come_in, inbox):
    come_in(stranger, lee)

    page = stranger.get("/my-password").press("Save password", password=BETTER)

    assert page.messages == ["Your password is saved. You can use it the next time you sign in."]
    assert page.address == "/my-page"
    assert inbox.letters[-1] == ("marsden@example.org", "Your password for My Life Choices was changed")
    assert passwords.whose(BETTER, {lee.id: lee.password_hash}) == lee.id


def test_a_new_password_ends_the_other_sessions_and_not_this_one(app, jo):
    here, there = Browser(app), Browser(app)
    sign_in(here)
    sign_in(there)

    here.get("/my-password").press("Save password", password=BETTER)

    assert here.fetch("/my-password").status_code == 200
    assert there.fetch("/my-password").status_code == 302


@pytest.mark.parametrize(
    ("password", "error"),
    [
        ("", "Enter a password"),
        ("lamp7", "Password must be 8 characters or more"),
        ("password1", TOO_EASY),
        ("marsden1986", TOO_EASY),
        ("mylifechoices", TOO_EASY),
        ("x" * 1001, "Password must be 1,000 characters or less"),
    ],
)
def test_a_weak_password_is_explained_and_changes_nothing(stranger, jo, password, error):
    sign_in(stranger)
    kept = jo.password_hash

    page = stranger.get("/my-password").press("Save password", password=password)

    assert page.errors == [error]
    assert page.heading == "Change your password"
    db.session.refresh(jo)
    assert jo.password_hash == kept


def test_a_stranger_cannot_choose_a_password(stranger):
    assert stranger.fetch("/my-password").location == "/sign-in?next=/my-password"
