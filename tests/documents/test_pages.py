"""The pages of documents: coordinators put them there, and those who may open them do."""

from __future__ import annotations

import io
from datetime import date

import pytest
from sqlalchemy import literal

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.documents import openers
from coproduction.documents.current import current_store
from coproduction.documents.kinds import MEGABYTE, MEGABYTES
from coproduction.documents.models import Document, DocumentVersion
from coproduction.members.models import Grant, MemberState
from tests.documents.files import HOSTILE, PDF, WORD
from tests.factories import DocumentFactory, DocumentVersionFactory, MemberFactory, SupporterFactory
from tests.pages import Page


def send(browser, document, data, *, name="paper.pdf", slug="easy-read"):
    path = f"/manage/documents/{document.id}/formats/{slug}"
    token = browser.get(path).forms[0].values()["csrf_token"][0]
    body = (
        f'--a\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
        f'--a\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    ).encode() + data
    answer = browser.fetch(
        path,
        method="POST",
        data=body + b"\r\n--a--\r\n",
        content_type="multipart/form-data; boundary=a",
        follow_redirects=True,
    )
    return Page(answer, browser)


def fetch(browser, path):
    """Download the file to its end, as browsers do."""
    return browser.fetch(path, buffered=True)


def test_a_coordinator_makes_a_document_and_its_formats(coordinator):
    page = coordinator.get("/manage/documents").follow("New document")
    page = page.press("Save document", title="Ground rules", about="How we meet.", is_for_all="y")
    assert (page.heading, page.messages) == ("Ground rules", ["Saved. Now add its formats."])
    document = db.session.query(Document).one()

    page = send(coordinator, document, WORD, name="Ground rules FINAL v2.docx")
    assert page.messages == ["Easy Read is there now."]
    page = page.follow("Add a link: British Sign Language video")
    page = page.press("Save link", link="https://videos.example.org/ground-rules")
    page = page.follow("Offer it to those who ask: Braille").press("Offer it to those who ask")

    assert page.rows == [
        ["Standard", "Not there yet", "Add a file: Standard"],
        ["Easy Read", "Open Easy Read (Word, 1 KB)", "Replace Easy Read Take away Easy Read"],
        ["Large print", "Not there yet", "Add a file: Large print"],
        ["Audio", "Not there yet", "Add a file: Audio"],
        [
            "British Sign Language video",
            "Open British Sign Language video (a link to another website)",
            "Replace British Sign Language video Take away British Sign Language video",
        ],
        ["Braille", "For those who ask", "Take away Braille"],
    ]
    assert coordinator.get("/manage/documents").rows == [
        ["Ground rules", "Easy Read, British Sign Language video, Braille", "Yes"]
    ]


def test_a_member_downloads_it_under_a_name_of_ours(coordinator, browser):
    document = DocumentFactory(title='Rules: "who" speaks?\r\n<b>', is_for_all=True)
    send(coordinator, document, WORD, name="../../../etc/passwd")
    page = browser.get("/my-page").follow("Documents")
    [version] = document.versions

    response = fetch(browser, f"/documents/files/{version.id}")

    assert page.items == ['Easy Read of Rules: "who" speaks? <b> (Word, 1 KB)']
    assert response.data == WORD
    assert response.headers["Content-Disposition"] == 'attachment; filename="Rules who speaks b (easy read).docx"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.mimetype == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert response.content_length == len(WORD)


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_beside_the_field(coordinator, what):
    data, said = HOSTILE[what]

    page = send(coordinator, DocumentFactory(), data)

    assert page.errors == [said]
    assert db.session.query(DocumentVersion).count() == 0


def test_no_file_at_all_is_said_beside_the_field(coordinator):
    path = f"/manage/documents/{DocumentFactory().id}/formats/easy-read"

    assert coordinator.get(path).press("Save file").errors == ["Choose a file"]


@pytest.mark.parametrize("over", [1, 200_000, 30 * MEGABYTE])
def test_a_file_that_is_too_large_is_refused_beside_the_field(coordinator, noon, over):
    set_number(MEGABYTES, 3, from_day=date(2027, 1, 1), account_id=None, now=noon)

    page = send(coordinator, DocumentFactory(), PDF + b" " * (3 * MEGABYTE - len(PDF) + over))

    assert page.errors == ["The file must be 3 megabytes or less"]
    assert db.session.query(DocumentVersion).count() == 0


def test_a_file_larger_than_other_forms_may_be_is_taken(coordinator):
    data = b"%PDF-1.7\n" + b" " * (5 * MEGABYTE) + b"%%EOF"

    assert send(coordinator, DocumentFactory(), data).messages == ["Easy Read is there now."]
    assert db.session.query(DocumentVersion).one().size == len(data)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Werkzeug leaves half a file open
@pytest.mark.parametrize("arrived", [0, 60, 120])
def test_a_file_that_was_cut_off_on_its_way_is_said_beside_the_field(coordinator, arrived):
    path = f"/manage/documents/{DocumentFactory().id}/formats/easy-read"
    coordinator.get(path)
    body = b'--a\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n' + PDF + b"\r\n--a--\r\n"

    response = coordinator.fetch(
        path,
        method="POST",
        input_stream=io.BytesIO(body[:arrived]),
        content_length=len(body) + 5000,
        content_type="multipart/form-data; boundary=a",
    )

    assert "The file did not arrive whole. Choose it again" in response.get_data(as_text=True)
    assert db.session.query(DocumentVersion).count() == 0


@pytest.mark.parametrize(
    "link", ["", "http://example.org/a", "javascript:alert(1)", "https://", "https://a b.example.org", "ftp://a.org"]
)
def test_a_link_must_be_a_whole_and_safe_one(coordinator, link):
    path = f"/manage/documents/{DocumentFactory().id}/formats/bsl-video"

    page = coordinator.get(path).press("Save link", link=link)

    assert page.errors == ["Enter the whole link, starting with https://" if link else "Enter the link"]
    assert db.session.query(DocumentVersion).count() == 0


def test_a_format_that_there_is_not_is_not_found(coordinator):
    document = DocumentFactory()

    for path in ("formats/telepathy", "formats/telepathy/remove", "formats/Easy Read"):
        assert coordinator.get(f"/manage/documents/{document.id}/{path}").status == 404


@pytest.fixture
def kept(coordinator):
    """A document with a file that is in the store, for nobody but coordinators yet."""
    document = DocumentFactory()
    send(coordinator, document, PDF)
    return document


def path_of(document):
    db.session.refresh(document)
    return f"/documents/files/{document.versions[0].id}"


def test_what_is_not_for_all_is_found_by_coordinators_alone(kept, coordinator, browser, stranger):
    assert fetch(coordinator, path_of(kept)).data == PDF
    assert fetch(browser, path_of(kept)).status_code == 404
    assert fetch(stranger, path_of(kept)).status_code == 302
    assert "Open it" not in browser.get("/documents").text


@pytest.fixture
def opened_by_a_room(browser, monkeypatch):
    """Some room of the house lets one member open everything."""
    let_in = literal(browser.member.id)
    for told in ("_TOLD", "_TOLD_TO_SUPPORTERS"):
        monkeypatch.setattr(openers, told, [lambda member_id, _now: member_id == let_in])


def test_a_room_lets_its_members_in_and_no_others(opened_by_a_room, kept, browser, stranger):
    assert fetch(browser, path_of(kept)).data == PDF

    stranger.sign_in(MemberFactory().account)
    assert fetch(stranger, path_of(kept)).status_code == 404

    browser.member.state = MemberState.LEFT
    assert fetch(browser, path_of(kept)).status_code in {403, 404}


@pytest.mark.parametrize(("grants", "status"), [([Grant.SEE_EVENTS], 200), ([Grant.SEE_NEEDS], 404), ([], 404)])
def test_a_supporter_opens_what_the_member_may_if_they_see_their_events(
    opened_by_a_room, kept, browser, stranger, noon, grants, status
):
    supporter = SupporterFactory(member=browser.member, may=grants)
    stranger.sign_in(supporter.account)
    assert fetch(stranger, path_of(kept)).status_code == status

    supporter.removed_at = noon
    assert fetch(stranger, path_of(kept)).status_code == 404


def test_what_is_for_every_member_is_not_for_their_supporters(kept, browser, stranger):
    kept.is_for_all = True
    stranger.sign_in(SupporterFactory(member=browser.member, may=Grant).account)

    assert (fetch(browser, path_of(kept)).status_code, fetch(stranger, path_of(kept)).status_code) == (200, 404)


def test_a_file_that_is_lost_and_a_version_without_one_are_not_found(coordinator, kept):
    linked = DocumentVersionFactory(format="bsl video", file_key=None, file_type=None, size=None, link="https://a.org/")
    path = path_of(kept)
    current_store().delete(kept.versions[0].file_key)

    assert coordinator.fetch(path).status_code == 404
    assert coordinator.fetch(f"/documents/files/{linked.id}").status_code == 404


@pytest.mark.parametrize("documents", [1, 3])
@pytest.mark.parametrize(("who", "path", "cost"), [("member", "/documents", 3), ("staff", "/manage/documents", 3)])
def test_a_list_costs_the_same_however_long_it_is(browser, coordinator, count_statements, documents, who, path, cost):
    for document in DocumentFactory.create_batch(documents, is_for_all=True):
        DocumentVersionFactory(document=document)
        DocumentVersionFactory(document=document, format="easy read")
    db.session.expire_all()

    with count_statements() as statements:
        (browser if who == "member" else coordinator).get(path)

    assert len(statements) == cost


def test_a_version_is_taken_away_after_a_question(coordinator, kept):
    page = coordinator.get(f"/manage/documents/{kept.id}").follow("Take away Easy Read").press("Take it away")

    assert page.messages == ["Easy Read is gone."]
    assert db.session.query(DocumentVersion).count() == 0


def test_a_document_is_changed(coordinator):
    document = DocumentFactory(title="Old")

    page = coordinator.get(f"/manage/documents/{document.id}/change").press("Save document", title="New")

    assert (page.heading, page.messages) == ("New", ["Saved."])
