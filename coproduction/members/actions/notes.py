"""Restricted notes: writing one, opening one, settling one."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.accounts.queries import safeguarding_leads
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.members import emails, rules
from coproduction.members.models import RestrictedNote
from coproduction.members.queries import members
from coproduction.members.queries import notes as queries


def write_note(member_id: int, words: str, *, by: Account, now: datetime) -> RestrictedNote:
    """Keep a worry about the member for the safeguarding lead, and tell them that it waits.

    The same words of the same writer about the same member are kept once, so a double click is harmless. Without a
    lead the note is kept, and waits for one.
    """
    member = members.lock_member(member_id)
    if known := queries.same_note(member, words, by=by):
        return known
    note = RestrictedNote(member=member, written_at=now, written_by=by, words=words)
    db.session.add(note)
    record("restricted_note.written", note, by=by, now=now)
    for lead in safeguarding_leads():
        emails.restricted_note_waits(note, lead, now=now)
    return note


def open_note(note_id: int, *, by: Account, now: datetime) -> RestrictedNote | None:
    """Return the note with its words, and write down who read it and when; None if there is none."""
    rules.require_safeguarding_lead(by)
    note = queries.find_note(note_id, viewer=by)
    if note:
        record("restricted_note.opened", note, by=by, now=now)
    return note


def settle_note(note_id: int, *, by: Account, now: datetime) -> RestrictedNote | None:
    """Note that nothing more has to be done about it; None if there is none. Twice is harmless."""
    rules.require_safeguarding_lead(by)
    note = queries.find_note(note_id, viewer=by)
    if note and note.settled_at is None:
        note.settled_at = now
        record("restricted_note.settled", note, by=by, now=now)
    return note
