"""Asking to join: a draft that fills up, sending it, and the coordinator's answer."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from sqlalchemy import delete

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
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

ALREADY_SENT = "You have sent us your answers, so they cannot be changed here. Contact us if something is wrong."


def keep_answer(
    application: Application | None, column: str, answer: Any, *, now: datetime
) -> tuple[Application, str | None]:
    """Keep the answer to one question; an empty one counts as not provided.

    The first answer makes the draft: then the random key that opens it is returned too, of which we keep only the
    digest. Refused when the application has been sent, and when an answer that we need to reach the person is empty.
    """
    key = None
    if application is None:
        key = secrets.token_urlsafe(32)
        application = Application(
            digest=rules.digest_of(key), state=ApplicationState.DRAFT, started_at=now, changed_at=now
        )
        db.session.add(application)
    else:
        application = queries.lock_application(application.id)
    if application.state is not ApplicationState.DRAFT:
        raise Refusal(ALREADY_SENT)
    if application.channel and rules.DETAIL_OF[application.channel] == column:
        rules.refuse_unreachable(application.channel, answer)
    setattr(application, column, answer or None)
    application.changed_at = now
    db.session.flush()
    return application, key


def purge_drafts(*, now: datetime) -> int:
    """Delete the drafts that were begun too long ago to be opened again, and return how many."""
    begun_before = now - rules.UNSENT_KEPT_FOR
    late = delete(Application).where(Application.state == ApplicationState.DRAFT, Application.started_at < begun_before)
    return len(db.session.scalars(late.returning(Application.id)).all())


def discard_draft(application_id: int) -> None:
    """Delete a draft that its writer gives up. An application that was sent stays."""
    application = queries.lock_application(application_id)
    if application.state is ApplicationState.DRAFT:
        db.session.delete(application)
        db.session.flush()


def submit_application(application_id: int, *, now: datetime) -> Application:
    """Send the application to the coordinators, and tell the applicant what happens next.

    The applicant has agreed to how the group works. Sending it twice changes nothing. Refused while an answer that
    we cannot do without is missing.
    """
    application = queries.lock_application(application_id)
    if application.state is not ApplicationState.DRAFT:
        return application
    if any(rules.missing_answers(application)):
        raise Refusal("Answer the questions that are marked “Not answered yet”.")
    if not rules.is_asked("address", application.channel):
        application.address = None
    application.state, application.submitted_at, application.agreed_at = ApplicationState.SUBMITTED, now, now
    record("application.submitted", application, by=None, now=now)
    emails.application_received(application, now=now)
    return application


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
