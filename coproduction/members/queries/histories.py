"""What this room and those below it tell on a member's timeline: moves, induction, reviews, messages, changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import and_, func, or_, select

from coproduction.audit.models import AuditEntry
from coproduction.core.audiences import Audience
from coproduction.core.database import AnyRow, AnySelect
from coproduction.core.dates import uk_short_date
from coproduction.members.kinds import APPLICATION_STATES, MEMBER_STATES
from coproduction.members.models import (
    Application,
    ApplicationMove,
    ApplicationState,
    InductionDone,
    Member,
    MembershipMove,
    MembershipReview,
    MemberState,
    RestrictedNote,
)
from coproduction.members.queries.timeline import CHANGE, MEMBERSHIP, Source, Told, line
from coproduction.notifications.models import Channel, Message, MessageState

# Parts of a member whose own changes name the member in the audit trail.
PARTS = ("away_date", "held_qualification", "need", "supporter", "payment_preference", "departure")
CHANGES: Mapping[str, str] = {
    "member.contact_changed": "Contact details changed",
    "member.sign_in_opened": "Sign-in opened",
    "member.merged": "Another record of the same person was merged into this one",
    "member.updated_by_import": "Changed by a list that was brought in",
    "member.welcomed": "Welcome sent",
    "member.told_of_details": "Told that we hold their details",
    "member.induction_step_undone": "A step of the induction was taken back",
    "member.term_renewed": "Given another term",
    "member.forgotten": "Their details were deleted",
    "member.private_things_forgotten": "What they needed, their days away and their wishes were deleted",
    "member.turn_limits_changed": "How often they take part changed",
    "member.payment_told": "Payment wishes written down, as they told them",
    "away_date.added": "Days away added",
    "away_date.removed": "Days away removed",
    "qualification.recorded": "Qualification recorded",
    "qualification.ended": "Last day of a qualification recorded",
    "qualification.gained_by_attending": "Qualification gained, because they were at training for it",
    "qualification.settled_by_attendance": "Qualification set as who came to training was put right",
    "member.details_changed": "Details changed",
    "member.needs_confirmed": "What they need is still right",
    "need.added": "Something that they need added",
    "need.changed": "Something that they need changed",
    "need.removed": "Something that they needed removed",
    "supporter.added": "Supporter added",
    "supporter.grants_changed": "What a supporter may see and do changed",
    "supporter.removed": "Supporter removed",
}
# Moves stand on the timeline by themselves, with more about them than the audit trail has.
TOLD_AS_MOVES = (
    "member.brought_in",
    "member.paused",
    "member.resumed",
    "member.moved",
    "member.reviewed",
    "member.induction_step_done",
)
# How somebody would like to be paid is theirs to know, and even that they changed it.
PRIVATE = ("member.payment_changed",)
MESSAGES: Mapping[MessageState, str] = {
    MessageState.WAITING: "waits to go",
    MessageState.SENT: "sent",
    MessageState.FAILED: "could not be delivered",
    MessageState.DONE: "passed on",
    MessageState.DROPPED: "not sent, because it was not true any more",
}
CHANNELS: Mapping[Channel, str] = {
    Channel.EMAIL: "Email",
    Channel.PHONE: "Phone call",
    Channel.TEXT: "Text",
    Channel.LETTER: "Letter",
}


def _membership_moves(records: AnySelect) -> AnySelect:
    move = MembershipMove
    told = func.coalesce(Message.subject, "")
    moved = line(move.moved_at, move.id, what=move.to_state, about=move.reason, note=told, by_id=move.moved_by_id)
    return moved.outerjoin(Message, Message.key == move.message_key).where(move.member_id.in_(records))


def _application_moves(records: AnySelect) -> AnySelect:
    move = ApplicationMove
    theirs = select(Member.application_id).where(Member.id.in_(records))
    told = func.coalesce(Message.subject, "")
    moved = line(move.moved_at, move.id, what=move.to_state, about=move.reason, note=told, by_id=move.moved_by_id)
    return moved.outerjoin(Message, Message.key == move.message_key).where(move.application_id.in_(theirs))


def _applications_sent(records: AnySelect) -> AnySelect:
    """Select the sending of applications that were sent before every move was kept."""
    theirs = select(Member.application_id).where(Member.id.in_(records))
    sent = line(Application.submitted_at, Application.id, what=ApplicationState.SUBMITTED.value)
    kept = select(ApplicationMove.application_id).where(ApplicationMove.application_id.in_(theirs))
    return sent.where(Application.id.in_(theirs), Application.submitted_at.is_not(None), Application.id.not_in(kept))


def _induction(records: AnySelect) -> AnySelect:
    done = InductionDone
    steps = line(
        done.recorded_at, done.member_id, what=done.step, about=done.note, note=done.done_on, by_id=done.recorded_by_id
    )
    return steps.where(done.member_id.in_(records))


def _reviews(records: AnySelect) -> AnySelect:
    review = MembershipReview
    held = line(
        review.recorded_at, review.id, what="", about=review.note, note=review.held_on, by_id=review.recorded_by_id
    )
    return held.where(review.member_id.in_(records))


def _messages(records: AnySelect) -> AnySelect:
    at = func.coalesce(Message.finished_at, Message.created_at, type_=Message.created_at.type)
    said = line(
        at, Message.id, what=Message.state, about=Message.subject, note=Message.channel, by_id=Message.done_by_id
    )
    return said.where(Message.member_id.in_(records))


def _changes(records: AnySelect) -> AnySelect:
    entry = AuditEntry
    of_member = and_(entry.subject_type == "member", entry.subject_id.in_(records))
    of_part = and_(entry.subject_type.in_(PARTS), entry.detail["member"].as_integer().in_(records))
    changed = line(entry.at, entry.id, what=entry.action, by_id=entry.account_id)
    return changed.where(or_(of_member, of_part), entry.action.not_in((*TOLD_AS_MOVES, *PRIVATE)))


def _notes(records: AnySelect) -> AnySelect:
    written = line(RestrictedNote.written_at, RestrictedNote.id, what="", by_id=RestrictedNote.written_by_id)
    return written.where(RestrictedNote.member_id.in_(records))


def _membership_words(row: AnyRow) -> Told:
    return Told(f"Membership: {MEMBER_STATES[MemberState(row.what)].lower()}", _why_and_told(row))


def _application_words(row: AnyRow) -> Told:
    return Told(f"Application: {APPLICATION_STATES[ApplicationState(row.what)].lower()}", _why_and_told(row))


def _why_and_told(row: AnyRow) -> str:
    """Return why a move was made, and on a line of its own the message with which the person was to be told."""
    return "\n".join(filter(None, (row.about, f"Message: {row.note}" if row.note else "")))


def _message_words(row: AnyRow) -> Told:
    return Told(f"{CHANNELS[Channel(row.note)]}: {row.about}", MESSAGES[MessageState(row.what)].capitalize())


def _change_words(row: AnyRow) -> Told:
    """Return the change in words; one that has none of its own says what its name says ('need.confirmed')."""
    noun, _, verb = row.what.partition(".")
    return Told(CHANGES.get(row.what) or f"{noun} {verb}".replace("_", " ").replace("member ", "", 1).capitalize())


def _induction_words(row: AnyRow) -> Told:
    return Told(f"Induction: {row.what}, {_day(row)}", row.about)


def _review_words(row: AnyRow) -> Told:
    return Told(f"Yearly review, {_day(row)}", row.about)


def _day(row: AnyRow) -> str:
    return uk_short_date(date.fromisoformat(row.note))


SOURCES: Mapping[str, Source] = {
    MEMBERSHIP: Source(_membership_moves, _membership_words),
    "application": Source(_application_moves, _application_words),
    "application sent": Source(_applications_sent, _application_words),
    "induction": Source(_induction, _induction_words),
    "review": Source(_reviews, _review_words),
    "message": Source(_messages, _message_words),
    CHANGE: Source(_changes, _change_words),
    "note": Source(_notes, lambda _row: Told("A restricted note was written"), Audience.SAFEGUARDING),
}
