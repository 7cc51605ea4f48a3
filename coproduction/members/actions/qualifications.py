"""What qualifications there are, and who gains, renews and loses one."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members.kinds.interests import EXPERIENCES
from coproduction.members.models import HeldQualification, Interest, Qualification
from coproduction.members.queries import members
from coproduction.members.queries import qualifications as queries
from coproduction.members.rules.qualifications import span_from


def add_qualification(name: str, *, months: int | None = None, by: Account, now: datetime) -> Qualification:
    """Add a qualification that parts in events can ask for, and how many months it counts: None, for good.

    Refused when there is one of that name.
    """
    if there := queries.qualification_named(name):
        raise Refusal(f"There is a qualification called {there.name} already", field="name")
    qualification = Qualification(name=name, months=months)
    try:
        with db.session.begin_nested():
            db.session.add(qualification)
    except IntegrityError as rival:
        raise Refusal(f"There is a qualification called {name} already", field="name") from rival
    record("qualification.added", qualification, by=by, now=now)
    return qualification


def change_months(qualification: Qualification, months: int | None, *, by: Account, now: datetime) -> None:
    """Set how many months the qualification counts for whoever gains or renews it from now on: None, for good.

    Nobody who holds it now holds it longer, or less long.
    """
    if qualification.months != months:
        qualification.months = months
        record("qualification.months_changed", qualification, by=by, now=now, months=months)


def record_qualification(
    member_id: int,
    qualification_id: int,
    *,
    achieved_on: date,
    valid_until: date | None,
    by: Account,
    now: datetime,
) -> HeldQualification:
    """Write down that the member holds the qualification, from the day they achieved it until its last day.

    Without one it counts for its usual time, which may be for good. A member who holds it already has it renewed, and
    holds it from then on because a coordinator said so, not because they were at training. Refused when the day is
    still to come, the last day is before it, or they have left.
    """
    members.lock_current_member(member_id)
    if achieved_on > uk_wall(now).date():
        raise Refusal("The day they achieved it must be today or in the past", field="achieved_on")
    if valid_until and valid_until < achieved_on:
        raise Refusal("The last day must be after the day they achieved it", field="valid_until")
    held = queries.held_by(member_id, qualification_id) or HeldQualification(
        member_id=member_id, qualification_id=qualification_id
    )
    usual = span_from(db.session.get_one(Qualification, qualification_id), achieved_on)
    held.achieved_on, held.valid_until = achieved_on, valid_until or usual.until
    held.by_attending, held.is_to_renew = None, True
    db.session.add(held)
    record("qualification.recorded", held, by=by, now=now, member=member_id, achieved_on=achieved_on)
    return held


def record_experience(
    member_id: int, interest: Interest, *, since: date, by: Account, now: datetime
) -> HeldQualification:
    """Write down that the member had done this before their turns were written down here, on that day at the latest.

    It is a qualification like others from then on, which can be ended. Refused as `record_qualification` refuses.
    """
    experience = queries.experience_of(interest) or _add_experience(interest)
    return record_qualification(member_id, experience.id, achieved_on=since, valid_until=None, by=by, now=now)


def _add_experience(interest: Interest) -> Qualification:
    made = Qualification(name=EXPERIENCES[interest], experience_of=interest)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError as rival:  # somebody else has just added it, or there is a qualification of that name
        there = queries.experience_of(interest) or queries.qualification_named(made.name)
        if there is None:
            raise Refusal("Somebody else has just changed this. Try again.") from rival
        there.experience_of = interest
        return there
    return made


def end_qualification(held: HeldQualification, last_day: date, *, by: Account, now: datetime) -> None:
    """End what a member holds: it counts until that day, the row stays, and nobody is asked to renew it.

    Refused before the day it was achieved, and for somebody who has left.
    """
    members.lock_current_member(held.member_id)
    if last_day < held.achieved_on:
        raise Refusal(
            f"The last day must be {uk_short_date(held.achieved_on)} or later, the day they achieved it",
            field="last_day",
        )
    held.valid_until, held.by_attending, held.is_to_renew = last_day, None, False
    record("qualification.ended", held, by=by, now=now, member=held.member_id, last_day=last_day)
