"""Making documents, and putting their versions where people can open them."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import BinaryIO

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.documents import queries
from coproduction.documents.contents import type_of
from coproduction.documents.kinds import FORMATS, MEGABYTE, MEGABYTES
from coproduction.documents.models import Document, DocumentVersion, FileType, VersionFormat
from coproduction.documents.store import Store

IN_USE_SOON = timedelta(days=1)  # a file is kept before the row that names it is committed
AT_ONCE = 500


def create_document(title: str, about: str, *, is_for_all: bool, by: Account, now: datetime) -> Document:
    """Make a document, without any version yet. The same one twice within a minute is made once."""
    queries.lock_maker(by)
    if made := queries.same_document(title, about, by=by, now=now):
        return made
    document = Document(title=title, about=about, is_for_all=is_for_all, made_at=now, made_by_id=by.id)
    db.session.add(document)
    record("documents.document_made", document, by=by, now=now)
    return document


def change_document(
    document_id: int, title: str, *, about: str, is_for_all: bool, by: Account, now: datetime
) -> Document:
    """Change what the document is called, what is said of it, and whether every member may open it."""
    document = queries.lock_document(document_id)
    document.title, document.about, document.is_for_all = title, about, is_for_all
    record("documents.document_changed", document, by=by, now=now, is_for_all=is_for_all)
    return document


def put_file(
    document_id: int, asked: VersionFormat, file: BinaryIO, *, store: Store, by: Account, now: datetime
) -> DocumentVersion:
    """Put a file as the document's version in a format, in place of what was there.

    What the file is, its content says. Refused beside `file`: too large, empty, cut off, with macros, of another type,
    or in a format that is no file. The file that was there goes a day later, when nobody is reading it any more.
    """
    size = _size_of(file)
    refuse_size(size, on=now)
    wanted = FORMATS[asked].types
    if not wanted:
        raise Refusal(f"{FORMATS[asked].name} is not a file", field="file")
    found = type_of(file, size, wanted=wanted)
    key = store.put(file)
    version = _version(document_id, asked, by=by, now=now)
    _fill(version, key=key, kind=found, size=size)
    return version


def put_link(document_id: int, asked: VersionFormat, link: str, *, by: Account, now: datetime) -> DocumentVersion:
    """Put a link to a video as the document's version, in place of what was there. Refused in any other format."""
    if not FORMATS[asked].is_link:
        raise Refusal(f"{FORMATS[asked].name} is not a link", field="link")
    version = _version(document_id, asked, by=by, now=now)
    _fill(version, link=link)
    return version


def offer_on_request(document_id: int, asked: VersionFormat, *, by: Account, now: datetime) -> DocumentVersion:
    """Say that the document can be had in a format when somebody asks. Refused where there can be a file or a link."""
    if FORMATS[asked].types or FORMATS[asked].is_link:
        raise Refusal(f"Put {FORMATS[asked].name} here, so that nobody has to ask.")
    version = _version(document_id, asked, by=by, now=now)
    _fill(version)
    return version


def remove_version(document_id: int, asked: VersionFormat, *, by: Account, now: datetime) -> None:
    """Take a version away, so that nobody can open it any more. Twice is harmless."""
    document = queries.lock_document(document_id)
    version = queries.version_in(document, asked)
    if version is None:
        return
    record("documents.version_removed", document, by=by, now=now, format=asked)
    db.session.delete(version)
    db.session.flush()


def delete_document(document_id: int, *, by: Account | None, now: datetime) -> None:
    """Delete a document with all its versions. Its files go a day later. The room that it belongs to has let it go."""
    document = queries.lock_document(document_id)
    record("documents.document_deleted", document, by=by, now=now)
    for version in queries.versions_of(document):
        db.session.delete(version)
    db.session.flush()
    db.session.delete(document)
    db.session.flush()


def refuse_size(size: int, *, on: datetime) -> None:
    """Refuse a file that is larger than the group allows on that day."""
    megabytes = value_of(MEGABYTES, on=uk_wall(on).date())
    if size > megabytes * MEGABYTE:
        raise Refusal(f"The file must be {megabytes} megabytes or less", field="file")


def delete_unused(store: Store, *, now: datetime) -> int:
    """Throw away the files that no version names, and return how many.

    Those are files that were replaced or removed, and what was kept for a change that was never committed.
    """
    keys = sorted(store.keys(before=now - IN_USE_SOON))
    number = 0
    for first in range(0, len(keys), AT_ONCE):
        some = keys[first : first + AT_ONCE]
        for key in set(some) - queries.keys_in_use(some):
            store.delete(key)
            number += 1
    return number


def _size_of(file: BinaryIO) -> int:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size


def _version(document_id: int, asked: VersionFormat, *, by: Account, now: datetime) -> DocumentVersion:
    document = queries.lock_document(document_id)
    version = queries.version_in(document, asked) or DocumentVersion(document_id=document_id, format=asked)
    version.added_at, version.added_by_id = now, by.id
    record("documents.version_added", document, by=by, now=now, format=asked)
    return version


def _fill(
    version: DocumentVersion,
    *,
    key: str | None = None,
    kind: FileType | None = None,
    size: int | None = None,
    link: str = "",
) -> None:
    version.file_key, version.file_type, version.size, version.link = key, kind, size, link
    db.session.add(version)
    db.session.flush()
