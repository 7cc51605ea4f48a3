"""The coordinator's answer to somebody who asks to join."""

from __future__ import annotations

from datetime import datetime

from dateutil.relativedelta import relativedelta

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.members import emails, rules
from coproduction.members.actions.members import open_sign_in
from coproduction.members.models import (
    Application,
    ApplicationState,
    Interest,
    Member,
    MemberInterest,
    MemberState,
    Need,
    NeedKind,
)
from coproduction.members.queries import applications as queries


def accept_application(application_id: int, *, by: Account, now: datetime) -> Member:
    """Make the applicant a member, with a sign-in if they gave an email address, and welcome them.

    A second click of the same person changes nothing. Refused when somebody else has decided, or they have decided
    otherwise: the refusal says who and when.
    """
    application = queries.lock_application(application_id)
    if rules.is_repeated(application, ApplicationState.ACCEPTED, by=by):
        return queries.member_made_of(application)
    _decide(application, ApplicationState.ACCEPTED, by=by, now=now)
    member = _member_from(application, now=now)
    db.session.add(member)
    db.session.flush()
    record("application.accepted", application, by=by, now=now, member=member.id)
    emails.welcome(member, open_sign_in(member, by=by, now=now), now=now)
    return member


def decline_application(
    application_id: int, message: str, other_way: str, *, by: Account, now: datetime
) -> Application:
    """Tell the applicant, in the coordinator's own words, that they cannot join now, and how else to be heard.

    A second click of the same person changes nothing. Refused when somebody else has decided, or they have decided
    otherwise: the refusal says who and when.
    """
    application = queries.lock_application(application_id)
    if rules.is_repeated(application, ApplicationState.DECLINED, by=by):
        return application
    _decide(application, ApplicationState.DECLINED, by=by, now=now)
    application.decision_note = f"{message}\n\n{other_way}"
    record("application.declined", application, by=by, now=now)
    emails.declined(application, message, other_way, now=now)
    return application


def _decide(application: Application, to: ApplicationState, *, by: Account, now: datetime) -> None:
    rules.refuse_second_decision(application)
    application.state, application.decided_at, application.decided_by = to, now, by
    db.session.flush()


def _member_from(application: Application, *, now: datetime) -> Member:
    name = application.name or ""
    return Member(
        application=application,
        state=MemberState.ACTIVE,
        name=name,
        known_as=application.known_as or name,
        channel=application.channel,
        email=application.email,
        phone=application.phone,
        address=application.address,
        area=application.area,
        joined_on=uk_wall(now).date(),
        interests=[MemberInterest(interest=Interest(interest)) for interest in application.interests or ()],
        needs=[_need_from(application.support, now=now)] if application.support else [],
    )


def _need_from(words: str, *, now: datetime) -> Need:
    review = uk_wall(now).date() + relativedelta(years=1)
    return Need(kind=NeedKind.SUPPORT_OTHER, detail=words, recorded_at=now, review_on=review)
