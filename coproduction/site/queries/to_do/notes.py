"""Restricted notes: for the safeguarding lead, and for administrators when there is none."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from coproduction.accounts.models import Account
from coproduction.accounts.queries import safeguarding_leads
from coproduction.core.audiences import Audience
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.members.models import RestrictedNote
from coproduction.members.rules import opens_notes, require_staff
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ago


def restricted_notes(*, viewer: Account, now: datetime) -> TaskList:
    """Return the notes that are not settled, the longest waiting first; none for anybody but the lead."""
    require_staff(viewer)
    if not opens_notes(viewer):
        return TaskList("restricted-notes", "", "", "", [], 0)
    return task_list(
        "restricted-notes",
        "Restricted notes",
        page="members_staff.show_note",
        argument="note_id",
        rows=select(RestrictedNote.id, RestrictedNote.written_at)
        .where(RestrictedNote.settled_at.is_(None))
        .order_by(RestrictedNote.written_at, RestrictedNote.id),
        words=lambda row: Task(
            row.id,
            "Read a restricted note",
            "Somebody is worried about a member. Only you can open this.",
            f"Written {ago(row.written_at, now=now)}",
            uk_wall(row.written_at).date(),
        ),
    )


def missing_safeguarding_lead(*, viewer: Account, now: datetime) -> TaskList:
    """Tell administrators that nobody can open restricted notes, and how many wait."""
    require_staff(viewer)
    name, heading = "safeguarding-lead", "Safeguarding"
    page, argument = "members_staff.choose_safeguarding_lead", "waiting"
    if Audience.ADMINISTRATOR not in viewer.audiences or safeguarding_leads():
        return TaskList(name, heading, page, argument, [], 0)
    notes = select(func.count(), func.min(RestrictedNote.written_at)).where(RestrictedNote.settled_at.is_(None))
    waiting, first = db.session.execute(notes).one()
    why = "No note waits now." if not waiting else f"{waiting} {'note waits' if waiting == 1 else 'notes wait'} unread."
    when = f"The first was written {ago(first, now=now)}" if waiting else "Before the first is written"
    due = uk_wall(first).date() if waiting else None
    task = Task(waiting, "Choose a safeguarding lead", f"Nobody can open restricted notes. {why}", when, due)
    return TaskList(name, heading, page, argument, [task], 1)
