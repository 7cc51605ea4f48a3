"""Making documents and putting versions there."""

from __future__ import annotations

import io
import os
from datetime import UTC, date, datetime, timedelta

import pytest

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.refusals import Refusal
from coproduction.documents import actions
from coproduction.documents.kinds import MEGABYTE, MEGABYTES
from coproduction.documents.models import Document, DocumentVersion, VersionFormat
from coproduction.documents.store import Folder
from tests.documents.files import MP3, PDF, WORD
from tests.factories import DocumentFactory, StaffFactory

EASY, AUDIO, VIDEO, BRAILLE = (
    VersionFormat.EASY_READ,
    VersionFormat.AUDIO,
    VersionFormat.BSL_VIDEO,
    VersionFormat.BRAILLE,
)


@pytest.fixture
def store(tmp_path):
    return Folder(tmp_path)


def put(document, data, noon, *, store, asked=EASY):
    return actions.put_file(document.id, asked, io.BytesIO(data), store=store, by=StaffFactory(), now=noon)


def test_a_document_sent_twice_is_made_once(noon):
    priya = StaffFactory()

    made = [actions.create_document("Work plan", "", is_for_all=True, by=priya, now=noon) for _ in range(2)]
    later = actions.create_document("Work plan", "", is_for_all=True, by=priya, now=noon + timedelta(minutes=2))

    assert made[0].id == made[1].id != later.id
    assert db.session.query(Document).count() == 2


def test_a_file_is_kept_with_what_its_content_says(noon, store):
    version = put(DocumentFactory(), WORD, noon, store=store)

    assert (version.file_type, version.size, version.link) == ("docx", len(WORD), "")
    with store.open(version.file_key) as file:
        assert file.read() == WORD


def test_a_file_takes_the_place_of_the_one_before(noon, store):
    document = DocumentFactory()
    first = put(document, WORD, noon, store=store).file_key

    second = put(document, PDF, noon, store=store)

    assert (second.file_type, db.session.query(DocumentVersion).count()) == ("pdf", 1)
    assert second.file_key != first
    with store.open(first) as file:
        assert file.read() == WORD


def test_a_file_that_is_too_large_is_refused_and_not_kept(noon, store):
    set_number(MEGABYTES, 1, from_day=date(2027, 1, 1), account_id=None, now=noon)

    with pytest.raises(Refusal, match="The file must be 1 megabytes or less"):
        put(DocumentFactory(), PDF + b" " * MEGABYTE, noon, store=store)

    assert list(store.path.iterdir()) == []


@pytest.mark.parametrize(
    ("act", "asked", "said"),
    [
        ("file", VIDEO, "British Sign Language video is not a file"),
        ("file", BRAILLE, "Braille is not a file"),
        ("link", EASY, "Easy Read is not a link"),
        ("link", BRAILLE, "Braille is not a link"),
        ("ask", AUDIO, "Put Audio here, so that nobody has to ask."),
        ("ask", VIDEO, "Put British Sign Language video here, so that nobody has to ask."),
    ],
)
def test_each_format_is_only_what_it_can_be(noon, store, act, asked, said):
    document, priya = DocumentFactory(), StaffFactory()
    acts = {
        "file": lambda: put(document, MP3, noon, store=store, asked=asked),
        "link": lambda: actions.put_link(document.id, asked, "https://example.org/a", by=priya, now=noon),
        "ask": lambda: actions.offer_on_request(document.id, asked, by=priya, now=noon),
    }

    with pytest.raises(Refusal) as refused:
        acts[act]()

    assert refused.value.message == said
    assert db.session.query(DocumentVersion).count() == 0


def test_a_version_that_is_taken_away_is_gone_and_twice_is_harmless(noon, store):
    document, priya = DocumentFactory(), StaffFactory()
    put(document, PDF, noon, store=store)

    for _ in range(2):
        actions.remove_version(document.id, EASY, by=priya, now=noon)

    assert db.session.query(DocumentVersion).count() == 0
    said = [entry.action for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert said == ["documents.version_added", "documents.version_removed"]


def test_files_that_no_version_names_go_a_day_later(store):
    now = datetime.now(UTC)
    document = DocumentFactory()
    old = put(document, WORD, now, store=store).file_key
    new = put(document, PDF, now, store=store).file_key
    stray = store.put(io.BytesIO(b"kept for a change that was never committed"))

    assert actions.delete_unused(store, now=now) == 0

    yesterday = (now - timedelta(days=2)).timestamp()
    for key in (old, new):
        os.utime(store.path / key, (yesterday, yesterday))
    assert actions.delete_unused(store, now=now) == 1
    assert {file.name for file in store.path.iterdir()} == {new, stray}
    assert actions.delete_unused(store, now=now + timedelta(days=3)) == 1
    assert {file.name for file in store.path.iterdir()} == {new}
