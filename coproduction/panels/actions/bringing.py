"""Bringing along what was written for a panel that was put off, when there is another day for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dates import uk_short_date
from coproduction.documents.actions import change_document, delete_document
from coproduction.documents.models import Document
from coproduction.panels.models import Pack, PackPaper, PackQuestion
from coproduction.panels.queries import packs as queries
from coproduction.panels.queries.candidates import candidates_of
from coproduction.panels.rules.names import named_in, without_names
from coproduction.schedule.models import Event

WORDS = ("post", "joining", "scoring")  # what holds on any day; the times of a day do not


def paper_about(event: Event) -> str:
    """Return what is said of a document that belongs to the pack of a panel."""
    return f"In the pack of {event.title}, {uk_short_date(event.starts_at)}"


def bring_pack(before_id: int | None, event: Event, *, by: Account, now: datetime) -> None:
    """Give a panel the pack of the one that was put off, if there is one: somebody looks through it before it opens.

    Its words and questions are copied, and the files go over of which a coordinator says that they name nobody. No name
    of a candidate does, nor times, nor who opened it or wrote in it. The caller has locked both events.
    """
    before = queries.pack_of(before_id) if before_id else None
    if before is None:
        return
    names = _names_in(before)
    pack = Pack(event_id=event.id, brought_from_id=before.event_id, highest_score=before.highest_score, changed_at=now)
    for name in WORDS:
        setattr(pack, name, without_names(getattr(before, name), names))
    db.session.add(pack)
    db.session.flush()
    db.session.add_all(
        PackQuestion(event_id=event.id, position=asked.position, words=without_names(asked.words, names))
        for asked in queries.questions_of(before.event_id)
    )
    _bring_papers(before, event, names, by=by, now=now)
    record("panels.pack_brought_along", event, by=by, now=now)


def take_names_out(pack: Pack, *, now: datetime) -> None:
    """Leave no name of a candidate in a pack that is kept for another day: other files than `_papers_to_keep` go."""
    names = _names_in(pack)
    for name in ("timings", *WORDS):
        setattr(pack, name, without_names(getattr(pack, name), names))
    for asked in queries.questions_of(pack.event_id):
        asked.words = without_names(asked.words, names)
    kept = _papers_to_keep(pack.event_id, names)
    for document in queries.papers_of(pack.event_id):
        if document not in kept:
            db.session.delete(queries.find_paper(pack.event_id, document.id))
            db.session.flush()
            delete_document(document.id, by=None, now=now)
    db.session.flush()


def _names_in(pack: Pack) -> Sequence[str]:
    return [candidate.name for candidate in candidates_of(pack.event_id)]


def _papers_to_keep(event_id: int, names: Sequence[str]) -> list[Document]:
    """Return the files that name nobody, as a coordinator says who has looked, and that are not called after one."""
    return [
        document
        for document in queries.papers_of(event_id, PackPaper.names_nobody)
        if not any(named_in(document.title, names))
    ]


def _bring_papers(before: Pack, event: Event, names: Sequence[str], *, by: Account, now: datetime) -> None:
    """Let the files go over that may be kept for another day. The others are deleted with the names."""
    for document in _papers_to_keep(before.event_id, names):
        change_document(document.id, document.title, about=paper_about(event), is_for_all=False, by=by, now=now)
        paper = (PackPaper.event_id == before.event_id, PackPaper.document_id == document.id)
        db.session.execute(update(PackPaper).where(*paper).values(event_id=event.id))
    db.session.flush()
