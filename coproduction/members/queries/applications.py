"""Applications: a draft by its key, those that wait, those that were decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import joinedload, raiseload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.paging import Page, page_of_rows
from coproduction.members import rules
from coproduction.members.models import Application, ApplicationState, Member
from coproduction.members.rules import digest_of


def application_with_key(key: str | None) -> Application | None:
    """Return the application that this browser's key opens, sent or not."""
    if key is None:
        return None
    return db.session.scalar(select(Application).where(Application.digest == digest_of(key)))


def lock_application(application_id: int) -> Application:
    """Return the application as it is now, and make everybody else who wants to change it wait."""
    return db.session.scalars(
        select(Application)
        .where(Application.id == application_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def find_application(application_id: int, *, viewer: Account) -> Application | None:
    """Return an application that was sent, with who decided it; None for a draft, which is nobody else's business."""
    rules.require_staff(viewer)
    return db.session.scalar(
        select(Application)
        .where(Application.id == application_id, Application.state != ApplicationState.DRAFT)
        .options(joinedload(Application.decided_by), raiseload("*", sql_only=True))
    )


def waiting_applications(page: int = 1, *, viewer: Account) -> Page[Any]:
    """Return a page of the applications that wait for an answer, the longest waiting first."""
    rules.require_staff(viewer)
    waiting = (
        select(Application.id, Application.name, Application.area, Application.channel, Application.submitted_at)
        .where(Application.state == ApplicationState.SUBMITTED)
        .order_by(Application.submitted_at, Application.id)
    )
    return page_of_rows(waiting, page)


def decided_applications(page: int = 1, *, viewer: Account) -> Page[Any]:
    """Return a page of the applications that were decided, the newest decision first, each with who decided."""
    rules.require_staff(viewer)
    decided = (
        select(
            Application.id,
            Application.name,
            Application.state,
            Application.decided_at,
            Account.name.label("decided_by"),
        )
        .outerjoin(Account, Account.id == Application.decided_by_id)
        .where(Application.decided_at.is_not(None))
        .order_by(Application.decided_at.desc(), Application.id.desc())
    )
    return page_of_rows(decided, page)


def member_from(application: Application) -> int | None:
    """Return the id of the member that the application led to."""
    return db.session.scalar(select(Member.id).where(Member.application_id == application.id))


def member_made_of(application: Application) -> Member:
    """Return the member that an accepted application led to."""
    return db.session.scalars(select(Member).where(Member.application_id == application.id)).one()


def members_reached_alike(application: Application, *, viewer: Account) -> Sequence[Row[int, str]]:
    """Return other members with the same email address or phone number: perhaps the same person, perhaps a family."""
    rules.require_staff(viewer)
    alike = []
    if application.email:
        alike.append(func.lower(Member.email) == application.email.lower())
    if application.phone:
        alike.append(func.replace(Member.phone, " ", "") == application.phone.replace(" ", ""))
    if not alike:
        return []
    return db.session.execute(
        select(Member.id, Member.name)
        .where(
            or_(*alike),
            rules.belongs(),
            or_(Member.application_id.is_(None), Member.application_id != application.id),
        )
        .order_by(Member.name, Member.id)
        .limit(10)
    ).all()
