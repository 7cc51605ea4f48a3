"""Bringing an existing group in from its own list: all of it, or nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.core.spreadsheets import Table
from coproduction.members import emails, rules
from coproduction.members.actions.members import open_sign_in
from coproduction.members.actions.moves import begin_memberships
from coproduction.members.kinds import NEEDS
from coproduction.members.models import (
    ImportState,
    Member,
    MemberImport,
    MemberInterest,
    MemberState,
    Need,
    NeedKind,
)
from coproduction.members.passports import needs_changed
from coproduction.members.queries import imports as queries
from coproduction.members.queries.imports import Plan
from coproduction.members.queries.members import lock_member
from coproduction.members.rules.import_changes import Change
from coproduction.members.rules.import_fields import Field, Matching, guessed, refuse_matching
from coproduction.notifications.actions import wake_worker
from coproduction.notifications.progress import counter, forget_progress

KEPT_FOR = timedelta(days=1)
AT_ONCE = 100
BECAUSE = "Brought in from the group’s own list"
OUR_FAULT = "Something went wrong on our side, and nothing was brought in. Try again, or ask for help."
FAULTY = "Nothing was brought in, because something is wrong with the list. Correct it and send it again."


log = logging.getLogger("coproduction.members")


class Brought(NamedTuple):
    """What an import did: how many people were added, changed, and left as they were."""

    added: int
    updated: int
    unchanged: int


def keep_table(table: Table, file_name: str, *, by: Account, now: datetime) -> MemberImport:
    """Keep a table that was sent for a day, with what its columns seem to hold. Nothing is brought in yet."""
    brought = MemberImport(
        uploaded_by_id=by.id,
        uploaded_at=now,
        file_name=file_name[:200],
        state=ImportState.UPLOADED,
        sheet={"columns": table.columns, "rows": table.rows},
        matching={str(number): field.value for number, field in guessed(table.columns).items()},
        total=len(table.rows),
        added=0,
        updated=0,
    )
    db.session.add(brought)
    db.session.flush()
    return brought


def match_columns(import_id: int, matching: Matching) -> MemberImport:
    """Say which column holds what. Refused for two columns that cannot both be it, and without names."""
    brought = queries.lock_import(import_id)
    if rules.is_still_open(brought):
        refuse_matching(queries.table_of(brought).columns, matching)
        brought.matching = {str(number): field.value for number, field in matching.items()}
        db.session.flush()
    return brought


def confirm_import(import_id: int, *, welcome: bool, by: Account, now: datetime) -> MemberImport:
    """Have the worker bring a kept table in. A second click changes nothing.

    With `welcome` those who are new are welcomed, each in their own way; otherwise nobody is told anything.
    """
    brought = queries.lock_import(import_id)
    if rules.is_still_open(brought):
        brought.confirmed_at, brought.welcome, brought.problem = now, welcome, ""
        record("member_import.confirmed", brought, by=by, now=now)
        wake_worker()
        db.session.flush()
    return brought


def bring_next_in(*, now: datetime) -> int:
    """Bring the table in that was confirmed first, and return how many there were: one or none.

    All of it comes in, or nothing: then the table says what the problem was, and waits for somebody to look. A worker
    that dies leaves it as it was, for the next one.
    """
    brought = queries.lock_next_confirmed()
    if brought is None:
        return 0
    key = queries.progress_key(brought.id)
    try:
        with db.session.begin_nested():
            _run(brought, key, now=now)
    except Refusal as refusal:
        brought.confirmed_at, brought.problem = None, refusal.message
    except Exception:
        log.exception("a list could not be brought in")
        brought.confirmed_at, brought.problem = None, OUR_FAULT
    forget_progress(key)
    db.session.flush()
    return 1


def _run(brought: MemberImport, key: str, *, now: datetime) -> None:
    table, by = queries.table_of(brought), brought.uploaded_by
    checked = counter(key, "Checked", of=brought.total)
    plan = queries.plan_import(
        table,
        queries.matching_of(brought),
        today=uk_wall(now).date(),
        is_to_be_done=True,
        step=lambda: checked(1),
    )
    step = counter(key, "Brought in", of=len(plan.changes))
    done = bring_in(plan, welcome=brought.welcome, by=by, now=now, step=step)
    brought.state, brought.sheet = ImportState.FINISHED, {"columns": table.columns, "rows": []}
    brought.added, brought.updated = done.added, done.updated
    record("member_import.finished", brought, by=by, now=now, added=done.added, updated=done.updated)


def bring_in(
    plan: Plan,
    *,
    welcome: bool = False,
    by: Account | None,
    now: datetime,
    step: Callable[[int], object] = lambda _: None,
) -> Brought:
    """Add and change the members that a plan tells of. Refused when anything is wrong with any row.

    The plan was made in this transaction, as one that is to be done, so that nobody's own changes are lost.
    `step` is told how many more members are done, to show that there is progress.
    """
    if plan.faults:
        raise Refusal(FAULTY)
    review_on = rules.review_after(uk_wall(now).date())
    fresh = [change for change in plan.changes if change.is_new]
    new = _add(fresh, review_on=review_on, by=by, now=now, step=step)
    for change in plan.changes:
        if not change.is_new:
            _update(change, review_on=review_on, by=by, now=now)
            step(1)
    for member in new:
        member.untold_since = now
    if welcome and by is not None:
        for member in filter(rules.takes_part, new):
            _welcome(member, by=by, now=now)
    return Brought(plan.added, plan.updated, plan.unchanged)


def welcome_member(member_id: int, *, by: Account, now: datetime) -> Member:
    """Welcome somebody who was brought in, with a sign-in if we have their email address. Twice tells them once.

    Refused for somebody who is paused, leaves, has left or died.
    """
    member = lock_member(member_id)
    if not rules.takes_part(member):
        raise Refusal(f"{member.known_as} does not take part now, so there is nothing to welcome them to.")
    return _welcome(member, by=by, now=now)


def purge(*, now: datetime) -> int:
    """Forget the spreadsheets of the day before, and return how many."""
    late = delete(MemberImport).where(MemberImport.uploaded_at <= now - KEPT_FOR).returning(MemberImport.id)
    return len(db.session.scalars(late).all())


def _add(
    changes: Sequence[Change], *, review_on: date, by: Account | None, now: datetime, step: Callable[[int], object]
) -> list[Member]:
    """Add people in the state in which they were before us. Terms and reviews begin today, as for anybody else."""
    today = uk_wall(now).date()
    term = Member()
    rules.begin_term(term, today=today)
    probation_ends_on = rules.end_of_probation(today)
    added = [_member_of(change, review_on=review_on, now=now) for change in changes]
    for member in added:
        if member.state is MemberState.PROBATION:
            member.probation_ends_on = probation_ends_on
        elif member.state is not MemberState.INDUCTION:
            member.term_ends_on, member.review_due_on = term.term_ends_on, term.review_due_on
    for start in range(0, len(added), AT_ONCE):
        some = added[start : start + AT_ONCE]
        begin_memberships(some, by=by, now=now, reason=BECAUSE)
        step(len(some))
    return added


def _member_of(change: Change, *, review_on: date, now: datetime) -> Member:
    joined_on: date = change.columns.get("joined_on") or uk_wall(now).date()
    return Member(
        **{**change.columns, "joined_on": joined_on},
        name=change.line.name,
        state=change.line.values.get(Field.STATE, MemberState.ACTIVE),
        interests=[MemberInterest(interest=interest) for interest in change.interests],
        needs=[_need(kind, detail, review_on=review_on, now=now) for kind, detail in change.needs],
    )


def _update(change: Change, *, review_on: date, by: Account | None, now: datetime) -> None:
    member = change.member
    if member is None or not change.what:
        return
    for column, value in change.columns.items():
        setattr(member, column, value)
    member.interests += [MemberInterest(interest=interest) for interest in change.interests]
    member.needs += [_need(kind, detail, review_on=review_on, now=now) for kind, detail in change.needs]
    for need, detail in change.reworded:
        need.detail = detail
    changed = [*change.columns, *(["interests"] if change.interests else [])]
    record("member.updated_by_import", member, by=by, now=now, changed=changed)
    if change.needs or change.reworded:
        needs_changed(member, by=by, now=now)


def _need(kind: NeedKind, detail: str, *, review_on: date, now: datetime) -> Need:
    return Need(kind=kind, detail=detail, lead_days=NEEDS[kind].lead_days, recorded_at=now, review_on=review_on)


def _welcome(member: Member, *, by: Account, now: datetime) -> Member:
    emails.welcome(member, open_sign_in(member, by=by, now=now), key=f"member-{member.id}-welcome", now=now)
    member.untold_since = None  # the welcome says how to get the privacy notice
    record("member.welcomed", member, by=by, now=now)
    return member
