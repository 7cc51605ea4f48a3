"""Asking to join: a draft that fills up, and sending it."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members import emails, rules
from coproduction.members.models import (
    Application,
    ApplicationState,
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
