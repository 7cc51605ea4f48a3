"""The agenda of a meeting: for coordinators to put together, for members to read and print."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.documents.models import Document
from coproduction.meetings.actions import agenda as actions
from coproduction.meetings.actions.agenda import ItemDetails
from coproduction.meetings.actions.papers import send_papers
from coproduction.meetings.models import AgendaItem
from coproduction.meetings.queries.agenda import items_of
from coproduction.meetings.rules import longest_without_break
from coproduction.members.models import Grant
from coproduction.schedule.models import EventState
from tests.factories import (
    AgendaItemFactory,
    DocumentFactory,
    DocumentVersionFactory,
    MeetingFactory,
    PlaceFactory,
    StaffFactory,
    SupporterFactory,
)

WELCOME = ItemDetails("Welcome", 10, "Amara", is_break=False)


def titles(meeting):
    return [item.title for item in items_of(meeting.event_id)]


def test_a_coordinator_puts_an_agenda_together(coordinator):
    meeting = MeetingFactory(event__title="Work plan")
    page = coordinator.get(f"/manage/events/{meeting.event_id}").follow("Agenda")
    assert "The meeting lasts 2 hours." in page.text

    page = page.follow("Add an item").press("Save item", title="Welcome", minutes="10", owner="Amara")
    page = page.follow("Add an item").press("Save item", title="Budgets", minutes="50", has_paper="y")
    page = page.follow("Add an item").press("Save item", title="Break", minutes="15", is_break="y")

    assert page.heading == "Agenda of Work plan"
    assert "The meeting lasts 2 hours. The agenda takes 1 hour 15 minutes." in page.text
    assert [words.split(" Change")[0] for words in page.items] == [
        "10:30am Welcome (10 minutes), Amara",
        "10:40am Budgets (50 minutes) Paper: Budgets (No format yet)",
        "11:30am Break (15 minutes)",
    ]
    assert db.session.query(Document).one().about == "For Work plan, 14 January 2027"

    page = page.press("Move down Welcome")
    assert titles(meeting) == ["Budgets", "Welcome", "Break"]
    page = page.press("Move up Welcome")
    for item, way in zip(items_of(meeting.event_id), ("up", "up", "down"), strict=True):
        if item.title != "Budgets":  # there is nowhere to go
            coordinator.send(f"/meetings/{meeting.event_id}/agenda/{item.id}/{way}")
    assert titles(meeting) == ["Welcome", "Budgets", "Break"]

    page = page.follow("Change Budgets")
    assert "has_paper" not in page.values
    page = page.press("Save item", title="Personal budgets", minutes="45")
    page = page.follow("Take off Welcome").press("Take it off")
    assert titles(meeting) == ["Personal budgets", "Break"]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"title": ""}, "Enter what it is"),
        ({"minutes": ""}, "Enter the minutes"),
        ({"minutes": "0"}, "Minutes must be between 1 and 480"),
        ({"minutes": "ten"}, "Minutes must be a whole number, like 12"),
    ],
)
def test_a_slip_is_shown_beside_its_field(coordinator, wrong, error):
    path = f"/meetings/{MeetingFactory().event_id}/agenda/new"

    page = coordinator.post(path, {"title": "Welcome", "minutes": "10"} | wrong)

    assert page.errors == [error]
    assert db.session.query(AgendaItem).count() == 0


def test_the_same_item_sent_twice_is_added_once(noon):
    meeting, priya = MeetingFactory(), StaffFactory()

    for _ in range(2):
        actions.add_item(meeting, WELCOME, has_paper=True, by=priya, now=noon)

    assert (titles(meeting), db.session.query(Document).count()) == (["Welcome"], 1)


def test_papers_of_two_meetings_with_one_title_are_two(noon):
    priya = StaffFactory()
    meetings = [MeetingFactory(event__starts_at=datetime(2027, month, 11, 10, tzinfo=UTC)) for month in (2, 3)]

    items = [actions.add_item(meeting, WELCOME, has_paper=True, by=priya, now=noon) for meeting in meetings]

    assert items[0].document_id != items[1].document_id


def test_the_agenda_of_a_cancelled_meeting_stays_as_it_is(noon, coordinator):
    meeting = MeetingFactory(event__state=EventState.CANCELLED, event__title="Work plan")
    item = AgendaItemFactory(meeting=meeting)
    said = "Work plan is over or cancelled, and its agenda can no longer be changed."
    by = {"by": StaffFactory(), "now": noon}
    changes = (
        lambda: actions.add_item(meeting, WELCOME, has_paper=False, **by),
        lambda: actions.change_item(item, meeting, details=WELCOME, has_paper=False, **by),
        lambda: actions.move_item(item, meeting, up=True, **by),
        lambda: actions.remove_item(item, meeting, **by),
    )
    for change in changes:
        with pytest.raises(Refusal) as refused:
            change()
        assert refused.value.message == said

    page = coordinator.send(f"/meetings/{item.event_id}/agenda/{item.id}/up")
    assert (page.heading, page.messages) == ("Agenda of Work plan", [said])


def test_an_item_of_another_meeting_is_not_found(coordinator):
    item, other = AgendaItemFactory(), MeetingFactory()

    assert coordinator.get(f"/meetings/{other.event_id}/agenda/{item.id}/change").status == 404


def test_an_agenda_that_is_too_long_or_has_no_break_says_so(coordinator):
    meeting = MeetingFactory()
    for minutes in (50, 40, 45):
        AgendaItemFactory(meeting=meeting, minutes=minutes)

    page = coordinator.get(f"/meetings/{meeting.event_id}/agenda")

    assert "The agenda is 15 minutes too long. Make items shorter, or take some off." in page.text
    assert "People sit for 2 hours 15 minutes without a break. Add a break at least every 1 hour." in page.text


@pytest.mark.parametrize(
    ("items", "longest"),
    [([], 0), ([(15, True)], 0), ([(20, False), (30, False)], 50), ([(60, False), (10, True), (45, False)], 60)],
)
def test_the_longest_time_without_a_break(items, longest):
    assert longest_without_break([AgendaItem(minutes=minutes, is_break=rests) for minutes, rests in items]) == longest


def test_a_member_reads_the_agenda_on_the_page_of_the_meeting_and_prints_it(browser):
    meeting = MeetingFactory(event__title="Work plan")
    assert "Agenda" not in browser.get(f"/events/{meeting.event_id}").text
    AgendaItemFactory(meeting=meeting, title="Welcome", minutes=10, owner="Amara")
    unsent = DocumentFactory(title="Budgets")
    DocumentVersionFactory(document=unsent)
    AgendaItemFactory(meeting=meeting, title="Budgets", paper=unsent)

    page = browser.get(f"/events/{meeting.event_id}")
    lines = ["10:30am Welcome (10 minutes), Amara", "10:40am Budgets (20 minutes)"]
    assert page.items[:2] == lines

    page = page.follow("Print the agenda in large type")
    assert (page.heading, page.items) == ("Agenda of Work plan", lines)


def test_a_supporter_who_sees_the_event_reads_its_agenda(stranger):
    meeting = MeetingFactory(event__title="Forum")
    AgendaItemFactory(meeting=meeting, title="Welcome", minutes=10)
    place = PlaceFactory(role__event=meeting.event)
    stranger.sign_in(SupporterFactory(member=place.member, may=[Grant.SEE_EVENTS]).account)

    page = stranger.get(f"/supporting/places/{place.id}")

    assert page.items == ["10:30am Welcome (10 minutes)"]
    page = page.follow("Print the agenda in large type")
    assert (page.heading, page.items) == ("Agenda of Forum", ["10:30am Welcome (10 minutes)"])
    assert f'href="/supporting/places/{place.id}"' in page.html


@pytest.mark.parametrize("items", [1, 3])
@pytest.mark.parametrize(("path", "cost"), [("/events/{}/agenda", 8), ("/meetings/{}/agenda", 6)])
def test_the_agenda_costs_the_same_however_long_it_is(browser, coordinator, count_statements, noon, items, path, cost):
    meeting = MeetingFactory()
    for _ in range(items):
        paper = DocumentFactory()
        DocumentVersionFactory(document=paper)
        AgendaItemFactory(meeting=meeting, paper=paper)
    address = path.format(meeting.event_id)
    db.session.expire_all()
    send_papers(meeting, reason="Nobody needs it", by=StaffFactory(), now=noon)
    db.session.expire_all()

    with count_statements() as statements:
        page = (browser if path.startswith("/events") else coordinator).get(address)

    assert len(page.main.select(".app-agenda > li")) == items
    assert len(statements) == cost
