"""Who gains a qualification by being at training for it, and loses it again if they were not there after all."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.members.models import HeldByAttending, HeldQualification, Member, Qualification
from coproduction.members.queries.members import lock_member
from coproduction.members.queries.qualifications import held_by
from coproduction.members.rules import has_left
from coproduction.members.rules.qualifications import Span, span_before, span_of, span_with


def gain_by_attending(
    member_id: int, qualification: Qualification, day: date, *, days: Collection[date], now: datetime
) -> None:
    """Let the qualification count because the member was there on that day; `days` are all on which they were.

    What they hold for longer stays as it is. Somebody who has left or died gains nothing.
    """
    member = lock_member(member_id)
    if has_left(member):
        return
    held = held_by(member.id, qualification.id)
    if held is None:
        _begin(member, qualification, day, now=now)
    elif held.by_attending is None:
        _lengthen(held, qualification, day, now=now)
    else:
        held.by_attending.first_day = min(day, held.by_attending.first_day)
        _settle(held, qualification, days, now=now)


def lose_by_not_attending(
    member_id: int, qualification: Qualification, *, days: Collection[date], now: datetime
) -> None:
    """Take back what the member gained by being there, as far as `days`, on which they still were, do not give it.

    What they held before stands again; what a coordinator has written down since stays as it is.
    """
    lock_member(member_id)
    held = held_by(member_id, qualification.id)
    if held and held.by_attending:
        _settle(held, qualification, days, now=now)


def _begin(member: Member, qualification: Qualification, day: date, *, now: datetime) -> None:
    held = HeldQualification(member_id=member.id, qualification_id=qualification.id)
    _write(held, span_with(None, qualification, [day]) or Span(day, None))
    held.by_attending = HeldByAttending(first_day=day)
    db.session.add(held)
    _record("qualification.gained_by_attending", held, now=now)


def _lengthen(held: HeldQualification, qualification: Qualification, day: date, *, now: datetime) -> None:
    before = span_of(held)
    span = span_with(before, qualification, [day])
    if span is None or span == before:
        return
    held.by_attending = HeldByAttending(first_day=day, achieved_before=before.first, until_before=before.until)
    _write(held, span)
    _record("qualification.gained_by_attending", held, now=now)


def _settle(held: HeldQualification, qualification: Qualification, days: Collection[date], *, now: datetime) -> None:
    through = held.by_attending
    if through is None:
        return
    counted = [day for day in days if day >= through.first_day]
    span = span_with(span_before(through), qualification, counted)
    if span == span_of(held) and counted:
        return
    _record("qualification.settled_by_attendance", held, now=now)
    if span is None:
        db.session.delete(held)
    else:
        _write(held, span)
        held.by_attending = through if counted else None
    db.session.flush()


def _write(held: HeldQualification, span: Span) -> None:
    held.achieved_on, held.valid_until, held.is_to_renew = span.first, span.until, True


def _record(action: str, held: HeldQualification, *, now: datetime) -> None:
    record(action, held, by=None, now=now, member=held.member_id)
