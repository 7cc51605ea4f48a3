"""The member who is signed in, and the key with which a browser opens an application."""

from __future__ import annotations

import secrets
from typing import TypeVar

from flask import abort, g, request, session
from flask_login import current_user

from coproduction.accounts.current import current_account, read_beside
from coproduction.accounts.models import Account
from coproduction.core.audiences import Audience
from coproduction.members import rules
from coproduction.members.models import Application, Member
from coproduction.members.queries.members import Reader, member_of
from coproduction.members.queries.needs import first_review, first_review_of

Found = TypeVar("Found", Member, Reader)
_read_beside_account = read_beside(Member.account_id, Member.id, Member.known_as, Member.state, first_review())

KEY = "application"
EQUALITY_TICKET = "equality_ticket"  # who holds one may answer the equality questions, once


def current_member() -> Member:
    """Return the member of the signed-in account: one statement a request.

    An account without a member is refused, and so is a member who has left.
    """
    if "member" not in g:
        g.member = _or_403(member_of(current_account().id))
    member: Member = g.member
    return member


def current_reader() -> Reader:
    """Return the signed-in member for a page that only reads: they were read together with the account.

    Refuses whom `current_member` refuses.
    """
    current_account()
    values = _read_beside_account()
    if values is None:
        me = current_member()
        return Reader(me.id, me.known_as, me.state, first_review_of(me))
    return _or_403(Reader(*values) if values[0] else None)


def _or_403(found: Found | None) -> Found:
    if found is None or found.state in rules.ENDED:
        abort(403)
    return found


def is_coordinator() -> bool:
    """Say whether a coordinator is signed in: they may read questions out, and fill in for others."""
    return Audience.STAFF in current_user.audiences


def coordinator_entering(application: Application) -> Account | None:
    """Return the coordinator who enters it for the applicant; None when the applicant, or a supporter, does."""
    return current_account() if rules.is_entered_by_staff(application) and is_coordinator() else None


def current_key() -> str | None:
    """Return the key that the page brought with it, which outlives a lost cookie, or else this browser's."""
    return request.form.get(KEY) or session.get(KEY)


def remember_key(key: str | None) -> None:
    """Keep the key in this browser after it is closed, for as long again as each answer keeps the draft.

    How long somebody stays signed in is not for us to change.
    """
    if key is None:
        return
    session[KEY] = key
    if not current_user.is_authenticated:
        session.permanent = True
    session.modified = True


def allow_equality_questions() -> None:
    """Let this browser answer the equality questions once. The ticket says nothing of whose answers they are."""
    session[EQUALITY_TICKET] = secrets.token_urlsafe(16)


def forget_key_when_closed() -> None:
    """Let the browser forget the key when it is closed: the answers are sent, and others may use this device."""
    if not current_user.is_authenticated:
        session.permanent = False
