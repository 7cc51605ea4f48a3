"""What is not kept when somebody has gone, and when an application led to nothing (practice, section 6)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from dateutil.relativedelta import relativedelta
from sqlalchemy import delete, select, update

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.members.actions.induction import untick_step
from coproduction.members.models import (
    Application,
    ApplicationKey,
    ApplicationMove,
    ApplicationNeed,
    ApplicationState,
    ApplicationSupporter,
    AwayDate,
    InductionStep,
    Member,
    Need,
    PaymentPreference,
    TurnLimits,
)
from coproduction.members.queries import belonging as queries
from coproduction.members.rules import FORMER_MEMBER, MONTHS_KEPT, is_in_induction, records_of
from coproduction.notifications.models import Channel

OF_THE_PERSON = ("contact_times", "availability", "travel", "emergency_contact", "remarks")
OF_THE_APPLICANT = (
    "pronouns",
    "contact_times",
    "email",
    "phone",
    "address",
    "area",
    "connection",
    "interests",
    "heard_from",
    "decision_note",
)
OF_THE_ANSWERS = ("about", "added", "availability", "travel", "emergency_contact")
WITH_AN_APPLICATION = (
    ApplicationMove,
    ApplicationNeed,
    ApplicationSupporter,
    ApplicationKey,
)


def forget_what_they_needed(member: Member, *, by: Account | None, now: datetime) -> None:
    """Delete what somebody who has gone told us so that they could take part.

    Their needs, payment wishes, limits, days away and whom to ring in an emergency; in their applications too, also of
    records that were merged into theirs. Who they were and what they did with the group stays.
    """
    records = db.session.scalars(records_of(member.id)).all()  # what was merged into theirs has its own copies
    for table in (Need, PaymentPreference, TurnLimits, AwayDate):
        db.session.execute(delete(table).where(table.member_id.in_(records)))
    db.session.execute(update(Member).where(Member.id.in_(records)).values(dict.fromkeys(OF_THE_PERSON)))
    member.buddy_id = member.review_due_on = member.term_ends_on = member.probation_ends_on = None
    for application_id in queries.applications_of(member):
        _forget_answers(application_id)
    db.session.expire(member, ["needs", "away_dates"])
    record("member.private_things_forgotten", member, by=by, now=now)


def forget_applicants(application_ids: Collection[int]) -> None:
    """Delete who asked to join with these applications, and what was answered. How each went stays, without reasons."""
    blank: dict[str, str | Channel | None] = {**dict.fromkeys((*OF_THE_APPLICANT, *OF_THE_ANSWERS))}
    blank |= {"name": FORMER_MEMBER, "known_as": FORMER_MEMBER, "channel": Channel.LETTER}
    db.session.execute(update(Application).where(Application.id.in_(application_ids)).values(**blank))
    for table in (ApplicationNeed, ApplicationSupporter, ApplicationKey):
        db.session.execute(delete(table).where(table.application_id.in_(application_ids)))
    theirs = ApplicationMove.application_id.in_(application_ids)
    db.session.execute(update(ApplicationMove).where(theirs).values(reason=""))


def free_those_they_help(member: Member, *, by: Account | None, now: datetime) -> None:
    """Let those whose buddy has gone have another: it stands on their checklist again while they are in induction."""
    for other in queries.those_whose_buddy_is(member):
        other.buddy_id = None
        if is_in_induction(other):
            untick_step(other.id, InductionStep.BUDDY, by=by, now=now)
    db.session.flush()


def purge_unsuccessful(*, now: datetime) -> int:
    """Delete the applications that were declined or withdrawn long enough ago, with all that hangs on them.

    Returns how many. For each day's housekeeping.
    """
    today = uk_wall(now).date()
    before = uk_moment(today - relativedelta(months=value_of(MONTHS_KEPT, on=today)), uk_wall(now).time())
    old = (
        select(Application.id)
        .where(
            Application.state.in_([ApplicationState.DECLINED, ApplicationState.WITHDRAWN]),
            Application.decided_at < before,
        )
        .order_by(Application.id)
    )
    ids = db.session.scalars(old).all()
    for table in WITH_AN_APPLICATION:
        db.session.execute(delete(table).where(table.application_id.in_(ids)))
    db.session.execute(delete(Application).where(Application.id.in_(ids)))
    return len(ids)


def _forget_answers(application_id: int) -> None:
    blank = dict.fromkeys(OF_THE_ANSWERS)
    db.session.execute(update(Application).where(Application.id == application_id).values(**blank))
    for table in (ApplicationNeed, ApplicationSupporter):
        db.session.execute(delete(table).where(table.application_id == application_id))
