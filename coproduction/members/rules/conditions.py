"""Who holds what, who is away, who is asked: conditions for queries on Member."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_

from coproduction.core.database import is_one_of
from coproduction.members.models import (
    AwayDate,
    Departure,
    HeldQualification,
    Interest,
    Member,
    MemberInterest,
    MemberState,
    Qualification,
)
from coproduction.members.rules.belonging import ENDED, REVIEWED, TAKING_PART
from coproduction.members.rules.merging import stands_alone


def holding(qualification_id: int | ColumnElement[int], on: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Return the condition for members who hold the qualification on that day, for use in a query on Member."""
    return exists().where(
        HeldQualification.member_id == Member.id,
        HeldQualification.qualification_id == qualification_id,
        counting(on),
    )


def has_experience_of(
    interest: Interest | None, on: date | ColumnElement[date], person: type[Member] = Member
) -> ColumnElement[bool]:
    """Return the condition for members of whom a coordinator wrote down that they had done this before that day."""
    return exists().where(
        HeldQualification.member_id == person.id,
        HeldQualification.qualification_id == Qualification.id,
        Qualification.experience_of == interest,
        counting(on),
    )


def counting(on: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Return the condition for held qualifications that count on that day, their first and last day included."""
    return and_(
        HeldQualification.achieved_on <= on,
        or_(HeldQualification.valid_until.is_(None), HeldQualification.valid_until >= on),
    )


def runs_out(first: date, last: date) -> ColumnElement[bool]:
    """Return the condition for what runs out between these days, for use in a query on what members hold.

    What a coordinator ended is not renewed, nor what somebody holds who takes no part now.
    """
    return and_(
        HeldQualification.valid_until.between(first, last),
        HeldQualification.is_to_renew,
        is_asked_to_things(),
        stands_alone(),
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


def would_like_news() -> ColumnElement[bool]:
    """Return the condition for people who left and said that they would like to hear from us afterwards."""
    wish = exists().where(Departure.member_id == Member.id, Departure.keeps_in_touch)
    return and_(Member.state == MemberState.LEFT, wish)


def is_asked_to_things() -> ColumnElement[bool]:
    """Return the condition for members who are asked to things: not paused, not leaving, not gone."""
    return is_one_of(Member.state, TAKING_PART)


def is_one_to_review() -> ColumnElement[bool]:
    """Return the condition for members with whom there is a yearly review, and whose terms end."""
    return is_one_of(Member.state, REVIEWED)


def belongs() -> ColumnElement[bool]:
    """Return the condition for members who have not left, paused ones among them."""
    return Member.state.not_in(ENDED)
