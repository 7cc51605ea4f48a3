"""Many members beside many events: the state of each pair in words, and one thing done to one pair at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from coproduction.core.database import db
from coproduction.members.actions.turn_limits import Most, set_turn_limits
from coproduction.members.models import Interest
from coproduction.rosters.actions import ask_member, declare_conflict
from coproduction.rosters.models import CanCome
from coproduction.schedule.actions import places
from coproduction.schedule.actions.linked import at_another_time, link_event
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import EventKind, EventState, Place, PlaceState, Via
from tests.factories import (
    AvailabilityFactory,
    AwayDateFactory,
    EventRoleFactory,
    MemberFactory,
    PlaceFactory,
    StaffFactory,
)
from tests.rosters.proposing import was_on_a_panel
from tests.schedule.dates import link

DAYS = "first=2027-01-04&last=2027-03-31"
MATRIX = f"/rosters/matrix?{DAYS}"


def cells(page):
    """Return the words of each member's cells, by name."""
    lines = {}
    for row in page.main.select("tbody tr"):
        words = [cell.a.find(string=True, recursive=False).strip() for cell in row.select("td")]
        lines[row.th.a.get_text()] = words
    return lines


def turns(page):
    """Return what is said of turns beside each name."""
    return {row.th.a.get_text(): row.th.span.get_text() for row in page.main.select("tbody tr")}


def pair(role, member):
    return f"/rosters/matrix/{role.event_id}/{member.id}?{DAYS}&kind=panel&page=1"


def test_each_pair_is_said_in_words_and_what_is_none_of_the_kind_is_not_there(role, second, able, coordinator, noon):
    amara, ben, carol, dan = (able(name) for name in ("Amara", "Ben", "Carol", "Dan"))
    PlaceFactory(role=role, member=amara, state=PlaceState.OFFERED)
    PlaceFactory(role=role, member=ben, state=PlaceState.STEPPED_BACK)
    AvailabilityFactory(event=second.event, member=amara, said=CanCome.YES)
    AvailabilityFactory(event=second.event, member=ben)
    AwayDateFactory(member=ben, starts_on=date(2027, 1, 21), ends_on=date(2027, 1, 21))
    PlaceFactory(member=carol, role__event__starts_at=role.event.starts_at + timedelta(hours=1))
    MemberFactory(name="Eve", interested_in=[Interest.PANELS])
    MemberFactory(name="Fred", interested_in=[Interest.TRAINING])
    assert dan

    page = coordinator.get("/manage/events").follow("Members by events")
    assert page.heading == "Members by events"
    page = coordinator.get(MATRIX)

    assert "Draft" in page.main.select("thead th")[2].get_text()
    assert cells(page) == {
        "Amara": ["Waiting for an answer", "Said they can"],
        "Ben": ["Stepped back", "Away. Asked if they can"],
        "Carol": ["At something else then", "Nothing yet"],
        "Dan": ["Nothing yet", "Nothing yet"],
        "Eve": ["Does not hold Interview skills", "Does not hold Interview skills"],
    }


def test_the_turns_of_each_are_said_beside_the_name(role, second, able, coordinator, noon):
    able("Amara")
    was_on_a_panel(able("Ben"), noon - timedelta(days=30))

    page = coordinator.get(MATRIX)

    assert turns(page) == {
        "Amara": "No turn yet. In 12 months offered 0 times, held 0.",
        "Ben": "Last turn: December 2026. In 12 months offered once, held 1.",
    }


def test_who_is_away_or_elsewhere_at_a_date_that_shares_the_roster_is_said_to_be(role, able, coordinator, noon):
    staff = StaffFactory()
    premeet = link(role.event, "Pre-meet", hours=-48, by=staff, now=noon)
    night = datetime(2027, 7, 13, 23, 15, tzinfo=UTC)  # a quarter past midnight on the 14th by the UK's clocks
    details = at_another_time(role.event, night, ends_at=night + timedelta(minutes=30))
    link_event(role.event, "Night shift", details=details, by=staff, now=noon)
    amara, ben, carol, dan = (able(name) for name in ("Amara", "Ben", "Carol", "Dan"))
    AwayDateFactory(member=amara, starts_on=date(2027, 1, 12), ends_on=date(2027, 1, 12))
    PlaceFactory(member=ben, role__event__starts_at=premeet.starts_at)
    AwayDateFactory(member=carol, starts_on=date(2027, 7, 13), ends_on=date(2027, 7, 13))
    AwayDateFactory(member=dan, starts_on=date(2027, 7, 14), ends_on=date(2027, 7, 14))
    db.session.flush()

    said = {"Amara": ["Away"], "Ben": ["At something else then"], "Carol": ["Nothing yet"], "Dan": ["Away"]}
    assert cells(coordinator.get(MATRIX)) == said
    assert "At something else then" in coordinator.get(pair(role, ben)).text


def test_an_answer_about_another_time_and_another_kind_say_nothing(role, able, coordinator):
    member = able("Amara")
    AvailabilityFactory(event=role.event, member=member, said=CanCome.YES)
    role.event.starts_at += timedelta(minutes=30)
    EventRoleFactory(is_open=False, event__kind=EventKind.TRAINING, event__title="Session")
    db.session.flush()

    assert cells(coordinator.get(MATRIX)) == {"Amara": ["Asked if they can"]}
    MemberFactory(interested_in=[Interest.TRAINING])
    assert "Session" in coordinator.get(f"{MATRIX}&kind=training").text


def test_other_events_are_chosen_by_days_and_kind(role, second, able, coordinator):
    able("Amara")

    page = coordinator.get(MATRIX).press(
        "Show these events", first=date(2027, 1, 20), last=date(2027, 1, 22), kind="panel"
    )
    assert len(cells(page)["Amara"]) == 1
    page = page.press("Show these events", first=date(2027, 1, 22), last=date(2027, 1, 20), kind="panel")
    assert page.errors == ["The last day must be the first day or later"]
    page = coordinator.get("/rosters/matrix?first=2028-01-01&last=2028-02-01")
    assert "There are no such events between these days." in page.text


def test_more_events_than_fit_come_on_the_next_page(role, able, coordinator):
    able("Amara")
    for week in range(1, 11):
        later = role.event.starts_at + timedelta(weeks=week)
        EventRoleFactory(is_open=False, event__kind=EventKind.PANEL, event__starts_at=later)

    page = coordinator.get(MATRIX)
    assert len(cells(page)["Amara"]) == 10
    assert len(cells(page.follow("Show the events from Thursday 25 March 2027"))["Amara"]) == 1


@pytest.mark.parametrize(("later", "leads"), [(1, "Friday 15 January 2027"), (0, "")])
def test_a_day_with_more_events_than_fit_is_shown_whole(role, able, coordinator, later, leads):
    able("Amara")
    for minutes in range(1, 11):
        starts_at = role.event.starts_at + timedelta(minutes=minutes)
        EventRoleFactory(is_open=False, event__kind=EventKind.PANEL, event__starts_at=starts_at)
    for days in range(1, later + 1):
        starts_at = role.event.starts_at + timedelta(days=days)
        EventRoleFactory(is_open=False, event__kind=EventKind.PANEL, event__starts_at=starts_at)

    page = coordinator.get(MATRIX)

    assert len(cells(page)["Amara"]) == 11
    assert [link for link in page.links if link.startswith("Show the events from")] == (
        [f"Show the events from {leads}"] if leads else []
    )


@pytest.mark.parametrize("number", [1, 3])
def test_the_matrix_costs_the_same_however_large_it_is(role, able, coordinator, count_statements, number, noon):
    for each in range(number):
        member = able(f"Member {each}")
        PlaceFactory(role=role, member=member, state=PlaceState.OFFERED)
        AvailabilityFactory(event=role.event, member=member)
        start = role.event.starts_at + timedelta(weeks=1 + each)
        other = EventRoleFactory(is_open=False, event__kind=EventKind.PANEL, event__starts_at=start)
        link(other.event, "Debrief", hours=4, by=StaffFactory(), now=noon)
    db.session.commit()
    db.session.expunge_all()

    with count_statements() as statements:
        coordinator.get(MATRIX)

    # the account, the events, their roles, the members, their places there, what they said, and to which of the events
    # they could not come; who set limits, of turns and of pay, and what a place would be; who is asked first, and who
    # cannot sit on a panel; the turns of each, and how far back they count
    assert len(statements) == 15


def test_somebody_is_asked_and_answers_by_phone_and_is_released_cell_by_cell(role, able, coordinator):
    amara = able("Amara")

    page = coordinator.get(MATRIX).follow("Nothing yet: Amara, Nurse panel, Thursday 14 January 2027, 10:30am")
    assert page.heading == "Amara: Nurse panel"
    page = page.press("Save", deed=f"ask:{role.id}")
    assert (page.messages, cells(page)) == (["Saved for Amara."], {"Amara": ["Waiting for an answer"]})

    page = coordinator.get(pair(role, amara))
    place = db.session.query(Place).one()
    page = page.press("Save", deed=f"yes:{place.id}", via="letter")
    assert cells(page) == {"Amara": ["Has the place"]}
    assert place.moves[-1].via is Via.LETTER
    page = coordinator.get(pair(role, amara)).press("Save", deed=f"release:{place.id}")
    assert cells(page) == {"Amara": ["Not taking part"]}


def test_a_place_is_given_to_who_put_themselves_forward(role, able, coordinator):
    amara = able("Amara")
    place = PlaceFactory(role=role, member=amara, state=PlaceState.INTERESTED)

    page = coordinator.get(pair(role, amara)).press("Save", deed=f"give:{place.id}")

    assert cells(page) == {"Amara": ["Has the place"]}


def test_what_stands_in_the_way_is_said_and_asks_for_a_reason_and_a_conflict_for_more(role, able, coordinator, noon):
    away, barred = able("Away"), able("Barred")
    AwayDateFactory(member=away, starts_on=date(2027, 1, 14), ends_on=date(2027, 1, 14))
    declare_conflict(role.event_id, barred, now=noon)

    page = coordinator.get(pair(role, away))
    assert "Is away then" in page.items
    page = page.press("Save", deed=f"ask:{role.id}")
    assert page.errors == ["Say why you ask all the same: is away then"]
    assert cells(page.press("Save", deed=f"ask:{role.id}", reason="They come back"))["Away"] == [
        "Waiting for an answer"
    ]
    page = coordinator.get(pair(role, barred))
    assert "There is nothing to change here now." in page.text
    table = coordinator.fetch(f"/rosters/matrix.csv?{DAYS}").get_data(as_text=True)
    assert "Barred,Cannot be asked" in table


def test_who_cannot_be_asked_and_who_is_asked_first_is_said_and_not_why(role, able, coordinator, asks_first, noon):
    barred, full, first, both = (able(name) for name in ("Barred", "Full", "First", "Both"))
    declare_conflict(role.event_id, barred, now=noon)
    declare_conflict(role.event_id, both, now=noon)
    later = role.event.starts_at + timedelta(days=1)
    PlaceFactory(member=full, role=EventRoleFactory(is_open=False, event__starts_at=later))
    set_turn_limits(full, Most(1), by=full.account, now=noon)
    for member in (first, both):
        asks_first(member)

    said = {"Barred": "Cannot be asked", "Full": "Cannot be asked", "First": "Ask first", "Both": "Cannot be asked"}
    assert cells(coordinator.get(MATRIX)) == {name: [words] for name, words in said.items()}
    lines = coordinator.fetch(f"/rosters/matrix.csv?{DAYS}").get_data(as_text=True).splitlines()
    assert sorted(lines[1:]) == sorted(f"{name},{words}" for name, words in said.items())
    assert "Ask first" in coordinator.get(pair(role, first)).items


def test_what_somebody_else_changed_meanwhile_is_told_and_not_overwritten(role, able, coordinator, noon, inbox):
    amara, staff = able("Amara"), StaffFactory()
    opened = coordinator.get(pair(role, amara))
    place = ask_member(role, amara.id, reason="", by=staff, now=noon)
    held = coordinator.get(pair(role, amara))
    places.answer(place.id, places.Answer.YES, hand=Hand(staff), now=noon)
    letters = len(inbox.letters)

    page = opened.press("Save", deed=f"ask:{role.id}")
    assert page.errors == [
        "Somebody changed this meanwhile. Amara now: Panel member: has the place. Your change was not made."
    ]
    page = held.press("Save", deed=f"no:{place.id}")
    assert page.errors == [
        "Somebody changed this meanwhile. Amara now: Panel member: has the place. Your change was not made."
    ]
    assert (place.state, len(inbox.letters)) == (PlaceState.HELD, letters)
    page = page.press("Save", deed=f"no:{place.id}")
    assert cells(page) == {"Amara": ["Stepped back"]}


def test_a_draft_is_only_looked_at(second, able, coordinator):
    amara = able("Amara")

    page = coordinator.get(pair(second, amara))

    assert "Members can be asked once the event is published, and until it begins." in page.text
    second.event.state = EventState.CANCELLED
    db.session.flush()
    assert "Commissioner panel" not in coordinator.get(MATRIX).text


def test_the_table_to_download_has_all_members_and_says_what_the_page_says(role, able, coordinator):
    for number in range(27):
        able(f"Member {number:02}")
    page = coordinator.get(MATRIX)
    assert len(cells(page)) == 25
    assert len(cells(coordinator.get(f"{MATRIX}&page=2"))) == 2

    lines = coordinator.fetch(f"/rosters/matrix.csv?{DAYS}").get_data(as_text=True).splitlines()

    assert len(lines) == 28
    assert lines[1] == "Member 00,Nothing yet"
