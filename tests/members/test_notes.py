"""Restricted notes: anybody on the staff writes one, the safeguarding lead alone reads it, and that is written down."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.members.models import RestrictedNote
from tests.factories import MemberFactory, RestrictedNoteFactory, StaffFactory
from tests.pages import Browser

WORRY = "Zebedee was seen with a bruise"


@pytest.fixture
def lead(app):
    """A browser in which the safeguarding lead has signed in."""
    opened = Browser(app)
    opened.sign_in(StaffFactory(name="Ewa Lis", email="ewa@example.org", is_safeguarding_lead=True))
    return opened


def write(coordinator, member, words=WORRY):
    return (
        coordinator.get(f"/members/{member.id}").follow("Write a restricted note").press("Save this note", words=words)
    )


def audit():
    return [
        (entry.action, entry.account_id) for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    ]


def test_a_coordinator_writes_a_note_that_the_lead_opens_and_settles(coordinator, lead):
    member = MemberFactory(name="Harold Pym")

    page = write(coordinator, member)
    assert page.messages == ["Your note is saved. Only the safeguarding lead can open it."]

    page = lead.get("/to-do").follow("Read a restricted note")
    assert WORRY not in page.text
    page = page.press("Open this note")
    assert ["Note", WORRY] in page.rows
    page = page.press("Settle this note")

    assert page.messages == ["You have settled this note."]
    assert page.rows == [["Harold Pym, Monday 4 January 2027, midday", "Monday 4 January 2027, midday",
                          coordinator.account.name, "Settled"]]  # fmt: skip
    assert "restricted" not in lead.get("/to-do").text
    assert audit() == [
        ("restricted_note.written", coordinator.account.id),
        ("restricted_note.opened", lead.account.id),
        ("restricted_note.settled", lead.account.id),
    ]


def test_looking_at_the_cover_of_a_note_reads_nothing(lead):
    note = RestrictedNoteFactory(words=WORRY)

    assert WORRY not in lead.get(f"/restricted-notes/{note.id}").html
    assert audit() == []


def test_what_to_write_and_what_to_do_first_is_said(coordinator, lead):
    page = coordinator.get(f"/members/{MemberFactory().id}/restricted-notes/new")

    assert "If somebody is in danger now, ring 999 first." in page.text
    assert "Ewa Lis can read this note. Nobody else can" in page.text
    assert page.press("Save this note").errors == ["Enter what you are worried about"]


@pytest.mark.parametrize("who", ["coordinator", "administrator", "browser"])
@pytest.mark.parametrize("path", ["/restricted-notes", "/restricted-notes/{}"])
def test_nobody_else_opens_notes(request, who, path):
    note = RestrictedNoteFactory(words=WORRY)
    person = request.getfixturevalue(who)

    assert person.get(path.format(note.id)).status == 403
    assert person.send(f"/restricted-notes/{note.id}").status == 403
    assert person.send(f"/restricted-notes/{note.id}/settle").status == 403


def test_the_words_are_nowhere_but_in_the_note(app, coordinator, lead, inbox, capsys):
    member = MemberFactory(name="Harold Pym")
    write(coordinator, member)

    told = [json.dumps([entry.detail, entry.action]) for entry in db.session.scalars(select(AuditEntry))]
    messages = [message.subject + message.text + message.html for message in inbox.messages]
    pages = [coordinator.get(path).html for path in (f"/members/{member.id}", "/members", "/to-do")]
    pages.append(coordinator.get("/members").press("Search", words="Zebedee").html.replace('value="Zebedee"', ""))
    download = coordinator.client.post("/members/download").get_data(as_text=True)
    said = "".join([*told, *messages, *pages, download, capsys.readouterr().out])

    assert [words for words in ("Zebedee", "bruise") if words in said] == []
    assert "Harold" not in "".join([*told, *messages])


def test_the_lead_is_told_that_a_note_waits_and_no_more(coordinator, lead, inbox):
    member = MemberFactory(name="Harold Pym")

    write(coordinator, member)

    assert inbox.letters == [("ewa@example.org", "A restricted note waits for you")]


def test_a_double_click_writes_one_note(coordinator):
    member = MemberFactory()
    page = coordinator.get(f"/members/{member.id}/restricted-notes/new")

    for _ in range(2):
        page.press("Save this note", words=WORRY)

    assert len(db.session.scalars(select(RestrictedNote)).all()) == 1


def test_without_a_lead_the_note_is_kept_and_administrators_are_told_to_choose_one(administrator, coordinator, inbox):
    member = MemberFactory()
    assert (
        "There is no safeguarding lead at the moment"
        in coordinator.get(f"/members/{member.id}/restricted-notes/new").text
    )
    write(coordinator, member)

    page = administrator.get("/to-do")
    assert "Nobody can open restricted notes. 1 note waits unread." in page.text
    page = page.follow("Choose a safeguarding lead")
    page = page.press("Save", leads=[coordinator.account.id])

    assert page.messages == ["You have saved who opens restricted notes."]
    assert "Choose a safeguarding lead" not in administrator.get("/to-do").text
    assert coordinator.get("/to-do").follow("Read a restricted note").heading.startswith("Restricted note about")
    assert inbox.letters == []


def test_only_administrators_choose_the_lead_and_only_among_coordinators(coordinator, administrator):
    member = MemberFactory()

    assert coordinator.get("/settings/safeguarding-lead").status == 403
    page = administrator.get("/settings/safeguarding-lead")
    page = administrator.send("/settings/safeguarding-lead", {"leads": str(member.account.id)})

    assert page.errors == ["Select an answer from the list"]
    assert not member.account.is_safeguarding_lead


def test_a_lead_learns_from_a_members_page_that_there_are_notes(coordinator, lead):
    note = RestrictedNoteFactory()

    assert "There is 1 restricted note about them." in lead.get(f"/members/{note.member_id}").text
    assert "about them." not in coordinator.get(f"/members/{note.member_id}").text


@pytest.mark.parametrize("notes", [1, 3])
def test_the_list_costs_the_same_however_many_notes_there_are(lead, count_statements, notes):
    RestrictedNoteFactory.create_batch(notes)
    lead.get("/restricted-notes")

    with count_statements() as statements:
        lead.get("/restricted-notes")

    assert len(statements) == 2


def test_a_note_that_does_not_exist_is_not_found(lead):
    assert lead.get("/restricted-notes/4711").status == 404
    assert lead.send("/restricted-notes/4711/settle").status == 404
