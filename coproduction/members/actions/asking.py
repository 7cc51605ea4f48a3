"""Before there is an answer: asking an applicant for more, taking their reply, and offering them a chat."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members import emails, rules
from coproduction.members.actions.moves import move_application
from coproduction.members.models import Application, ApplicationKey, ApplicationState
from coproduction.members.queries import applications as queries

MOST_ADDED = 10_000  # characters in all: more is a slip, or somebody who means harm
CLOSED = "We have answered you already, so nothing can be added here. Contact us if something is wrong."


def ask_for_more(application_id: int, question: str, *, by: Account, now: datetime) -> Application:
    """Ask the applicant for more, with a link to their own answers, where they can add to them or reply.

    If they do not reply in the time that is set, they stand on the to-do list, to be rung. The same words from the same
    person are sent once. Refused when the application has been decided.
    """
    application = queries.lock_application(application_id)
    if queries.was_last_moved(application, ApplicationState.MORE_INFORMATION, reason=question, by=by):
        return application
    rules.refuse_move(application, ApplicationState.MORE_INFORMATION)
    today = uk_wall(now).date()
    return move_application(
        application,
        ApplicationState.MORE_INFORMATION,
        by=by,
        now=now,
        reason=question,
        look_again_on=today + timedelta(days=value_of(rules.DAYS_TO_REPLY, on=today)),
        tell=lambda key: emails.more_asked(application, question, make_key(application, now=now), key=key, now=now),
    )


def make_key(application: Application, *, now: datetime) -> str:
    """Return a new random key that opens the application, for a link. The database keeps only its digest."""
    key = rules.new_link_key()
    db.session.add(ApplicationKey(application_id=application.id, digest=rules.digest_of(key), made_at=now))
    db.session.flush()
    return key


def add_to_application(application_id: int, words: str, *, by: Account | None, now: datetime) -> Application:
    """Add to what the applicant told us; a reply that we wait for brings the application back to be answered.

    `by` is None for the applicant, or the coordinator whom they told. The same words twice are kept once, unless we
    have asked again. Refused when the application has been decided, and when there is far too much of it.
    """
    application = queries.lock_application(application_id)
    if not rules.can_be_added_to(application):
        raise Refusal(CLOSED)
    before = application.added or ""
    if before.endswith(words) and not rules.is_asked_for_more(application):
        return application
    added = f"{before}\n\n{words}".strip()
    if len(added) > MOST_ADDED:
        raise Refusal(f"Your words must be {MOST_ADDED - len(before):,} characters or less", field="words")
    application.added, application.changed_at = added, now
    record("application.added_to", application, by=by, now=now)
    if rules.is_asked_for_more(application):
        move_application(
            application,
            ApplicationState.SUBMITTED,
            by=by,
            now=now,
            tell=lambda key: emails.reply_received(application, key=key, now=now),
        )
    return application


def offer_chat(application_id: int, offer: str, *, chat_on: date, by: Account, now: datetime) -> Application:
    """Offer the applicant a chat: `offer` says when and how, `chat_on` is the first of the days in it.

    Also to offer other times. The same words from the same person are sent once. Refused for a day that is past.
    """
    application = queries.lock_application(application_id)
    if queries.was_last_moved(application, ApplicationState.CHAT_OFFERED, reason=offer, by=by):
        return application
    if chat_on < uk_wall(now).date():
        raise Refusal("The day of the chat must be today or in the future", field="chat_on")
    return move_application(
        application,
        ApplicationState.CHAT_OFFERED,
        by=by,
        now=now,
        reason=offer,
        look_again_on=chat_on,
        tell=lambda key: emails.chat_offered(application, offer, key=key, now=now),
    )


def note_chat(application_id: int, note: str, *, by: Account, now: datetime) -> Application:
    """Write down that the chat was held, or not wanted, and bring the application back to be answered.

    The applicant is thanked. A second click changes nothing. Refused when no chat was offered.
    """
    application = queries.lock_application(application_id)
    if queries.was_last_moved(application, ApplicationState.SUBMITTED, reason=note, by=by):
        return application
    if application.state is not ApplicationState.CHAT_OFFERED:
        raise Refusal("No chat has been offered. Nothing has changed.")
    return move_application(
        application,
        ApplicationState.SUBMITTED,
        by=by,
        now=now,
        reason=note,
        tell=lambda key: emails.chat_held(application, key=key, now=now),
    )
