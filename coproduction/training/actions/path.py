"""Signing off the steps of a trainer's path, and setting one otherwise."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import update

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members.queries.members import lock_current_member
from coproduction.training.models import PathMark, PathStep
from coproduction.training.queries.path import step_of
from coproduction.training.rules.path import needs_reason


def mark_step(member_id: int, step: PathStep, *, is_done: bool, reason: str, by: Account, now: datetime) -> PathMark:
    """Write down that a step of the member's path is done, or is not yet. What was said before stays on record.

    The same once more changes nothing. Refused without a reason where it is otherwise than counted, and for somebody
    who has left.
    """
    member = lock_current_member(member_id)
    standing = step_of(member.id, step, viewer=by, today=uk_wall(now).date())
    there = standing.mark
    if there and (there.is_done, there.reason, there.counted) == (is_done, reason, standing.counted):
        return there
    if needs_reason(standing, is_done=is_done) and not reason:
        raise Refusal("Enter the reason, because it is not as we have counted", field="reason")
    mark = PathMark(
        member_id=member.id,
        step=step,
        is_done=is_done,
        counted=standing.counted,
        reason=reason,
        at=now,
        by_id=by.id,
    )
    db.session.add(mark)
    record("training.path_marked", mark, by=by, now=now, member=member.id, step=step, is_done=is_done)
    return mark


def forget_reasons(member_ids: Collection[int]) -> None:
    """Delete why steps of members whom we forget were set otherwise. That they were stays."""
    db.session.execute(
        update(PathMark)
        .where(PathMark.member_id.in_(member_ids), PathMark.reason != "")
        .values(reason="")
        .execution_options(synchronize_session=False)
    )
