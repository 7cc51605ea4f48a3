"""Asking to join: a draft that fills up answer by answer, the keys that open it, and sending it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, select

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members import emails, rules
from coproduction.members.actions.moves import move_application
from coproduction.members.models import (
    Application,
    ApplicationKey,
    ApplicationNeed,
    ApplicationState,
    ApplicationSupporter,
    Consent,
    NeedKind,
    SeenBy,
)
from coproduction.members.queries import applications as queries
from coproduction.notifications.forgetting import forget_about
from coproduction.notifications.models import Channel

ALREADY_SENT = "We have these answers already, so they cannot be changed here. Contact us if something is wrong."


class Needed(NamedTuple):
    """One need that was chosen, with its detail."""

    kind: NeedKind
    detail: str


class SupporterAnswer(NamedTuple):
    """Whoever helps the applicant.

    `has_agreement` says that the applicant knows of this and agrees, `is_shared` that the two share an email address.
    """

    name: str
    relation: str
    email: str
    phone: str
    has_agreement: bool
    is_shared: bool = False


def begin_application(
    *, by: Account | None = None, consent: Consent | None = None, now: datetime
) -> tuple[Application, str]:
    """Begin a draft, and return it with the code that opens it, of which we keep only the digest.

    A coordinator who fills it in for somebody says how that person gave their consent.
    """
    application = Application(started_at=now, changed_at=now, passed=[])
    if by and consent:
        application.entered_by_id, application.consent_way, application.consent_on = by.id, consent.way, consent.on
    db.session.add(application)
    code = _add_key(application, rules.new_code(), now=now)
    if by:
        record("application.begun", application, by=by, now=now)
    return application, code


def keep_answer(
    application_id: int, column: str, answer: Any, *, question: str, is_shared: bool = False, now: datetime
) -> Application:
    """Keep the answer to one question; an empty one counts as not provided.

    Refused when the application has been sent, when an answer that we need to reach the person is empty, when it
    shows that somebody is their own supporter, and when it is the supporter's email address and nobody says that the
    two share it.
    """
    application = _draft(application_id, question, now=now)
    rules.refuse_empty_detail(application, column, answer)
    setattr(application, column, answer or None)
    if column in rules.TELLING:
        rules.refuse_own_supporter(application, about=column)
    if column == "email":
        rules.refuse_unsaid_sharing(application, is_said=is_shared)
    db.session.flush()
    return application


def keep_supporter(application_id: int, given: SupporterAnswer, *, question: str, now: datetime) -> Application:
    """Keep who helps the applicant; without a name, nobody does.

    Refused when the application has been sent, for the applicant themselves, and with the applicant's email address
    when nobody says that the two share it.
    """
    application = _draft(application_id, question, now=now)
    if not given.name:
        application.supporter = None
    else:
        supporter = application.supporter or ApplicationSupporter()
        supporter.name, supporter.relation, supporter.has_agreement = given.name, given.relation, given.has_agreement
        supporter.email, supporter.phone = given.email or None, given.phone or None
        application.supporter = supporter
        rules.refuse_own_supporter(application, about="name")
        rules.refuse_unsaid_sharing(application, is_said=given.is_shared)
    db.session.flush()
    return application


def keep_needs(
    application_id: int,
    asked: Collection[NeedKind],
    needed: Sequence[Needed],
    *,
    question: str,
    now: datetime,
) -> Application:
    """Keep which of the needs that were asked about the applicant has; the others of them go.

    Only coordinators may know of a new one until the applicant says otherwise, so that is asked again. Refused when
    the application has been sent.
    """
    application = _draft(application_id, question, now=now)
    kept = {need.kind: need for need in application.needs}
    chosen = {need.kind for need in needed}
    for kind in asked:
        if kind in kept and kind not in chosen:
            application.needs.remove(kept[kind])
    for kind, detail in needed:
        if kind not in kept:
            application.needs.append(ApplicationNeed(kind=kind, detail=detail, seen_by=SeenBy.COORDINATORS))
        else:
            kept[kind].detail = detail
    if chosen - kept.keys():
        application.passed = [passed for passed in application.passed if passed != rules.SHARING]
    db.session.flush()
    return application


def keep_sharing(
    application_id: int, chosen: Mapping[NeedKind, SeenBy], *, question: str | None, now: datetime
) -> Application:
    """Keep who may know of each need. A need that is there no longer is passed over, and one without a choice stays
    as it was. `question` is None while more of it is to be asked. Refused when the application has been sent.
    """
    application = _draft(application_id, question, now=now)
    for need in application.needs:
        need.seen_by = chosen.get(need.kind, need.seen_by)
    db.session.flush()
    return application


def send_way_back(application_id: int, *, now: datetime) -> Application:
    """Tell the applicant, by the channel they chose, how to come back: a link by email, or else a code.

    Refused when the application has been sent, or when we do not know yet how to reach them.
    """
    application = queries.lock_application(application_id)
    _refuse_sent(application)
    to = rules.applicant_of(application)
    channel, where = to.reached_by()
    if application.channel is None or not where:
        raise Refusal("Tell us first how to contact you. You can also write the code down.")
    by_link = channel is Channel.EMAIL
    key = _add_key(application, rules.new_link_key() if by_link else rules.new_code(), now=now)
    emails.way_back(application, key, now=now)
    return application


def open_on_this_device(link_key: str, *, now: datetime) -> str | None:
    """Return a new code for the browser in which somebody opened a link of ours; None if it opens nothing any more."""
    application = queries.application_with_key(link_key, now=now)
    return None if application is None else _add_key(application, rules.new_code(), now=now)


def add_code(application_id: int, *, by: Account, now: datetime) -> str:
    """Return a new code for a coordinator who carries on with a sign-up. Refused when it has been sent."""
    application = queries.lock_application(application_id)
    _refuse_sent(application)
    record("application.opened", application, by=by, now=now)
    return _add_key(application, rules.new_code(), now=now)


def purge_drafts(*, now: datetime) -> int:
    """Delete the drafts in which nothing was answered for long, and all that was to be told about them.

    Returns how many drafts.
    """
    late = (Application.state == ApplicationState.DRAFT, Application.changed_at < now - rules.draft_time(now))
    ids = select(Application.id).where(*late).scalar_subquery()
    for application_id in db.session.scalars(select(Application.id).where(*late)).all():
        forget_about(emails.about(application_id), now=now)
    for table in (ApplicationKey, ApplicationNeed, ApplicationSupporter):
        db.session.execute(
            delete(table).where(table.application_id.in_(ids)), execution_options={"synchronize_session": False}
        )
    return len(db.session.scalars(delete(Application).where(*late).returning(Application.id)).all())


def discard_draft(application_id: int, *, by: Account | None = None, now: datetime) -> None:
    """Delete a draft that its writer gives up, and what was to be told about it. What was sent to us stays.

    `by` is the coordinator who began it for somebody, or another; None for its writer.
    """
    application = queries.lock_application(application_id)
    if rules.is_draft(application):
        forget_about(emails.about(application_id), now=now)
        if by:
            record("application.given_up", application, by=by, now=now)
        db.session.delete(application)
        db.session.flush()


def submit_application(
    application_id: int, *, by: Account | None = None, decoy: str = "", now: datetime
) -> Application:
    """Send the application to the coordinators, and tell the applicant what happens next.

    The applicant is 18 or over and has agreed to how the group works. Sending it twice changes nothing. Refused while
    an answer that we cannot do without is missing, and when a robot seems to have filled it in: `decoy` is what stood
    in the box that nobody sees.
    """
    application = queries.lock_application(application_id)
    if not rules.is_draft(application):
        return application
    rules.refuse_robot(decoy=decoy)
    rules.refuse_too_quick(application, now=now)
    if any(rules.missing_answers(application)):
        raise Refusal("Answer the questions that are marked “Not answered yet”.")
    if not rules.is_asked("address", application):
        application.address = None
    application.submitted_at = application.agreed_at = application.changed_at = now
    link_key = _add_key(application, rules.new_link_key(), now=now)
    return move_application(
        application,
        ApplicationState.SUBMITTED,
        by=by,
        now=now,
        tell=lambda _: emails.application_received(application, link_key, now=now),
    )


def _draft(application_id: int, question: str | None, *, now: datetime) -> Application:
    application = queries.lock_application(application_id)
    _refuse_sent(application)
    application.changed_at = now
    if question and question not in application.passed:
        application.passed = [*application.passed, question]
    return application


def _refuse_sent(application: Application) -> None:
    if not rules.is_draft(application):
        raise Refusal(ALREADY_SENT)


def _add_key(application: Application, key: str, *, now: datetime) -> str:
    application.keys.append(ApplicationKey(digest=rules.digest_of(key), made_at=now))
    db.session.flush()
    return key
