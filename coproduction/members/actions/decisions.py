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
from coproduction.members.kinds import NEEDS
from coproduction.members.models import (
    Application,
    ApplicationNeed,
    ApplicationState,
    Interest,
    Member,
    MemberInterest,
    MemberState,
    Need,
    Supporter,
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
    _keep_supporter(application, member, now=now)
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
        pronouns=application.pronouns,
        contact_times=application.contact_times,
        availability=application.availability,
        travel=application.travel,
        emergency_contact=application.emergency_contact,
        needs=[_need_from(need, now=now) for need in application.needs],
    )


def _need_from(need: ApplicationNeed, *, now: datetime) -> Need:
    return Need(
        kind=need.kind,
        detail=need.detail,
        seen_by=need.seen_by,
        lead_days=NEEDS[need.kind].lead_days,
        recorded_at=now,
        review_on=uk_wall(now).date() + relativedelta(years=1),
    )


def _keep_supporter(application: Application, member: Member, *, now: datetime) -> None:
    """Keep who helped them with the application. They may see and do nothing until the member says so."""
    if helper := application.supporter:
        db.session.add(
            Supporter(
                member=member,
                name=helper.name,
                relation=helper.relation,
                email=helper.email,
                phone=helper.phone,
                added_at=now,
            )
        )
        db.session.flush()
