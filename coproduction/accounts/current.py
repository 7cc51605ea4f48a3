"""Who is looking: the signed-in account, the stranger, and how long a session lasts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from flask import Flask, g, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import current_user, login_user, logout_user
from itsdangerous import Signer, TimestampSigner, URLSafeTimedSerializer
from sqlalchemy import Integer, SQLColumnExpression, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute

from coproduction.accounts.models import Account
from coproduction.core.audiences import Audience
from coproduction.core.database import SAFE_METHODS, AnySelect, db, read_rows
from coproduction.extensions import login_manager

_OF_SESSION = Account.id == bindparam("account_id", type_=Integer)
_BY_ID = select(Account).where(_OF_SESSION)  # built once: this or `_row` runs with every request
_COLUMNS = Account.__table__.columns
_beside: list[tuple[InstrumentedAttribute[int | None], tuple[SQLColumnExpression[Any], ...]]] = []
REMEMBERED = timedelta(days=30)
NOT_REMEMBERED = timedelta(hours=24)  # after the last page, and never less than 23: a form may stay open for 20
WHILE_SIGNED_IN = "while_signed_in"
COOKIE_LIFE = REMEMBERED + timedelta(days=1)  # outlives the sign-in, so that a late form still finds its owner


class Stranger:
    """Somebody who has not signed in."""

    is_authenticated = False
    is_active = False
    is_anonymous = True
    audiences = frozenset({Audience.PUBLIC})

    def get_id(self) -> None:
        """Return nothing: a stranger is not kept in the session."""


class SessionSigner(TimestampSigner):
    """Signs with a key that is derived once."""

    @cache  # noqa: B019 - as below
    def derive_key(self, secret_key: str | bytes | None = None) -> bytes:
        """Return the key to sign with."""
        return super().derive_key(secret_key)


class SessionSerializer(URLSafeTimedSerializer):
    """Writes and reads signed values with a signer that is made once."""

    default_signer = SessionSigner

    @cache  # noqa: B019 - as below
    def make_signer(self, salt: str | bytes | None = None) -> Signer:
        """Return what signs."""
        return super().make_signer(salt)


class SessionCookies(SecureCookieSessionInterface):
    """Flask's session cookies, with their signer made once and not on each request: the key stays while we run."""

    @cache  # noqa: B019 - there is one of these, and it lives as long as the application
    def get_signing_serializer(self, app: Flask) -> SessionSerializer | None:
        """Return what signs the cookies and reads them: as Flask has it, with the parts that last kept."""
        usual = super().get_signing_serializer(app)
        if usual is None:
            return None
        return SessionSerializer(usual.secret_keys, usual.salt, self.serializer, signer_kwargs=usual.signer_kwargs)


def init_app(app: Flask) -> None:
    """Let people sign in. The pages and what happens to strangers are in `views`."""
    app.config.update(PERMANENT_SESSION_LIFETIME=COOKIE_LIFE, SESSION_REFRESH_EACH_REQUEST=False)
    app.session_interface = SessionCookies()
    login_manager.anonymous_user = Stranger
    login_manager.session_protection = None  # it would end sessions of people whose phone changes networks
    login_manager.init_app(app)


def current_account() -> Account:
    """Return the account that is signed in. For views that strangers cannot open."""
    if not current_user.is_authenticated:
        raise RuntimeError("Nobody is signed in: this view must say who may open it.")
    account: Account = current_user._get_current_object()
    return account


def start_session(account: Account, *, remember: bool, now: datetime) -> None:
    """Sign the account in on this browser: to be REMEMBERED, or until the browser closes or a day passes unused."""
    if last_account() not in (None, account.id):
        session.clear()
    session.permanent = remember
    session["last_account"] = account.id
    session["ends"] = (now + (REMEMBERED if remember else NOT_REMEMBERED)).timestamp()
    login_user(account)


def end_session() -> None:
    """Sign out. The browser remembers whose answers a form on another tab holds, and nothing more of use."""
    logout_user()
    for name in ("ends", *session.pop(WHILE_SIGNED_IN, ())):
        session.pop(name, None)


def keep_while_signed_in(name: str) -> None:
    """Take what the session holds by this name out of it when the account signs out: others may use the computer."""
    session[WHILE_SIGNED_IN] = sorted({name, *session.get(WHILE_SIGNED_IN, ())})


def last_account() -> int | None:
    """Return the id of the account that was the last to sign in on this browser."""
    return session.get("last_account")


def read_beside(owner: InstrumentedAttribute[int | None], *columns: SQLColumnExpression[Any]) -> Callable[[], Any]:
    """Read these too where a page's account is read: of the row that `owner` links to it. For floors above.

    What comes back returns their values in this request: all None if there is no such row, and None instead of them
    if the account was not read for a page.
    """
    first = len(_COLUMNS) + sum(len(others) for _, others in _beside)
    _beside.append((owner, columns))

    def values() -> tuple[Any, ...] | None:
        row = g.get("account_row")
        return None if row is None else tuple(row[first : first + len(columns)])

    return values


def account_of_session(session_id: str, *, now: datetime) -> Account | None:
    """Return the account for what the session keeps ('7.1': id and epoch), or None if it has ended."""
    ends = session.get("ends")
    account_id, _, epoch = session_id.partition(".")
    if not (account_id.isdigit() and epoch.isdigit()) or (ends is not None and ends <= now.timestamp()):
        return None
    account = _account(int(account_id))
    if account is None or not account.is_active or account.sign_in_epoch != int(epoch):
        return None
    if not session.permanent and ends is not None:
        _go_on(ends, now=now)
    return account


def _account(account_id: int) -> Account | None:
    """Return the account. For a page, which changes nothing, it is read past the database session: at half the cost."""
    asked = {"account_id": account_id}
    if request.method not in SAFE_METHODS:
        return db.session.scalar(_BY_ID, asked)
    row = next(iter(read_rows(_row(), asked)), None)
    if row is None:
        return None
    g.account_row, account = row, Account()
    vars(account).update(zip(_COLUMNS.keys(), row, strict=False))
    return account


@cache
def _row() -> AnySelect:
    statement = select(*_COLUMNS, *(column for _, columns in _beside for column in columns)).where(_OF_SESSION)
    for owner, _columns in _beside:
        statement = statement.outerjoin(owner.class_, owner == Account.id)
    return statement


def _go_on(ends: float, *, now: datetime) -> None:
    """Move the end of a session that is in use, at most once an hour, so that the cookie is seldom sent again."""
    renewed = (now + NOT_REMEMBERED).timestamp()
    if renewed - ends > timedelta(hours=1).total_seconds():
        session["ends"] = renewed
