"""What one person who stood in two records said about dates: the record that is kept has it, and the newest counts."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.meetings.models import PollAnswer
from coproduction.meetings.queries import polls as queries
from coproduction.members.actions.answers import bring_answers, swap
from coproduction.members.actions.merging import Follower
from coproduction.members.models import Member


def foresee(_kept: Member, other: Member) -> list[str]:
    """Say what `bring_together` would do, for a coordinator to read."""
    number = len(queries.answers_of_record(other.id))
    if not number:
        return []
    answers = "1 answer" if number == 1 else f"{number} answers"
    return [f"{answers} about dates come along. Where both answered, the newer answer counts."]


def bring_together(kept: Member, other: Member, *, by: Account, now: datetime) -> None:
    """Give the kept record the other's answers. Where both answered, it has the newer, and the other keeps the older.

    What stands under a merged record counts no more: it is one person.
    """
    mine = {answer.option_id: answer for answer in queries.answers_of_record(kept.id)}
    theirs = {answer.option_id: answer for answer in queries.answers_of_record(other.id)}
    bring_answers(kept, mine, theirs, settle=_settle)
    if theirs:
        record("meetings.poll_answers_merged", kept, by=by, now=now, number=len(theirs))


def _settle(own: PollAnswer, their: PollAnswer) -> None:
    if their.answered_at > own.answered_at:
        swap(own, their, ("said", "answered_at"))


POLL_ANSWERS = Follower(foresee, queries.lock_polls_of, bring_together)
