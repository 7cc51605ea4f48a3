"""Documents: for coordinators, for whoever may open them, and what an action must know first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, raiseload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.documents import rules
from coproduction.documents.models import Document, DocumentVersion, VersionFormat
from coproduction.members.rules import require_staff

A_MOMENT = timedelta(minutes=1)


def all_documents(*, viewer: Account) -> Select[Document]:
    """Return the statement for every document with its versions, the newest first, to be read a page at a time."""
    require_staff(viewer)
    return _with_versions(select(Document)).order_by(Document.made_at.desc(), Document.id.desc())


def documents_for_all() -> Select[Document]:
    """Return the statement for what every member may open, by title: what has a version yet."""
    return (
        _with_versions(select(Document))
        .where(Document.is_for_all, Document.versions.any())
        .order_by(Document.title, Document.id)
    )


def find_document(document_id: int, *, viewer: Account, now: datetime) -> Document | None:
    """Return the document with its versions, or None if the viewer may not open it."""
    found = _with_versions(select(Document)).where(Document.id == document_id, rules.open_to(viewer, now=now))
    return db.session.scalar(found.options(joinedload(Document.made_by)))


def documents_named(ids: Sequence[int]) -> dict[int, Document]:
    """Return these documents with their versions, by id, for a room that has asked who may see them."""
    if not ids:
        return {}
    found = db.session.scalars(_with_versions(select(Document)).where(Document.id.in_(ids)))
    return {document.id: document for document in found}


def find_version(version_id: int, *, viewer: Account, now: datetime) -> DocumentVersion | None:
    """Return the version with its document, or None if the viewer may not open it."""
    return db.session.scalar(
        select(DocumentVersion)
        .join(DocumentVersion.document)
        .where(DocumentVersion.id == version_id, rules.open_to(viewer, now=now))
        .options(contains_eager(DocumentVersion.document), raiseload("*", sql_only=True))
    )


def lock_maker(account: Account) -> None:
    """Make everything else that this person is making wait until our commit."""
    db.session.execute(select(Account.id).where(Account.id == account.id).with_for_update(key_share=True))


def same_document(title: str, about: str, *, by: Account, now: datetime) -> Document | None:
    """Return the document with these words that the same person made in the last minute."""
    return db.session.scalar(
        select(Document)
        .where(
            Document.title == title,
            Document.about == about,
            Document.made_by_id == by.id,
            Document.made_at > now - A_MOMENT,
        )
        .order_by(Document.id)
        .limit(1)
    )


def lock_document(document_id: int) -> Document:
    """Return the document as it is now, and make every other change to it and its versions wait."""
    return db.session.scalars(
        select(Document)
        .where(Document.id == document_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def version_in(document: Document, asked: VersionFormat) -> DocumentVersion | None:
    """Return the document's version in a format, as it is now."""
    return db.session.scalar(
        select(DocumentVersion)
        .where(DocumentVersion.document_id == document.id, DocumentVersion.format == asked)
        .execution_options(populate_existing=True)
    )


def versions_of(document: Document) -> Sequence[DocumentVersion]:
    """Return every version of the document, as it is now."""
    return db.session.scalars(
        select(DocumentVersion)
        .where(DocumentVersion.document_id == document.id)
        .order_by(DocumentVersion.id)
        .execution_options(populate_existing=True)
    ).all()


def keys_in_use(keys: Sequence[str]) -> set[str]:
    """Return which of these keys of files a version has."""
    return set(
        db.session.scalars(
            select(DocumentVersion.file_key).where(DocumentVersion.file_key.in_(keys)).order_by(DocumentVersion.id)
        )
    )


def _with_versions(found: Select[Document]) -> Select[Document]:
    return found.options(selectinload(Document.versions), raiseload("*", sql_only=True))
