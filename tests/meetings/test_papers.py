"""Papers: blocked until Easy Read is there, told once, never late without being counted."""

from __future__ import annotations

import re

import pytest

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.documents.models import Document
from coproduction.documents.queries import find_version
from coproduction.meetings.models import PaperSending, SentPaper
from coproduction.members.models import NeedKind
from coproduction.notifications.actions import add_copy_recipient
from coproduction.notifications.models import Channel
from coproduction.schedule.models import EventKind, EventState, PlaceState
from tests.factories import (
    DocumentVersionFactory,
    EventRoleFactory,
    MemberFactory,
    NeedFactory,
    PlaceFactory,
)
from tests.meetings.sent_papers import EASY, LARGE, STANDARD, add_paper, meeting_with, send


def test_everybody_with_a_part_is_told_once_in_their_channel(noon, inbox):
    meeting = meeting_with(STANDARD, EASY)
    role = EventRoleFactory(event=meeting.event)
    coming = PlaceFactory(role=role).member
    rung = PlaceFactory(
        role=role, member=MemberFactory(account=None, channel=Channel.PHONE, email=None, phone="0115 496 0012")
    ).member
    PlaceFactory(role=role, state=PlaceState.DECLINED)
    MemberFactory()

    assert send(meeting, noon) is not None
    assert send(meeting, noon) is None

    assert inbox.letters == [
        (coming.email, f"Papers for {meeting.event.title}"),
        (rung.phone, f"Papers for {meeting.event.title}"),
    ]


def test_each_is_told_first_of_the_format_they_read_and_copies_say_nothing_of_it(noon, inbox):
    meeting = meeting_with(STANDARD, EASY, LARGE)
    role = EventRoleFactory(event=meeting.event)
    reads = {
        "Easy": NeedKind.EASY_READ,
        "Large": NeedKind.LARGE_PRINT,
        "Deaf": NeedKind.BSL_INTERPRETER,
        "Braille": NeedKind.BRAILLE,
    }
    for name, kind in reads.items():
        member = PlaceFactory(role=role, member=MemberFactory(known_as=name)).member
        NeedFactory(member=member, kind=kind)
        if name == "Easy":
            add_copy_recipient(member.id, "Mo", email="mo@example.org")

    send(meeting, noon)

    said = {message.to_name: re.findall(r"Budgets:\**\s*(.*)", message.text) for message in inbox.messages}
    usual = ["Standard, Easy Read, Large print"]
    assert said == {
        "Easy": ["Easy Read, Standard, Large print"],
        "Mo": usual,
        "Large": ["Large print, Standard, Easy Read"],
        "Deaf": usual,
        "Braille": usual,
    }


def test_papers_without_easy_read_are_blocked_until_there_is_a_reason(noon, inbox):
    meeting = meeting_with(STANDARD)
    PlaceFactory(role__event=meeting.event)

    with pytest.raises(Refusal) as refused:
        send(meeting, noon)
    assert (refused.value.message, refused.value.field) == (
        "Add the Easy Read version, or enter why the papers go without it",
        "reason",
    )
    assert (inbox.letters, db.session.query(SentPaper).count()) == ([], 0)

    send(meeting, noon, reason="The printer is late")
    assert db.session.query(PaperSending).one().reason == "The printer is late"
    assert len(inbox.letters) == 1


def test_a_reason_that_is_not_needed_is_not_kept(noon):
    send(meeting_with(STANDARD, EASY), noon, reason="Just because")

    assert db.session.query(PaperSending).one().reason == ""


def test_one_paper_of_two_without_easy_read_blocks_both(noon):
    meeting = meeting_with(STANDARD, EASY)
    add_paper(meeting, STANDARD, title="Care plans")

    with pytest.raises(Refusal):
        send(meeting, noon)


def test_the_paper_that_is_ready_goes_beside_one_that_is_not_and_the_other_follows(coordinator, inbox):
    meeting = meeting_with(STANDARD, EASY)
    late = add_paper(meeting, STANDARD, title="Care plans")
    PlaceFactory(role__event=meeting.event)
    path = f"/meetings/{meeting.event_id}/papers"

    page = coordinator.get(path).press("Send the 1 paper that is ready")

    assert page.messages == ["The papers are on their way."]
    assert "Care plans" not in inbox.messages[-1].text
    assert {gone.document_id for gone in db.session.query(SentPaper)}.isdisjoint({late.id})
    assert db.session.query(PaperSending).one().reason == ""
    assert "is ready" not in page.text

    page = page.press("Send the papers", reason=" ")
    assert page.errors == ["Add the Easy Read version, or enter why the papers go without it"]
    DocumentVersionFactory(document=late, format=EASY)
    coordinator.get(path).press("Send the papers")
    assert "- Care plans: " in inbox.messages[-1].text
    assert "Budgets" not in inbox.messages[-1].text


def test_a_new_format_of_a_paper_that_went_is_told_without_another_reason(noon, inbox):
    meeting = meeting_with(STANDARD)
    PlaceFactory(role__event=meeting.event)
    send(meeting, noon, reason="The printer is late")
    paper = db.session.query(SentPaper).one().document_id
    DocumentVersionFactory(document=db.session.get_one(Document, paper), format=LARGE)
    db.session.expire_all()

    send(meeting, noon)

    assert len(inbox.letters) == 2
    assert "- Budgets: Large print\n" in inbox.messages[-1].text
    assert db.session.query(SentPaper).count() == 2


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (EventState.DRAFT, "Publish the meeting first, so that members can see its papers."),
        (EventState.CANCELLED, "Work plan is cancelled."),
    ],
)
def test_papers_of_a_meeting_that_nobody_can_come_to_stay_here(noon, state, said):
    meeting = meeting_with(STANDARD, EASY, state=state, title="Budgets")
    meeting.event.title = "Work plan"

    with pytest.raises(Refusal) as refused:
        send(meeting, noon)
    assert refused.value.message == said


def test_a_paper_with_no_version_yet_does_not_go_and_does_not_hold_up_the_others(noon):
    meeting = meeting_with(STANDARD, EASY)
    add_paper(meeting, title="Care plans")

    send(meeting, noon)

    assert db.session.query(SentPaper).count() == 2


def test_members_open_a_paper_once_it_went_and_not_before(noon, browser, coordinator):
    meeting = meeting_with(STANDARD, EASY)
    path = f"/events/{meeting.event_id}"
    assert "Easy Read of Budgets" not in browser.get(path).links

    page = coordinator.get(f"/meetings/{meeting.event_id}/papers").press("Send the papers")
    assert page.messages == ["The papers are on their way."]
    assert "Send the papers" not in str(page.main.find_all("button"))

    assert [link for link in browser.get(path).links if "Budgets" in link] == [
        "Standard of Budgets",
        "Easy Read of Budgets",
    ]


def test_who_may_not_see_the_event_does_not_open_its_paper(noon, browser):
    meeting = meeting_with(STANDARD, EASY)
    send(meeting, noon)
    paper = db.session.query(SentPaper.document_id).limit(1).scalar()
    version = DocumentVersionFactory(document=db.session.get_one(Document, paper), format=LARGE)
    assert find_version(version.id, viewer=browser.member.account, now=noon) is version
    other = DocumentVersionFactory(format=LARGE)  # of no meeting: that papers of another went opens it to nobody
    assert find_version(other.id, viewer=browser.member.account, now=noon) is None

    PlaceFactory(role__event=meeting.event)  # somebody else's
    meeting.event.kind = EventKind.PANEL
    db.session.flush()
    assert find_version(version.id, viewer=browser.member.account, now=noon) is None


def test_a_coordinator_gives_a_reason_beside_the_button(coordinator, noon):
    meeting = meeting_with(STANDARD)
    path = f"/meetings/{meeting.event_id}/papers"

    page = coordinator.get(path).press("Send the papers", reason=" ")
    assert page.errors == ["Add the Easy Read version, or enter why the papers go without it"]

    page = page.press("Send the papers", reason="The printer is late")
    assert "Without Easy Read, because: The printer is late" in page.text
    assert db.session.query(PaperSending).one().reason == "The printer is late"


def test_nobody_is_told_of_papers_in_a_message_that_says_what_they_need(noon, inbox):
    meeting = meeting_with(STANDARD, EASY)
    PlaceFactory(role__event=meeting.event)
    send(meeting, noon)

    assert "need" not in inbox.messages[0].text.replace("If you need another format", "")
