"""Trainers say whether a session may be recorded, and share their story sheet with its other trainers.

Nothing of it stands in the audit trail: nobody is to see who said no.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member
from coproduction.members.queries.members import lock_current_member
from coproduction.schedule.models import Event
from coproduction.schedule.queries.linked import lock_set
from coproduction.schedule.rules import set_id_of
from coproduction.training.models import Recording, TrainerAnswer
from coproduction.training.queries import recording as queries
from coproduction.training.queries.dates import last_end
from coproduction.training.queries.stories import own_sheet

NO_TRAINER = "You no longer have a place as a trainer in this session, so nothing was saved."
SHEET_SAYS_NO = "Your story sheet says that you are not recorded. Change your sheet first."
NOT_WRITTEN_DOWN = "This cannot be written down here. Ask them again."  # a sheet is private: it tells nothing of it


def answer_recording(event: Event, member: Member, *, agrees: bool, now: datetime) -> TrainerAnswer:
    """Keep whether the trainer may be recorded at the session. They can change it until it is over.

    Refused for whoever is no trainer there, and for a yes of somebody whose own sheet says no.
    """
    return _keep_recording(event, member, agrees=agrees, refusal=SHEET_SAYS_NO, now=now)


def write_down_recording(event: Event, member: Member, *, agrees: bool, by: Account, now: datetime) -> TrainerAnswer:
    """Keep what a trainer without an account said on the phone, with who wrote it down and when.

    Refused as their own answer is, but in words that say nothing of their sheet, and for whoever has an account: they
    say it themselves.
    """
    if member.account_id is not None:
        raise Refusal(f"{member.known_as} says this on their own page.")
    answer = _keep_recording(event, member, agrees=agrees, refusal=NOT_WRITTEN_DOWN, now=now)
    answer.told_to_id, answer.told_at = by.id, now
    db.session.flush()
    return answer


def share_story(event: Event, member: Member, *, shares: bool) -> TrainerAnswer:
    """Let the other trainers of the session read the member's sheet, or stop it. Refused without a sheet to share."""
    answer = _answer_of(event, member)
    if shares and own_sheet(viewer=member) is None:
        raise Refusal("You have not written a story sheet yet.")
    answer.shares_story = shares
    db.session.flush()
    return answer


def forget_former_answers(event: Event) -> None:
    """Delete the answers of those who train there no more. If they come back, they are asked again."""
    session_id = set_id_of(event)
    db.session.execute(
        delete(TrainerAnswer).where(
            TrainerAnswer.event_id == session_id,
            TrainerAnswer.member_id.not_in(queries.trainers_of(session_id)),
        )
    )


def _keep_recording(event: Event, member: Member, *, agrees: bool, refusal: str, now: datetime) -> TrainerAnswer:
    """Keep the yes or no, said by nobody else; `refusal` is what is said to a yes if the sheet says no."""
    answer = _answer_of(event, member)
    ends_at = last_end(answer.event_id)
    if ends_at is None or ends_at <= now:
        raise Refusal("This session is over, so this can no longer be changed.")
    sheet = own_sheet(viewer=member)
    if agrees and sheet and sheet.recording is Recording.NO:
        raise Refusal(refusal, field="agrees")
    answer.may_be_recorded, answer.told_to_id, answer.told_at = agrees, None, None
    db.session.flush()
    return answer


def _answer_of(event: Event, member: Member) -> TrainerAnswer:
    """Return the member's answers for the session, with the session and the member locked."""
    lock_set(event)
    lock_current_member(member.id)
    session_id = set_id_of(event)
    if not queries.is_trainer(session_id, viewer=member):
        raise Refusal(NO_TRAINER)
    answer = queries.own_answer(session_id, viewer=member)
    if answer is None:
        answer = TrainerAnswer(event_id=session_id, member_id=member.id)
        db.session.add(answer)
    return answer
