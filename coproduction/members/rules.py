"""The rules of joining and belonging: legal moves, what must be answered, who holds what and who is away."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_

from coproduction.accounts.models import Account
from coproduction.core import dated_settings
from coproduction.core.audiences import Audience
from coproduction.core.dates import uk_datetime
from coproduction.core.refusals import Refusal
from coproduction.members.models import (
    Application,
    ApplicationState,
    AwayDate,
    HeldQualification,
    Interest,
    Member,
    MemberInterest,
    MemberState,
)
from coproduction.notifications.models import Channel, Recipient

DAYS_TO_ANSWER = dated_settings.number(
    "application-answer-days",
    "Time to answer somebody who asks to join",
    unit="working days",
    seed=10,
    highest=60,
)

APPLICATION_MOVES: Mapping[ApplicationState, tuple[ApplicationState, ...]] = {
    ApplicationState.DRAFT: (ApplicationState.SUBMITTED,),
    ApplicationState.SUBMITTED: (ApplicationState.ACCEPTED, ApplicationState.DECLINED, ApplicationState.WITHDRAWN),
    ApplicationState.ACCEPTED: (),
    ApplicationState.DECLINED: (),
    ApplicationState.WITHDRAWN: (),
}

MEMBER_MOVES: Mapping[MemberState, tuple[MemberState, ...]] = {
    MemberState.ACTIVE: (MemberState.PAUSED, MemberState.LEFT),
    MemberState.PAUSED: (MemberState.ACTIVE, MemberState.LEFT),
    MemberState.LEFT: (),
}

# What must be known to reach a person by the channel they chose, and how to ask for it.
DETAIL_OF: Mapping[Channel, str] = {Channel.EMAIL: "email", Channel.PHONE: "phone", Channel.LETTER: "address"}
DETAIL_MISSING: Mapping[Channel, str] = {
    Channel.EMAIL: "Enter your email address, so that we can contact you by email",
    Channel.PHONE: "Enter your phone number, so that we can contact you by phone",
    Channel.LETTER: "Enter your address, so that we can write to you",
}
# As long as the cookie of the one browser that can open them. The privacy notice says it.
UNSENT_KEPT_FOR = timedelta(days=31)
ALWAYS_ANSWERED = ("name", "channel", "connection")


def require_staff(viewer: Account) -> None:
    """Stop a read that only coordinators may make. The pages are closed to everybody else already."""
    if Audience.STAFF not in viewer.audiences:
        raise PermissionError("Only coordinators read applications and other people's records.")


def digest_of(key: str) -> str:
    """Return what the database keeps of the random key that opens an application in one browser."""
    return hashlib.sha256(key.encode()).hexdigest()


def is_draft(application: Application) -> bool:
    """Say whether the application is still being filled in."""
    return application.state is ApplicationState.DRAFT


def waits_for_answer(application: Application) -> bool:
    """Say whether a coordinator has still to decide."""
    return application.state is ApplicationState.SUBMITTED


def can_become(state: ApplicationState, after: ApplicationState) -> bool:
    """Say whether an application in this state may move to the other."""
    return after in APPLICATION_MOVES[state]


def can_turn(state: MemberState, after: MemberState) -> bool:
    """Say whether a membership in this state may move to the other."""
    return after in MEMBER_MOVES[state]


def has_left(member: Member) -> bool:
    """Say whether the member belongs to the group no more."""
    return member.state is MemberState.LEFT


def is_needed(column: str, channel: Channel | None) -> bool:
    """Say whether a question must be answered by somebody whom we contact by this channel."""
    return column in ALWAYS_ANSWERED or (channel is not None and DETAIL_OF[channel] == column)


def is_asked(column: str, channel: Channel | None) -> bool:
    """Say whether a question is asked at all: we want a postal address only to write to."""
    return column != "address" or channel is Channel.LETTER


def missing_answers(application: Application) -> Iterator[str]:
    """Yield the columns that must be filled before the application can be sent and are not, in the order asked."""
    for column in ("name", "channel", "email", "phone", "address", "connection"):
        if is_needed(column, application.channel) and not getattr(application, column):
            yield column


def refuse_unreachable(channel: Channel, detail: str) -> None:
    """Refuse a channel without the email address, phone number or address that it goes to."""
    if not detail:
        raise Refusal(DETAIL_MISSING[channel], field=DETAIL_OF[channel])


def is_repeated(application: Application, decision: ApplicationState, *, by: Account) -> bool:
    """Say whether this person has made this very decision already: a button pressed twice."""
    return application.state is decision and application.decided_by_id == by.id


def refuse_second_decision(application: Application) -> None:
    """Refuse to decide an application again, and say who decided it and when. See `is_repeated` for a double click."""
    if application.state is ApplicationState.SUBMITTED:
        return
    decided = application.state.value if application.decided_at else "closed"
    who = application.decided_by.name if application.decided_by else "Somebody"
    when = uk_datetime(application.decided_at) if application.decided_at else "an earlier day"
    raise Refusal(f"{who} {decided} this application on {when}. Nothing has changed.")


def applicant_of(application: Application) -> Recipient:
    """Return the applicant as somebody to tell, by the channel they chose."""
    return Recipient(
        name=application.known_as or application.name or "",
        channel=application.channel or Channel.LETTER,
        email=application.email,
        phone=application.phone,
        address=application.address,
    )


def recipient_of(member: Member) -> Recipient:
    """Return the member as somebody to tell, by the channel they chose."""
    return Recipient(
        name=member.known_as,
        channel=member.channel,
        email=member.email,
        phone=member.phone,
        address=member.address,
        member_id=member.id,
    )


def holding(qualification_id: int | ColumnElement[int], on: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Return the condition for members who hold the qualification on that day, for use in a query on Member."""
    return exists().where(
        HeldQualification.member_id == Member.id,
        HeldQualification.qualification_id == qualification_id,
        counting(on),
    )


def counting(on: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Return the condition for held qualifications that count on that day, their first and last day included."""
    return and_(
        HeldQualification.achieved_on <= on,
        or_(HeldQualification.valid_until.is_(None), HeldQualification.valid_until >= on),
    )


def away_on(first: date | ColumnElement[date], last: date | ColumnElement[date] | None = None) -> ColumnElement[bool]:
    """Return the condition for members who are away on a day, or on any day from the first to the last."""
    return exists().where(
        AwayDate.member_id == Member.id,
        AwayDate.starts_on <= (first if last is None else last),
        AwayDate.ends_on >= first,
    )


def interested_in(interest: Interest) -> ColumnElement[bool]:
    """Return the condition for members who said that they like to take part in this."""
    return exists().where(MemberInterest.member_id == Member.id, MemberInterest.interest == interest)


def in_state(state: MemberState) -> ColumnElement[bool]:
    """Return the condition for members whose membership stands so."""
    return Member.state == state
