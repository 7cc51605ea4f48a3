"""A member writes their own story sheet, and deletes it. Nothing about it stands in the audit trail: it is theirs."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, select, update

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.actions.merging import Follower
from coproduction.members.models import Member
from coproduction.members.queries.members import lock_current_member
from coproduction.schedule.models import Event
from coproduction.training.models import Recording, StorySheet, TrainerAnswer
from coproduction.training.queries.stories import own_sheet


class Story(NamedTuple):
    """What a member writes: what they share, what they keep private, and whether they may be recorded."""

    shares: str
    keeps_private: str
    recording: Recording


def keep_story(member: Member, story: Story, *, by: Account, now: datetime) -> StorySheet:
    """Keep what the member writes in their own sheet. Nobody writes in it for them. Refused once they have left."""
    if by.id != member.account_id:
        raise PermissionError("Only the member writes in their story sheet.")
    lock_current_member(member.id)
    sheet = own_sheet(viewer=member) or StorySheet(member_id=member.id)
    sheet.shares, sheet.keeps_private, sheet.recording = story
    sheet.changed_at = now
    db.session.add(sheet)
    if story.recording is Recording.NO:
        _take_back_every_yes(member, now=now)
    db.session.flush()
    return sheet


def _take_back_every_yes(member: Member, *, now: datetime) -> None:
    """Turn off recording where they had said yes, at all sessions that are not over."""
    over = select(Event.id).where(Event.ends_at <= now)
    theirs = (
        TrainerAnswer.member_id == member.id,
        TrainerAnswer.may_be_recorded.is_(True),
        TrainerAnswer.event_id.not_in(over),
    )
    db.session.execute(update(TrainerAnswer).where(*theirs).values(may_be_recorded=False))


def forget_story(member: Member, *, by: Account | None, now: datetime) -> None:  # noqa: ARG001 - handed to a lower room
    """Delete what the member wrote, and what they said about sessions. Twice is harmless."""
    db.session.execute(delete(TrainerAnswer).where(TrainerAnswer.member_id == member.id))
    db.session.execute(delete(StorySheet).where(StorySheet.member_id == member.id))


def _foresee(_kept: Member, other: Member) -> list[str]:
    if own_sheet(viewer=other) is None:
        return []
    return ["What they share when they train others comes along. Where both wrote a sheet, one has the words of both."]


def _bring_together(kept: Member, other: Member, *, by: Account, now: datetime) -> None:
    """Give the kept record the sheet of the other. Of two, the newer comes first, and nothing that is private is lost.

    Where one says no to being recorded, so does the person. They are asked again about every session: nothing that one
    of them let be recorded or shared with others was said of both.
    """
    theirs, mine = own_sheet(viewer=other), own_sheet(viewer=kept)
    db.session.execute(delete(TrainerAnswer).where(TrainerAnswer.member_id.in_((kept.id, other.id))))
    if theirs is None:
        return
    if mine is None:
        theirs.member_id = kept.id
    else:
        first, second = sorted((mine, theirs), key=lambda sheet: sheet.changed_at, reverse=True)
        mine.shares, mine.keeps_private = (
            _both(first.shares, second.shares),
            _both(first.keeps_private, second.keeps_private),
        )
        mine.recording = _strictest(first.recording, second.recording)
        mine.changed_at = first.changed_at
        forget_story(other, by=by, now=now)
    db.session.flush()


def _both(first: str, second: str) -> str:
    return "\n\n".join(dict.fromkeys(words for words in (first, second) if words))


def _strictest(*said: Recording) -> Recording:
    return next(answer for answer in (Recording.NO, Recording.ASK, Recording.YES) if answer in said)


STORIES = Follower(_foresee, lambda _member_ids: None, _bring_together)
