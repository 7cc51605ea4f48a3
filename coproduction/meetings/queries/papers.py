"""The papers of meetings: what has gone, what has not, and how early."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, db
from coproduction.documents.kinds import EASY_READ, has_easy_read
from coproduction.documents.models import Document, DocumentVersion, VersionFormat
from coproduction.documents.queries import documents_named
from coproduction.meetings.models import AgendaItem, PaperSending, SentPaper
from coproduction.meetings.queries.agenda import items_of, sent_papers
from coproduction.meetings.rules import papers_about, read_by, told_in
from coproduction.members.models import Member
from coproduction.members.rules import records_of, require_staff
from coproduction.notifications.queries import keys_of_copies_sent, keys_told
from coproduction.schedule.models import GOES_AHEAD, Event

Papers = Mapping[Document, Sequence[VersionFormat]]


def papers_of(event_id: int) -> list[Document]:
    """Return the papers of the meeting in the order of its agenda, also those without any version yet."""
    ids = list(dict.fromkeys(item.document_id for item in items_of(event_id) if item.document_id))
    documents = documents_named(ids)
    return [documents[one] for one in ids]


def unsent(event_id: int) -> Papers:
    """Return the papers with the formats that are there and have not gone yet, or were replaced since they went."""
    sent = sent_papers(event_id)
    new = {
        paper: [version.format for version in paper.versions if is_new(version, sent)] for paper in papers_of(event_id)
    }
    return {paper: formats for paper, formats in new.items() if formats}


def is_new(version: DocumentVersion, sent: Mapping[tuple[int, VersionFormat], datetime]) -> bool:
    """Say whether a format of a paper has not gone, or was replaced since it went last."""
    last = sent.get((version.document_id, version.format))
    return last is None or version.added_at > last


def sent_documents(event_id: int) -> set[int]:
    """Return which papers of the meeting went in any format."""
    return {document_id for document_id, _ in sent_papers(event_id)}


def without_easy_read(new: Papers, *, sent: Collection[int]) -> list[Document]:
    """Return the papers that would go for the first time, and have no Easy Read version."""
    return [
        paper for paper in new if paper.id not in sent and not has_easy_read(each.format for each in paper.versions)
    ]


def sendings_missed(event_id: int, member_id: int) -> Sequence[PaperSending]:
    """Return the sendings of the meeting's papers since the last that the member was told of, the first first.

    What was taken back before they were told does not count.
    """
    sendings = db.session.scalars(
        select(PaperSending).where(PaperSending.event_id == event_id).order_by(PaperSending.id)
    ).all()
    if not sendings:
        return []
    records = db.session.scalars(records_of(member_id).order_by(Member.id)).all()
    last = max((told_in(key)[0] for key in keys_told(records, papers_about(event_id))), default=0)
    return [sending for sending in sendings if sending.id > last]


def readers_of(sending: PaperSending, member_id: int) -> set[int]:
    """Return who has had a copy of what the member was to be told of the papers of a sending, or of a later one."""
    records = db.session.scalars(records_of(member_id).order_by(Member.id)).all()
    copies = keys_of_copies_sent(records, papers_about(sending.event_id))
    return {read_by(key) for key in copies if told_in(key)[0] >= sending.id}


def event_of_sending(sending_id: int, *, viewer: Account) -> Event | None:
    """Return the meeting whose papers went with the sending. For coordinators."""
    require_staff(viewer)
    return db.session.scalar(
        select(Event).join(PaperSending, PaperSending.event_id == Event.id).where(PaperSending.id == sending_id)
    )


def sent_with(event_id: int, sendings: Sequence[PaperSending]) -> Papers:
    """Return the papers that went first with one of these sendings, in the formats that are still there."""
    some = select(SentPaper.document_id, SentPaper.format).where(
        SentPaper.event_id == event_id, SentPaper.sending_id.in_([sending.id for sending in sendings])
    )
    went = {(row.document_id, row.format) for row in db.session.execute(some)}
    papers = {
        paper: [version.format for version in paper.versions if (paper.id, version.format) in went]
        for paper in papers_of(event_id)
    }
    return {paper: formats for paper, formats in papers.items() if formats}


def sendings_of(event_id: int) -> Sequence[AnyRow]:
    """Return when papers of the meeting went, by whom, and why without Easy Read, the first first."""
    return db.session.execute(
        select(PaperSending.sent_at, PaperSending.reason, Account.name)
        .join(Account, Account.id == PaperSending.sent_by_id)
        .where(PaperSending.event_id == event_id)
        .order_by(PaperSending.sent_at, PaperSending.id)
    ).all()


def reasons_since(first: datetime, *, viewer: Account) -> Sequence[AnyRow]:
    """Return why papers of the meetings after a moment went without Easy Read, the newest meeting first.

    For coordinators.
    """
    require_staff(viewer)
    return db.session.execute(
        select(Event.title, Event.starts_at, PaperSending.reason)
        .join(Event, Event.id == PaperSending.event_id)
        .where(Event.starts_at > first, PaperSending.reason != "")
        .order_by(Event.starts_at.desc(), PaperSending.id)
    ).all()


def papers_since(first: datetime, *, viewer: Account) -> Sequence[AnyRow]:
    """Return every paper of the meetings that start after a moment, with when it went first, the newest meeting first.

    `easy_at` is when its Easy Read version went. For coordinators.
    """
    require_staff(viewer)
    return db.session.execute(
        select(
            Event.id,
            Event.title,
            Event.starts_at,
            AgendaItem.document_id,
            func.min(PaperSending.sent_at).label("sent_at"),
            func.min(PaperSending.sent_at).filter(SentPaper.format == EASY_READ).label("easy_at"),
        )
        .join(AgendaItem, AgendaItem.event_id == Event.id)
        .outerjoin(
            SentPaper,
            (SentPaper.event_id == Event.id) & (SentPaper.document_id == AgendaItem.document_id),
        )
        .outerjoin(PaperSending, PaperSending.id == SentPaper.sending_id)
        .where(
            Event.starts_at > first,
            Event.state.in_(GOES_AHEAD),
            AgendaItem.document_id.is_not(None),
        )
        .group_by(Event.id, AgendaItem.document_id)
        .order_by(Event.starts_at.desc(), Event.id.desc(), AgendaItem.document_id)
    ).all()
