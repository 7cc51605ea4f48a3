"""Restricted notes: for the safeguarding lead alone."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, raiseload

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, db
from coproduction.core.paging import Page, page_of_rows
from coproduction.members import rules
from coproduction.members.models import Member, RestrictedNote


def notes_listed(page: int = 1, *, viewer: Account) -> Page[AnyRow]:
    """Return a page of the notes without their words: those not settled first, the longest waiting before others."""
    rules.require_safeguarding_lead(viewer)
    note = RestrictedNote
    about = (note.id, note.written_at, note.settled_at, Member.name, Account.name.label("written_by"))
    listed = (
        select(*about)
        .join(Member, Member.id == note.member_id)
        .join(Account, Account.id == note.written_by_id)
        .order_by(note.settled_at.is_not(None), note.written_at, note.id)
    )
    return page_of_rows(listed, page)


def find_note(note_id: int, *, viewer: Account) -> RestrictedNote | None:
    """Return the note with who it is about and who wrote it."""
    rules.require_safeguarding_lead(viewer)
    return db.session.scalar(
        select(RestrictedNote)
        .where(RestrictedNote.id == note_id)
        .options(
            joinedload(RestrictedNote.member), joinedload(RestrictedNote.written_by), raiseload("*", sql_only=True)
        )
    )


def number_about(member: Member, *, viewer: Account) -> int | None:
    """Return how many notes there are about the member; None for a viewer who may not know."""
    if not rules.opens_notes(viewer):
        return None
    about = select(func.count()).where(RestrictedNote.member_id.in_(rules.records_of(member.id)))
    return db.session.scalars(about).one()


def same_note(member: Member, words: str, *, by: Account) -> RestrictedNote | None:
    """Return a note with exactly these words that the same person has written about the member, not settled yet.

    For the programme itself.
    """
    return db.session.scalar(
        select(RestrictedNote)
        .where(
            RestrictedNote.member_id == member.id,
            RestrictedNote.written_by_id == by.id,
            RestrictedNote.words == words,
            RestrictedNote.settled_at.is_(None),
        )
        .order_by(RestrictedNote.id)
        .limit(1)
    )
