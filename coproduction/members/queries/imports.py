"""Spreadsheets on their way in, and what they would change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import defer, joinedload, raiseload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.spreadsheets import Table, TableRow
from coproduction.members import rules
from coproduction.members.models import ImportState, Member, MemberImport
from coproduction.members.queries.own_words import said_themselves
from coproduction.members.rules.import_changes import Change, change_of
from coproduction.members.rules.import_fields import Field, Matching
from coproduction.members.rules.import_matches import Known, Matches, match_lines
from coproduction.members.rules.import_rows import Fault, Line, faults_of, notices_of, read_rows

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a table would do: its changes row by row, what is wrong, and what is worth knowing."""

    changes: Sequence[Change]
    faults: Sequence[Fault]
    notices: Sequence[Fault]

    @property
    def added(self) -> int:
        """Return how many people would be added."""
        return sum(change.is_new for change in self.changes)

    @property
    def updated(self) -> int:
        """Return how many members would be changed."""
        return sum(not change.is_new and bool(change.what) for change in self.changes)

    @property
    def unchanged(self) -> int:
        """Return how many members are as the table says already."""
        return len(self.changes) - self.added - self.updated


def find_import(import_id: int, *, viewer: Account) -> MemberImport | None:
    """Return a spreadsheet that the viewer has sent. Nobody else's is ever returned."""
    rules.require_staff(viewer)
    return db.session.scalar(
        select(MemberImport)
        .where(MemberImport.id == import_id, MemberImport.uploaded_by_id == viewer.id)
        .options(raiseload("*", sql_only=True))
    )


def lock_import(import_id: int) -> MemberImport:
    """Return the spreadsheet as it is now, and make everybody else who wants to bring it in wait."""
    return db.session.scalars(
        select(MemberImport)
        .where(MemberImport.id == import_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def lock_next_confirmed() -> MemberImport | None:
    """Return the spreadsheet that was confirmed first and is not brought in, for this worker alone, if there is one.

    For the programme itself.
    """
    return db.session.scalar(
        select(MemberImport)
        .where(MemberImport.confirmed_at.is_not(None), MemberImport.state == ImportState.UPLOADED)
        .order_by(MemberImport.confirmed_at, MemberImport.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=MemberImport)
        .execution_options(populate_existing=True)
    )


def imports_under_way(*, viewer: Account) -> Sequence[MemberImport]:
    """Return the viewer's own spreadsheets that wait to be brought in, or could not be, the newest first."""
    rules.require_staff(viewer)
    unfinished = or_(MemberImport.confirmed_at.is_not(None), MemberImport.problem != "")
    return db.session.scalars(
        select(MemberImport)
        .where(MemberImport.uploaded_by_id == viewer.id, MemberImport.state == ImportState.UPLOADED, unfinished)
        .order_by(MemberImport.uploaded_at.desc(), MemberImport.id.desc())
        .options(defer(MemberImport.sheet), raiseload("*", sql_only=True))
    ).all()


def progress_key(import_id: int) -> str:
    """Return the key under which the worker counts the rows of a spreadsheet."""
    return f"member import {import_id}"


def table_of(brought: MemberImport) -> Table:
    """Return the table that was kept."""
    sheet = brought.sheet
    return Table(sheet["columns"], [TableRow(number, cells) for number, cells in sheet["rows"]])


def matching_of(brought: MemberImport) -> dict[int, Field]:
    """Return which column holds what."""
    return {int(number): Field(name) for number, name in brought.matching.items()}


def import_plan(brought: MemberImport, *, viewer: Account, today: date) -> Plan:
    """Return what bringing in a spreadsheet of the viewer's own would do. Nobody else's is ever compared."""
    rules.require_staff(viewer)
    if brought.uploaded_by_id != viewer.id:
        raise PermissionError("Only whoever sent a spreadsheet reads what it would do.")
    return plan_import(table_of(brought), matching_of(brought), today=today)


def plan_import(
    table: Table,
    matching: Matching,
    *,
    today: date,
    is_to_be_done: bool = False,
    step: Callable[[], object] = lambda: None,
) -> Plan:
    """Return what bringing the table in would do. `step` is called after each row that was read.

    A plan that `is_to_be_done` keeps everybody else from changing its members until the transaction ends: what it
    compares with is what there is, and what a member saves at this moment is either in it or comes after it.

    For the programme itself: a page asks for `import_plan`.
    """
    lines = read_rows(table, matching, today=today, step=step)
    found = match_lines(lines, Matches(_known()))
    members = _members(set(found.values()), locked=is_to_be_done)
    own = said_themselves(members.values())
    changes = [
        change_of(line, member, own.get(member.id, ()) if member else ())
        for line in lines
        if not line.faults and not _has_gone(line, member := members.get(found.get(line.number, 0)))
    ]
    return Plan(changes, _in_order(faults_of(lines)), _in_order(notices_of(lines)))


def _known() -> list[Known]:
    columns = (Member.id, Member.name, Member.email, Member.phone, Member.area, Member.state)
    alone = select(*columns).where(rules.stands_alone()).order_by(Member.id)
    return [Known(*row) for row in db.session.execute(alone)]


def _has_gone(line: Line, member: Member | None) -> bool:
    """Say whether the member left, or was merged into another record, while the list was read: a fault of the row."""
    if member is None or not (rules.is_merged(member) or rules.has_left(member)):
        return False
    line.blame(Field.NAME, f"The record of {member.name} was closed just now. Look at the list again.")
    return True


def _members(ids: Collection[int], *, locked: bool) -> dict[int, Member]:
    """Return these members, with all that a row may change, locked one after the other if they will be changed."""
    ordered = sorted(ids)
    found: dict[int, Member] = {}
    for start in range(0, len(ordered), AT_ONCE):
        chosen = (
            select(Member)
            .where(Member.id.in_(ordered[start : start + AT_ONCE]))
            .order_by(Member.id)
            .options(
                joinedload(Member.account),
                selectinload(Member.interests),
                selectinload(Member.needs),
                raiseload("*", sql_only=True),
            )
        )
        if locked:
            chosen = chosen.with_for_update(key_share=True, of=Member).execution_options(populate_existing=True)
        found |= {member.id: member for member in db.session.scalars(chosen)}
    return found


def _in_order(faults: Sequence[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: fault.row)
