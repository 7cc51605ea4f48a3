"""Papers: blocked until Easy Read is there, told once, never late without being counted."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.refusals import Refusal
from coproduction.documents.models import Document, VersionFormat
from coproduction.documents.queries import find_version
from coproduction.meetings.actions.papers import send_papers
from coproduction.meetings.models import PaperSending, SentPaper
from coproduction.meetings.rules import CLEAR_DAYS, is_late, papers_due
from coproduction.members.models import NeedKind
from coproduction.notifications.actions import add_copy_recipient
from coproduction.notifications.models import Channel
from coproduction.schedule.models import EventKind, EventState, PlaceState
from coproduction.site.queries.to_do.papers import papers_to_send
from tests.factories import (
    AgendaItemFactory,
    DocumentFactory,
    DocumentVersionFactory,
    EventRoleFactory,
    MeetingFactory,
    MemberFactory,
    NeedFactory,
    PlaceFactory,
    StaffFactory,
)

STANDARD, EASY, LARGE = VersionFormat.STANDARD, VersionFormat.EASY_READ, VersionFormat.LARGE_PRINT


def meeting_with(*formats, title="Budgets", **event):
    meeting = MeetingFactory(**{f"event__{name}": value for name, value in event.items()})
    add_paper(meeting, *formats, title=title)
    return meeting


def add_paper(meeting, *formats, title="Budgets"):
    paper = DocumentFactory(title=title)
    for one in formats:
        DocumentVersionFactory(document=paper, format=one)
    AgendaItemFactory(meeting=meeting, paper=paper, title=title)
    db.session.expire_all()
    return paper


def send(meeting, noon, *, reason=""):
    return send_papers(meeting, reason=reason, by=StaffFactory(), now=noon)


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
    assert find_version(version.id, viewer=browser.member.account) is version
    other = DocumentVersionFactory(format=LARGE)  # of no meeting: that papers of another went opens it to nobody
    assert find_version(other.id, viewer=browser.member.account) is None

    PlaceFactory(role__event=meeting.event)  # somebody else's
    meeting.event.kind = EventKind.PANEL
    db.session.flush()
    assert find_version(version.id, viewer=browser.member.account) is None


def test_a_coordinator_gives_a_reason_beside_the_button(coordinator, noon):
    meeting = meeting_with(STANDARD)
    path = f"/meetings/{meeting.event_id}/papers"

    page = coordinator.get(path).press("Send the papers", reason=" ")
    assert page.errors == ["Add the Easy Read version, or enter why the papers go without it"]

    page = page.press("Send the papers", reason="The printer is late")
    assert "Without Easy Read, because: The printer is late" in page.text
    assert db.session.query(PaperSending).one().reason == "The printer is late"


@pytest.mark.parametrize(
    ("starts_at", "clear_days", "due"),
    [
        (datetime(2027, 1, 14, 10, 30, tzinfo=UTC), 7, date(2027, 1, 6)),
        (datetime(2027, 3, 31, 23, 30, tzinfo=UTC), 7, date(2027, 3, 24)),  # 1 April by the UK's clocks
        (datetime(2027, 1, 14, 10, 30, tzinfo=UTC), 1, date(2027, 1, 12)),
    ],
)
def test_clear_days_lie_between_the_day_papers_go_and_the_day_of_the_meeting(starts_at, clear_days, due):
    assert papers_due(starts_at, clear_days=clear_days) == due


@pytest.mark.parametrize(
    ("sent_at", "late"),
    [
        (datetime(2027, 6, 1, 22, 59, tzinfo=UTC), False),
        (datetime(2027, 6, 1, 23, 1, tzinfo=UTC), True),  # after midnight by the UK's clocks
        (None, True),
    ],
)
def test_a_paper_is_late_from_the_day_after_it_was_due(sent_at, late):
    assert is_late(sent_at, date(2027, 6, 1), now=datetime(2027, 6, 5, tzinfo=UTC)) is late


def test_what_is_due_stands_on_the_to_do_list_until_it_has_gone(noon):
    priya = StaffFactory()
    meeting = meeting_with(STANDARD, EASY, title="Budgets")
    meeting.event.title = "Work plan"
    MeetingFactory(event__title="Later", event__starts_at=noon + timedelta(days=60))
    MeetingFactory(event__title="Empty", event__starts_at=noon + timedelta(days=20))
    MeetingFactory(event__title="Off", event__state=EventState.CANCELLED)

    def tasks():
        return [(task.what, task.when) for task in papers_to_send(viewer=priya, now=noon).tasks]

    wanted = [("Write the agenda of Empty", "Papers must go by 16 January 2027")]
    assert tasks() == [("Send the papers of Work plan", "Papers must go by 6 January 2027"), *wanted]

    send(meeting, noon)
    assert tasks() == wanted
    set_number(CLEAR_DAYS, 10, from_day=date(2027, 1, 1), account_id=None, now=noon)
    assert tasks() == [("Write the agenda of Empty", "Papers must go by 13 January 2027")]


def test_the_report_counts_late_papers_and_easy_read_that_came_later(coordinator, monkeypatch):
    for title, sent_on, formats in (
        ("In time", datetime(2027, 1, 6, 12, tzinfo=UTC), (STANDARD, EASY)),
        ("Late", datetime(2027, 1, 7, 12, tzinfo=UTC), (STANDARD, EASY)),
        ("No Easy Read", datetime(2027, 1, 4, 12, tzinfo=UTC), (STANDARD,)),
    ):
        meeting = meeting_with(*formats, title=title)
        meeting.event.title = title
        send(meeting, sent_on, reason="None")
    meeting_with(STANDARD).event.title = "Never went"
    MeetingFactory(event__title="No papers")
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 1, 20, 12, tzinfo=UTC))

    page = coordinator.get("/meetings/papers")

    assert page.rows == [
        ["Never went", "14 January 2027", "1", "1", "1"],
        ["No Easy Read", "14 January 2027", "1", "0", "1"],
        ["Late", "14 January 2027", "1", "1", "0"],
        ["In time", "14 January 2027", "1", "0", "0"],
    ]
    assert "In the last year, 2 of 4 papers were late. 2 had no Easy Read version on the day they went." in page.text
    assert page.items == ["No Easy Read, 14 January 2027: None"]


def test_one_late_paper_is_said_as_one(coordinator, monkeypatch):
    send(meeting_with(STANDARD, EASY), datetime(2027, 1, 7, 12, tzinfo=UTC))
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 1, 20, 12, tzinfo=UTC))

    assert "In the last year, 1 of 1 papers was late." in coordinator.get("/meetings/papers").text


@pytest.mark.parametrize("papers", [1, 3])
def test_the_page_of_papers_and_the_report_cost_the_same_however_many(coordinator, count_statements, papers, noon):
    meeting = MeetingFactory()
    for _ in range(papers):
        add_paper(meeting, STANDARD, EASY)
        PlaceFactory(role__event=meeting.event)
    send(meeting, noon)
    costs = {}
    for path in (f"/meetings/{meeting.event_id}/papers", "/meetings/papers"):
        db.session.expire_all()
        with count_statements() as statements:
            coordinator.get(path)
        costs[path.rpartition("/")[0]] = len(statements)

    assert list(costs.values()) == [14, 4]


def test_nobody_is_told_of_papers_in_a_message_that_says_what_they_need(noon, inbox):
    meeting = meeting_with(STANDARD, EASY)
    PlaceFactory(role__event=meeting.event)
    send(meeting, noon)

    assert "need" not in inbox.messages[0].text.replace("If you need another format", "")
