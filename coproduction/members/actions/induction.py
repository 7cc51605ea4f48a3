"""The first steps of a new member: who did what when, and the probation that follows."""

from __future__ import annotations

from datetime import date, datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members import emails, rules
from coproduction.members.actions.moves import move_member
from coproduction.members.kinds import INDUCTION_STEPS
from coproduction.members.models import InductionDone, InductionStep, Member, MemberState
from coproduction.members.queries import belonging as queries
from coproduction.members.queries.members import lock_member

NOT_IN_INDUCTION = "{} is not in their induction now, so its steps cannot be changed."


def tick_step(
    member_id: int,
    step: InductionStep,
    *,
    done_on: date,
    note: str = "",
    buddy_id: int | None = None,
    by: Account,
    now: datetime,
) -> Member:
    """Write down that a step of the induction was done, on which day and by whom; a buddy with who it is.

    A step that is ticked already stays as it is. Refused for a day to come, for a buddy who is not an active member,
    and for somebody who is not in their induction.
    """
    member = _lock_in_induction(member_id)
    if step in queries.induction_of(member):
        return member
    if done_on > uk_wall(now).date():
        raise Refusal("The day must be today or in the past", field="done_on")
    if step is InductionStep.BUDDY:
        _give_buddy(member, buddy_id)
    db.session.add(
        InductionDone(member_id=member.id, step=step, done_on=done_on, note=note, recorded_at=now, recorded_by_id=by.id)
    )
    record("member.induction_step_done", member, by=by, now=now, step=step, done_on=done_on)
    return member


def untick_step(member_id: int, step: InductionStep, *, by: Account | None, now: datetime) -> Member:
    """Take a tick away: it was a slip, or the buddy has gone. Twice is harmless. The audit trail keeps both.

    Refused for somebody who is not in their induction.
    """
    member = _lock_in_induction(member_id)
    done = queries.induction_of(member).get(step)
    if done is None:
        return member
    if step is InductionStep.BUDDY:
        member.buddy_id = None
    db.session.delete(done)
    record("member.induction_step_undone", member, by=by, now=now, step=step)
    return member


def finish_induction(member_id: int, *, by: Account, now: datetime, reason: str = "") -> Member:
    """Begin the member's probation, with the day on which it is over, and tell them. A second click changes nothing.

    Refused while a step is still to be done: the refusal says which.
    """
    member = lock_member(member_id)
    if member.state is MemberState.PROBATION:
        return member
    _refuse_unless(member, MemberState.INDUCTION)
    if missing := rules.steps_to_do(queries.induction_of(member)):
        words = ", ".join(INDUCTION_STEPS[step].words for step in missing)
        raise Refusal(f"These steps are still to be done: {words}.")
    member.probation_ends_on = rules.end_of_probation(uk_wall(now).date())
    return move_member(
        member,
        MemberState.PROBATION,
        by=by,
        now=now,
        reason=reason,
        tell=lambda key: emails.induction_finished(member, key=key, now=now),
    )


def finish_probation(member_id: int, *, by: Account, now: datetime, note: str = "") -> Member:
    """Make a member on probation a full member, and tell them. A second click changes nothing.

    Refused for somebody who is not on probation. It may be sooner than was thought: the coordinator decides.
    """
    member = lock_member(member_id)
    if member.state is MemberState.ACTIVE:
        return member
    _refuse_unless(member, MemberState.PROBATION)
    member.probation_ends_on = None
    return move_member(
        member,
        MemberState.ACTIVE,
        by=by,
        now=now,
        reason=note,
        tell=lambda key: emails.probation_finished(member, key=key, now=now),
    )


def _lock_in_induction(member_id: int) -> Member:
    member = lock_member(member_id)
    if not rules.is_in_induction(member):
        raise Refusal(NOT_IN_INDUCTION.format(member.known_as))
    return member


def _refuse_unless(member: Member, state: MemberState) -> None:
    if member.state is not state:
        raise Refusal(f"{member.known_as} is not {_CALLED[state]} now. Nothing has changed.")


_CALLED = {MemberState.INDUCTION: "in their induction", MemberState.PROBATION: "on probation"}


def _give_buddy(member: Member, buddy_id: int | None) -> None:
    buddy = db.session.get(Member, buddy_id) if buddy_id else None
    if buddy is None or buddy.id == member.id or buddy.state is not MemberState.ACTIVE:
        raise Refusal("Select who their buddy is: another active member", field="buddy")
    member.buddy_id = buddy.id
