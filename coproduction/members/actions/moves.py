"""The one way in which an application and a membership change state.

A death is the end of every row of the table of moves, and nothing leads on from it but `take_back_death`, for one that
was written down by mistake. It is no way to come back: it leads only to where the death came from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record, record_all
from coproduction.core.database import db
from coproduction.members import rules
from coproduction.members.models import (
    Application,
    ApplicationMove,
    ApplicationState,
    Member,
    MembershipMove,
    MemberState,
)
from coproduction.members.queries import applications, belonging
from coproduction.notifications.models import Message

BECAME_ONE = "Only this record is closed: it became part of another record of the same person"

# Tells the person, by a message with this key, and returns it; None when they are told nothing.
Tell = Callable[[str], Message | None]

_APPLICATION: Mapping[ApplicationState, str] = {
    ApplicationState.SUBMITTED: "application.brought_back",
    ApplicationState.MORE_INFORMATION: "application.more_asked",
    ApplicationState.CHAT_OFFERED: "application.chat_offered",
    ApplicationState.WAITING_LIST: "application.put_on_waiting_list",
    ApplicationState.ACCEPTED: "application.accepted",
    ApplicationState.DECLINED: "application.declined",
    ApplicationState.WITHDRAWN: "application.withdrawn",
}


def nobody_told(_key: str) -> None:
    """Tell nobody."""


def move_application(
    application: Application,
    to: ApplicationState,
    *,
    by: Account | None,
    now: datetime,
    reason: str = "",
    look_again_on: date | None = None,
    tell: Tell,
) -> Application:
    """Move an application that the caller has locked, tell the applicant, and write the move and the audit entry down.

    `by` is None for the applicant. A move that is not legal is refused before anything changes.
    """
    rules.refuse_move(application, to)
    before = application.state
    application.state, application.moved_at, application.look_again_on = to, now, look_again_on
    if rules.is_closed(application):
        application.decided_at, application.decided_by = now, by
    db.session.flush()
    _write_application(application, before, by=by, now=now, reason=reason, tell=tell)
    return application


def _write_application(
    application: Application,
    before: ApplicationState,
    *,
    by: Account | None,
    now: datetime,
    reason: str,
    tell: Tell,
) -> None:
    """Tell the applicant of the state that the application is in now, and write the move down."""
    sent = tell(f"application-{application.id}-move-{applications.number_of_moves(application) + 1}")
    db.session.add(
        ApplicationMove(
            application_id=application.id,
            from_state=before,
            to_state=application.state,
            moved_at=now,
            moved_by_id=by.id if by else None,
            reason=reason,
            message_key=sent.key if sent else None,
        )
    )
    what = "application.submitted" if before is ApplicationState.DRAFT else _APPLICATION[application.state]
    record(what, application, by=by, now=now, before=before)


def move_member(
    member: Member, to: MemberState, *, by: Account | None, now: datetime, reason: str = "", tell: Tell
) -> Member:
    """Move a member whom the caller has locked, tell them, and write the move and the audit entry down.

    `by` is None for the programme itself. A move that is not legal is refused before anything changes.
    """
    rules.refuse_turn(member, to)
    before, member.state = member.state, to
    db.session.flush()
    _write_membership(member, before, to, by=by, now=now, reason=reason, tell=tell)
    return member


def close_merged(member: Member, *, by: Account, now: datetime) -> Member:
    """Write down that a record has left because it became part of another, where the person's membership goes on.

    The caller has locked it. Nobody is told, for nobody goes. One that had left, or tells of a death, stays as it is.
    """
    if rules.has_left(member):
        return member
    return move_member(member, MemberState.LEFT, by=by, now=now, reason=BECAME_ONE, tell=nobody_told)


def take_back_death(member: Member, to: MemberState, *, by: Account, now: datetime, reason: str) -> Member:
    """Write down that a death was a mistake: the member, locked by the caller, stands where they stood before.

    The move keeps both in the history, with who and why. They are told nothing, for they knew. Refused by an error for
    somebody who has not died, and for a state in which nobody stands before their death.
    """
    if not rules.can_be_restored(member, to):
        raise ValueError(f"Nobody who is written down as {member.state} is brought back as {to}.")
    before, member.state = member.state, to
    db.session.flush()
    _write_membership(member, before, to, by=by, now=now, reason=reason, tell=nobody_told)
    return member


def begin_membership(member: Member, *, by: Account | None, now: datetime, reason: str = "", tell: Tell) -> Member:
    """Write down that somebody new is a member, in the state that they are in, and tell them.

    The first move comes from nothing. Refused by an error for a state in which no membership begins.
    """
    if not rules.can_turn(None, member.state):
        raise ValueError(f"No membership begins as {member.state}.")
    db.session.add(member)
    db.session.flush()
    _write_membership(member, None, member.state, by=by, now=now, reason=reason, tell=tell)
    return member


def begin_memberships(members: Sequence[Member], *, by: Account | None, now: datetime, reason: str) -> None:
    """Write down that these people are members, in the states that they are in, without telling anybody.

    For many at once: a few statements, however many they are. Refused by an error as one of them would be.
    """
    for member in members:
        if not rules.can_turn(None, member.state):
            raise ValueError(f"No membership begins as {member.state}.")
    db.session.add_all(members)
    db.session.flush()
    db.session.add_all(
        MembershipMove(
            member_id=member.id,
            from_state=None,
            to_state=member.state,
            moved_at=now,
            moved_by_id=by.id if by else None,
            reason=reason,
        )
        for member in members
    )
    record_all("member.brought_in", members, by=by, now=now)


def _write_membership(
    member: Member,
    before: MemberState | None,
    to: MemberState,
    *,
    by: Account | None,
    now: datetime,
    reason: str,
    tell: Tell,
) -> None:
    sent = tell(f"member-{member.id}-move-{belonging.number_of_moves(member) + 1}")
    db.session.add(
        MembershipMove(
            member_id=member.id,
            from_state=before,
            to_state=to,
            moved_at=now,
            moved_by_id=by.id if by else None,
            reason=reason,
            message_key=sent.key if sent else None,
        )
    )
    record("member.moved", member, by=by, now=now, before=before, to=to)
