"""Applications: a draft by its key, those that wait, those that were decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import joinedload, raiseload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, db
from coproduction.core.dated_settings import value_beside
from coproduction.core.dates import uk_wall
from coproduction.core.paging import Page, page_of_rows
from coproduction.members import rules
from coproduction.members.models import (
    Application,
    ApplicationKey,
    ApplicationMove,
    ApplicationState,
    Member,
    MembershipMove,
    MemberState,
)
from coproduction.members.rules import digest_of
from coproduction.notifications.models import Message


def application_with_key(key: str | None, *, now: datetime) -> Application | None:
    """Return the application that the key opens, sent or not, with the supporter.

    For some days after the last answer, and for as long as somebody who sent it waits for ours.
    """
    if not key:
        return None
    found = db.session.execute(
        select(Application, value_beside(rules.DRAFT_DAYS, on=uk_wall(now).date()))
        .join(Application.keys)
        .where(ApplicationKey.digest == digest_of(key))
        .options(joinedload(Application.supporter))
    ).one_or_none()
    if found is None:
        return None
    application, days = found
    is_open = application.state in rules.OPEN or application.changed_at >= now - timedelta(days=days)
    return application if is_open else None


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
        .options(
            joinedload(Application.decided_by),
            joinedload(Application.entered_by),
            joinedload(Application.supporter),
            selectinload(Application.needs),
            raiseload("*", sql_only=True),
        )
    )


def sign_ups_begun(*, viewer: Account) -> Sequence[AnyRow]:
    """Return the sign-ups that coordinators have begun for somebody and not sent, the newest first."""
    rules.require_staff(viewer)
    return db.session.execute(
        select(
            Application.id,
            Application.name,
            Application.started_at,
            Application.consent_way,
            Account.name.label("entered_by"),
        )
        .join(Account, Account.id == Application.entered_by_id)
        .where(rules.is_sign_up())
        .order_by(Application.started_at.desc(), Application.id.desc())
    ).all()


def find_sign_up(application_id: int, *, viewer: Account) -> Application | None:
    """Return a draft that a coordinator entered; None for one that is its writer's own business."""
    rules.require_staff(viewer)
    return db.session.scalar(
        select(Application)
        .where(Application.id == application_id, rules.is_sign_up())
        .options(joinedload(Application.entered_by))
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


def applications_under_way(page: int = 1, *, viewer: Account) -> Page[Any]:
    """Return a page of the applications that wait for a reply, a chat or a place, the first to be looked at first."""
    rules.require_staff(viewer)
    under_way = (
        select(Application.id, Application.name, Application.state, Application.submitted_at, Application.look_again_on)
        .where(Application.state.in_([state for state in rules.OPEN if state is not ApplicationState.SUBMITTED]))
        .order_by(Application.look_again_on, Application.id)
    )
    return page_of_rows(under_way, page)


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


def number_of_moves(application: Application) -> int:
    """Count the moves that the application has made. For the programme itself."""
    return db.session.scalars(
        select(func.count()).select_from(ApplicationMove).where(ApplicationMove.application_id == application.id)
    ).one()


def was_last_moved(application: Application, to: ApplicationState, *, reason: str, by: Account | None) -> bool:
    """Say whether this person has just made this very move, in the same words: a button pressed twice.

    For the programme itself.
    """
    last = db.session.scalar(
        select(ApplicationMove)
        .where(ApplicationMove.application_id == application.id)
        .order_by(ApplicationMove.id.desc())
        .limit(1)
    )
    found = last and (last.to_state, last.reason, last.moved_by_id)
    return found == (to, reason, by.id if by else None)


def moves_of(application: Application, *, viewer: Account) -> Sequence[AnyRow]:
    """Return every move of the application in order: what, when, who, why, and the message that told the applicant."""
    rules.require_staff(viewer)
    return db.session.execute(
        select(
            ApplicationMove.id,
            ApplicationMove.from_state,
            ApplicationMove.to_state,
            ApplicationMove.moved_at,
            ApplicationMove.reason,
            Account.name.label("moved_by"),
            Message.id.label("message_id"),
            Message.subject,
            Message.channel,
            Message.state.label("message_state"),
        )
        .outerjoin(Account, Account.id == ApplicationMove.moved_by_id)
        .outerjoin(Message, Message.key == ApplicationMove.message_key)
        .where(ApplicationMove.application_id == application.id)
        .order_by(ApplicationMove.id)
    ).all()


def member_from(application: Application, *, viewer: Account) -> int | None:
    """Return the id of the member that the application led to."""
    rules.require_staff(viewer)
    return db.session.scalar(select(Member.id).where(Member.application_id == application.id))


def member_made_of(application: Application) -> Member:
    """Return the member that an accepted application led to. For the programme itself."""
    return db.session.scalars(select(Member).where(Member.application_id == application.id)).one()


class Alike(NamedTuple):
    """Who may be the same person: other members, and other applications."""

    members: Sequence[Row[Any]]
    applications: Sequence[Row[Any]]


def people_alike(application: Application, *, viewer: Account) -> Alike:
    """Return members and applications with the same contact details, or the same name and area.

    Perhaps they are the same person, perhaps a family. Only coordinators are told.
    """
    rules.require_staff(viewer)
    members = (
        select(Member.id, Member.name)
        .where(
            rules.may_be(application, Member),
            rules.belongs(),
            or_(Member.application_id.is_(None), Member.application_id != application.id),
        )
        .order_by(Member.name, Member.id)
    )
    applications = (
        select(Application.id, Application.name, Application.submitted_at)
        .where(
            rules.may_be(application, Application),
            Application.id != application.id,
            Application.state != ApplicationState.DRAFT,
        )
        .order_by(Application.submitted_at.desc(), Application.id)
    )
    return Alike(*(db.session.execute(people.limit(10)).all() for people in (members, applications)))


def former_records(application: Application, *, viewer: Account) -> Sequence[AnyRow]:
    """Return members like the applicant who have left, each with when they last did; by name.

    By the same contact details, or the same name and area. Only coordinators are told.
    """
    rules.require_staff(viewer)
    left_at = (
        select(func.max(MembershipMove.moved_at))
        .where(MembershipMove.member_id == Member.id, MembershipMove.to_state == MemberState.LEFT)
        .scalar_subquery()
    )
    return db.session.execute(
        select(Member.id, Member.name, left_at.label("left_at"))
        .where(rules.may_be(application, Member), rules.in_state(MemberState.LEFT), rules.stands_alone())
        .order_by(Member.name, Member.id)
        .limit(10)
    ).all()
